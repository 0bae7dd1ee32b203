"""What readers said of the calibration items: people, and models, which are never mixed.

Labels stand in files of their own, one for each rater; the dataset is never edited. A label holds
for the very texts it was given for: where an item is edited, its labels no longer count.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import StringConstraints

from evals.errors import SuiteError
from evals.judging.items import digest
from evals.judging.lines import Entry, read
from evals.suite.case import Case, Label

FOLDER = Path("labels")
SUFFIX = ".labels.jsonl"

By = Literal["person", "model"]
Level = Literal[1, 2, 3]


class LabelError(SuiteError):
    """Labels contradict each other in who gave them; the message names the rater."""


class Levels(Entry):
    """One reader's levels of one reply, 1 (poor) to 3 (good)."""

    care: Level
    kindness: Level
    integrity: Level
    honesty: Level
    clarity: Level


class Labelled(Entry):
    """One line of a label file; a later line of the same rater for the same item replaces it."""

    item: str
    sha256: str
    """Of what was read, as `items.digest`."""
    rater: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
    by: By
    levels: Levels
    when: str
    """UTC, ISO 8601, seconds."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader said of one item."""

    item: str
    rater: str
    by: By
    levels: dict[str, int]


@dataclass(frozen=True, slots=True)
class Labels:
    """Every label that counts, and how many do not."""

    given: tuple[Read, ...]
    outdated: int = 0
    """For texts that the item no longer has, or for an item that there is not."""


def shuffled(cases: Iterable[Case], rater: str) -> tuple[Case, ...]:
    """The items in an order of this rater's own, the same each time.

    Tiredness and mood then fall on other items for each rater.
    """

    def place(case: Case) -> str:
        return hashlib.sha256(f"{rater}\0{case.id}".encode()).hexdigest()

    return tuple(sorted(cases, key=place))


def collected(cases: Sequence[Case], files: Sequence[Path]) -> Labels:
    """The labels of these items, from the files and from the items themselves.

    Raises LinesError, and LabelError for a rater who is a person here and a model there.
    """
    now = {case.id: digest(case) for case in cases}
    given = {(c.id, label.rater): _of_item(c.id, label) for c in cases for label in c.labels}
    outdated = 0
    for each in (entry for file in files for entry in read(file, Labelled)):
        if now.get(each.item) != each.sha256:
            outdated += 1
            continue
        key = (each.item, each.rater)
        _require_one_kind(given.get(key), each)
        given[key] = Read(each.item, each.rater, each.by, each.levels.model_dump())
    kinds = {(label.rater, label.by) for label in given.values()}
    both = sorted({rater for rater, by in kinds if by == "model"} & _people(given.values()))
    if both:
        raise LabelError(f"{both[0]} is a person in some labels and a model in others")
    return Labels(tuple(given.values()), outdated)


def _people(given: Iterable[Read]) -> set[str]:
    return {label.rater for label in given if label.by == "person"}


def _require_one_kind(before: Read | None, now: Labelled) -> None:
    if before is not None and before.by != now.by:
        raise LabelError(f"{now.rater} is a person in some labels and a model in others")


def _of_item(item: str, label: Label) -> Read:
    levels = label.model_dump(exclude={"rater", "by"})
    return Read(item, label.rater, label.by, levels)
