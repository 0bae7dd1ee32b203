"""Drafts with clean rewrites, and slips as pieces of a rewrite with what stands there instead.

A line of `slips.jsonl` holds `draft`, `facts`, `customer_message`, up to four clean rewrites
(`honest` with a mark of its sources behind each sentence, `honest2`, `natural`, `natural2`) and
`slips`, each with its `category`, the rewrite it is `of`, the words to `find` there (once) and what
to `say` instead.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.labels import Kind

_MARK = re.compile(r"[ \t]*\[(?:-|[DCF]\d+)(?:[ ,]+(?:-|[DCF]\d+))*\]")
_KINDS = {
    "honest": Kind.HONEST,
    "honest2": Kind.HONEST,
    "natural": Kind.NATURAL,
    "natural2": Kind.NATURAL,
}


class SlipError(ValueError):
    """A line of the file is not what it should be: the message names its id and the slip."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One rewrite of a draft; of a slipped one also the clean one, and where the slip stands."""

    id: str
    kind: Kind
    draft: str
    text: str
    facts: tuple[str, ...] = ()
    customer: str | None = None
    category: str = ""
    clean: str | None = None
    start: int = 0
    end: int = 0
    """The slip is `text[start:end]`."""


def load(path: Path) -> Iterator[Rewrite]:
    """Every clean rewrite, each followed by those that slip; raises SlipError."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        context = {"facts": tuple(row["facts"]), "customer": row["customer_message"]}
        clean = {name: _MARK.sub("", row[name]) for name in _KINDS if name in row}
        for name, text in clean.items():
            yield Rewrite(f"{row['id']} {name}", _KINDS[name], row["draft"], text, **context)
        for n, slip in enumerate(row["slips"]):
            text = clean[slip["of"]]
            if text.count(slip["find"]) != 1 or slip["say"] == slip["find"]:
                raise SlipError(f"{row['id']}: slip {n} does not stand once in {slip['of']}")
            start = text.index(slip["find"])
            end = start + len(slip["say"])
            said = text[:start] + slip["say"] + text[start + len(slip["find"]) :]
            yield Rewrite(
                f"{row['id']} slip {n}", Kind.PLANTED, row["draft"], said, **context,
                category=slip["category"], clean=text, start=start, end=end,
            )  # fmt: skip
