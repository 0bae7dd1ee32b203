"""`kindreply evals add-case`: one more case, in a file of your own."""

import sys
from pathlib import Path
from typing import Any

import click

from api.cli.evals.options import FOLDER, NEW_FILE, Decorated, plain_errors
from api.cli.texts import read_text

TEXT = click.Path(allow_dash=True, dir_okay=False)
CHOSEN = ("situation", "mood", "domain", "channel")
"""Fields that are one of a few words."""
REQUIRED = ("id", "draft", "rewrite", *CHOSEN, "values")
OR = "|"


def describing(command: Decorated) -> Decorated:
    """The options that say what a case is; files of texts may be `-`, standard input."""
    for option in (
        click.option("--id", "id", metavar="ID", help="Of the new case; small letters, -, digits."),
        click.option("--draft", type=TEXT, help="File with the agent's draft."),
        click.option("--customer-message", type=TEXT, help="File with what the customer wrote."),
        click.option("--fact", "facts", multiple=True, metavar="TEXT", help="Repeatable."),
        click.option("--rewrite", type=TEXT, help="File with a good reply: what was sent, say."),
        click.option("--situation", metavar="WORD", help="As delay, refusal, bereavement…"),
        click.option("--mood", metavar="WORD", help="As calm, angry, grieving…"),
        click.option("--domain", metavar="WORD", help="As retail, travel, banking…"),
        click.option("--channel", metavar="WORD", help="chat, email, letter or social."),
        click.option("--value", "values", multiple=True, metavar="WORD", help="Repeatable."),
        click.option("--must-keep", multiple=True, metavar="A|B", help="A fact, said either way."),
        click.option("--must-refuse", multiple=True, metavar="A|B", help="A no, said either way."),
        click.option("--must-not-promise", multiple=True, metavar="TEXT", help="Repeatable."),
        click.option("--acknowledge", is_flag=True, help="A feeling is shown and must be named."),
        click.option("--tag", "tags", multiple=True, metavar="WORD", help="Repeatable."),
    ):
        command = option(command)
    return command


@click.command("add-case", short_help="Add a case to a dataset of your own.")
@click.argument("path", metavar="DATASET", type=NEW_FILE)
@click.option("--from-run", nargs=2, metavar="RUN CASE", help="Begin with this case of a run.")
@click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True)
@describing
def add_case(*, path: Path, from_run: tuple[str, str] | None, runs: Path, **options: Any) -> int:
    """Append one case to DATASET, a JSON Lines file of yours; nothing in it is ever changed.

    `kindreply evals run --dataset DATASET` then asks it too. With --from-run it begins with the
    draft, the customer's message, the facts and all that is expected in that case; options replace
    them, and --rewrite puts the text that the agent sent in place of the good reply. What is
    missing is asked for in a terminal.
    """
    from evals.suite import adding  # noqa: PLC0415

    with plain_errors():
        fields = {**_from_run(from_run, runs), **_given(options)}
        _complete(fields)
        case = adding.checked(fields)
        adding.add(path, case)
    click.echo(f"{path}: {case.id} added")
    return 0


def _from_run(named: tuple[str, str] | None, runs: Path) -> dict[str, Any]:
    """The case of a run without its id: the new one is another case."""
    if named is None:
        return {}
    from evals.running import execution, plan  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415

    run, id_ = named
    (case,) = plan.selected(read(execution.find(run, runs)).header.cases, only=(id_,))
    return case.model_dump(mode="json", exclude_defaults=True, exclude={"id", "labels"})


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The fields that options fill."""
    fields = {name: value for name, value in options.items() if value}
    for name in ("draft", "customer_message", "rewrite"):
        if name in fields:
            fields[name] = read_text(fields[name]).rstrip("\n")
    for name in ("must_keep", "must_refuse"):
        if name in fields:
            fields[name] = [tuple(filter(None, each.split(OR))) for each in fields[name]]
    if "rewrite" in fields:
        # Slips are told by the words of the reply that they were written for.
        fields["slips"] = ()
    return fields


def _complete(fields: dict[str, Any]) -> None:
    """Ask for what is missing, where a person is there to answer."""
    fields.setdefault("kind", "core")
    lacking = [name for name in REQUIRED if not fields.get(name)]
    if fields["kind"] == "calibration":
        lacking = [name for name in lacking if name != "rewrite"]
    if lacking and not sys.stdin.isatty():
        names = ", ".join(f"--{'value' if name == 'values' else name}" for name in lacking)
        raise click.UsageError(f"Missing: {names}.")
    for name in lacking:
        fields[name] = _asked(name)


def _asked(name: str) -> Any:
    from evals.suite import case  # noqa: PLC0415

    if name in CHOSEN:
        words = [str(each) for each in getattr(case, name.capitalize())]
        return click.prompt(name.capitalize(), type=click.Choice(words))
    if name == "values":
        said = click.prompt("Values it tests, of care, kindness, integrity, honesty")
        return said.replace(",", " ").split()
    if name == "id":
        return click.prompt("Id of the case")
    file: str = click.prompt(f"File with the {name}")
    return read_text(file).rstrip("\n")
