"""`kindreply prompts release` and `label`: what changes which words are sent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.prompt_errors import PROBLEMS, plain_errors, problem_lines
from api.cli.texts import DataError

if TYPE_CHECKING:
    from prompts import Library

DEFAULT_SHARE = 0.1


class Share(click.ParamType[float]):
    """A share of the requests: 10% or 0.1."""

    name = "share"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The share as a number over 0, up to 1."""
        number, percent, rest = value.partition("%")
        try:
            share = round(float(number) / (100 if percent else 1), 6)
        except ValueError:
            share = 0.0
        if rest.strip() or not 0 < share <= 1:
            self.fail(f"{value} is no share: write 10% or 0.1, up to 100%.", param, ctx)
        return share


@click.command()
@click.argument("name")
@click.argument("version", required=False)
@click.pass_obj
def release(library: "Library", name: str, version: str | None) -> int:
    """Freeze the working copy of NAME as VERSION, or as the next minor version."""
    from prompts.source_linting import lint_working_copy  # noqa: PLC0415

    with plain_errors():
        library.load(f"{name}@working")
        releases = library.versions(name)
        version = version or _next_minor(releases[-1] if releases else None)
        problems = tuple(lint_working_copy(library, name))
        if problems:
            click.echo(f"{problem_lines(problems)}\nNothing was released.", err=True)
            return PROBLEMS
        if releases and library.working(name).sends_the_same_as(
            library.released(name, releases[-1])
        ):
            raise DataError(f"{name}@working sends what {releases[-1]} sends: nothing to release.")
        made = library.release(name, version)
    click.echo(f"{name} {version} is released: {made.id}")
    click.echo("Nobody uses it yet. Next:")
    if releases:
        click.echo(f"  kindreply prompts diff {name}@{releases[-1]} {name}@{version}")
    click.echo(f"  kindreply prompts label {name} {version} --as trial --share 10%")
    click.echo(f"  kindreply prompts label {name} {version} --evidence RUN")
    return 0


@click.command()
@click.argument("name")
@click.argument("version", required=False)
@click.option("--as", "label", type=click.Choice(["production", "trial"]), default="production")
@click.option("--share", type=Share(), metavar="10%", help="A trial's share; 10% if not said.")
@click.option(
    "--evidence",
    metavar="RUN",
    type=click.Path(path_type=Path),
    help="The JSON file of a comparison of the evals in which this release is b.",
)
@click.option("--without-evidence", is_flag=True, help="Move production all the same.")
@click.option("--rollback", is_flag=True, help="Back to what the label meant before.")
@click.option("--end", is_flag=True, help="End the trial.")
@click.pass_obj
def label(  # noqa: PLR0913 - by keyword only: the command's own options
    library: "Library",
    *,
    name: str,
    version: str | None,
    label: str,
    share: float | None,
    evidence: Path | None,
    without_evidence: bool,
    rollback: bool,
    end: bool,
) -> None:
    """Let a label of NAME mean VERSION: production, or a trial with a share of the requests.

    A running service sees it when it starts anew. Every move is a line in label_moves.jsonl.
    """
    from prompts import Target  # noqa: PLC0415
    from prompts.moving import move_label, roll_back  # noqa: PLC0415

    if [version is not None, rollback, end].count(True) != 1:
        raise click.UsageError("Give a VERSION, or --rollback, or --end.")
    if (share is not None and (label != "trial" or version is None)) or (end and label != "trial"):
        raise click.UsageError("--share and --end are for a trial: add --as trial.")
    if version is None and (evidence or without_evidence):
        raise click.UsageError("Evidence is for a VERSION.")
    at = datetime.now(UTC).replace(microsecond=0)
    with plain_errors():
        if rollback:
            moves = roll_back(library, name, label, at=at)
        else:
            target = None
            if version is not None:
                target = Target(version, (share or DEFAULT_SHARE) if label == "trial" else None)
            moves = move_label(
                library,
                name,
                label,
                target,
                at=at,
                evidence=evidence,
                without_evidence=without_evidence,
            )
    for move in moves:
        words = f"{move.prompt}@{move.label} means {move.after or 'nothing'} now"
        words += f", before {move.before or 'nothing'}"
        if move.evidence:
            words += f"; {move.evidence.run} says: {move.evidence.verdict}"
        click.echo(f"{words}.")
    if moves[0].before is not None:
        click.echo(f"Back with: kindreply prompts label {name} --as {label} --rollback")


def _next_minor(version: str | None) -> str:
    if version is None:
        return "1.0.0"
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"
