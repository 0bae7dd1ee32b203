"""`kindreply evals label`: people say what they think of replies, in a terminal."""

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from api.cli.evals.options import FILE, NEW_FILE, plain_errors
from api.cli.showing import visible
from api.cli.texts import DataError

if TYPE_CHECKING:
    from evals.judging.rubric import Anchors
    from evals.suite.case import Case

MAX_WIDTH = 96
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
KEYS = "1, 2, 3, s skip, b back, ? read again, q quit"

Move = Literal["next", "back", "quit"]


@click.command(short_help="Label replies, so that a judge can be held against you.")
@click.option("--rater", metavar="NAME", help="Who labels; asked for in a terminal.")
@click.option(
    "--by", type=click.Choice(["person", "model"]), help="[default in a terminal: person]"
)
@click.option("--dataset", type=FILE, help="Your own calibration items, instead.")
@click.option("--out", type=NEW_FILE, help="[default: labels/RATER.labels.jsonl]")
def label(*, rater: str | None, by: str | None, dataset: Path | None, out: Path | None) -> int:
    """Show one reply after the other and ask for five levels of each.

    What you have labelled is kept at once, so quit when you like and come back. The replies come
    in an order of your own, and nothing tells who wrote them or what others think. The dataset is
    never changed.
    """
    from evals.judging import labels, lines  # noqa: PLC0415
    from evals.judging.items import Items, digest  # noqa: PLC0415
    from evals.judging.rubric import anchors, judges  # noqa: PLC0415

    rater, by = _who(rater, by)
    with plain_errors():
        items = Items.load(dataset).cases
        path = out or labels.FOLDER / f"{rater}{labels.SUFFIX}"
        before = lines.taken_up(path, labels.Labelled)
        if {(entry.rater, entry.by) for entry in before} - {(rater, by)}:
            raise DataError(f"{path} holds labels of another rater, or not by a {by}.")
        given = {(entry.item, entry.sha256) for entry in before}
        left = tuple(
            case for case in labels.shuffled(items, rater) if (case.id, digest(case)) not in given
        )
        asked = tuple(anchors(value, prompt) for value, prompt in judges().items())

        def keep(case: "Case", levels: dict[str, int]) -> None:
            entry = labels.Labelled.model_validate(
                {
                    "item": case.id,
                    "sha256": digest(case),
                    "rater": rater,
                    "by": by,
                    "levels": levels,
                    "when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                }
            )
            lines.append(path, entry)

        form = Form(left, asked, keep)
        form.run()
    click.echo(f"\n{path}: {len(form.labelled)} labelled now, {form.to_go} to go.")
    return 0


@dataclass(slots=True)
class Form:
    """One reply after the other, one value after the other; `keep` takes a whole label."""

    items: "Sequence[Case]"
    asked: "Sequence[Anchors]"
    keep: "Callable[[Case, dict[str, int]], None]"
    labelled: set[str] = field(default_factory=set)

    @property
    def to_go(self) -> int:
        """Items without a label."""
        return len(self.items) - len(self.labelled)

    def run(self) -> None:
        """Until the last item, `q`, or the end of the input."""
        place = 0
        while place < len(self.items):
            move = self._item(place)
            if move == "quit":
                return
            place = max(0, place - 1) if move == "back" else place + 1

    def _item(self, place: int) -> Move:
        """Show one reply and ask for its levels."""
        case = self.items[place]
        self._show(place)
        levels: dict[str, int] = {}
        while len(levels) < len(self.asked):
            value = self.asked[len(levels)]
            match self._answer(value):
                case "1" | "2" | "3" as level:
                    levels[value.value] = int(level)
                case "?":
                    self._show(place)
                case "b" if levels:
                    levels.popitem()
                case "b":
                    return "back"
                case "s":
                    return "next"
                case _:
                    return "quit"
        self.keep(case, levels)
        self.labelled.add(case.id)
        return "next"

    def _answer(self, value: "Anchors") -> str:
        """One of the keys; "q" at the end of the input."""
        click.echo(f"\n{click.style(value.value.capitalize(), bold=True)}: {value.question}")
        for level, words in value.levels.items():
            click.echo(_wrapped(f"{level}  {words}", hanging="   "))
        while True:
            click.echo(f"{value.value} [{KEYS}]: ", nl=False)
            line = sys.stdin.readline()
            answer = line.strip().lower() if line else "q"
            if answer in {"1", "2", "3", "s", "b", "?", "q"}:
                return answer
            click.echo("Please type one of the keys, then Enter.")

    def _show(self, place: int) -> None:
        case = self.items[place]
        click.echo(f"\n{'─' * 24}\nReply {place + 1} of {len(self.items)} ({case.channel})")
        for heading, text in _texts(case):
            click.echo(f"\n{click.style(heading, bold=True)}")
            click.echo("\n".join(_wrapped(line) for line in visible(text).splitlines()))


def _texts(case: "Case") -> Iterator[tuple[str, str]]:
    """All that a judge is shown, and nothing more."""
    if case.customer_message:
        yield "The customer wrote", case.customer_message
    if case.facts:
        yield "What the business knows", "\n".join(f"- {fact}" for fact in case.facts)
    yield "The agent's draft", case.draft
    yield "The reply to label", case.reply or ""


def _wrapped(line: str, hanging: str = "") -> str:
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(
        line,
        width,
        initial_indent="  ",
        subsequent_indent=f"  {hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _who(rater: str | None, by: str | None) -> tuple[str, str]:
    """Who labels: asked where a person is there, required where labels are piped in."""
    terminal = sys.stdin.isatty()
    if not terminal and not (rater and by):
        raise click.UsageError("Labels that are piped in need --rater and --by.")
    name: str = rater or click.prompt("Your name, as it shall stand beside your labels")
    if not NAME.fullmatch(name):
        raise click.UsageError("A rater's name has letters, digits, and . _ - within.")
    return name, by or "person"
