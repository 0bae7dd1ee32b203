"""Labelled rewrites: what was planted where, in our own files and in the open bench's.

Both files hold one draft a line with its rewrites. Every draft is a rewrite of itself as well, of
the kind `identity`, in which nothing may be found.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from api.domain.reading import read
from api.rewriting.checking import CheckRequest

SHORT_BELOW_WORDS = 30
LONG_ABOVE_WORDS = 90
LENGTHS = ("short", "medium", "long")

Links = tuple[tuple[str, tuple[str, ...]], ...]
"""Sentences of a rewrite in order, each with the ids of what it comes from."""


class Kind(StrEnum):
    """What a rewrite was written to be."""

    PLANTED = "planted"
    """Good, with exactly one violation."""
    HONEST = "honest"
    """Faithful and freely worded."""
    NATURAL = "natural"
    """As a model writes of itself, judged fit to send."""
    IDENTITY = "identity"
    """The draft itself."""


WRITTEN = (Kind.PLANTED, Kind.HONEST, Kind.NATURAL)


@dataclass(frozen=True, slots=True)
class Label:
    """A planted violation; a span is "" on the side where there is nothing to point at."""

    category: str
    rewrite_span: str
    draft_span: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One draft and one rewrite of it; `label` is None unless something was planted."""

    id: str
    kind: Kind
    draft: str
    rewrite: str
    label: Label | None = None
    links: Links = ()
    facts: tuple[str, ...] = ()
    customer: str | None = None

    @property
    def length(self) -> str:
        """One of `LENGTHS`, by the words of the draft."""
        words = len(self.draft.split())
        if words < SHORT_BELOW_WORDS:
            return "short"
        return "long" if words > LONG_ABOVE_WORDS else "medium"

    def request(self, *, linked: bool) -> CheckRequest:
        """The check to ask for, with or without the writer's links."""
        return CheckRequest(
            draft=self.draft,
            rewrite=self.rewrite,
            sentences=self.links if linked else None,
            facts=self.facts,
            customer_message=self.customer,
        )


def load(path: Path) -> Iterator[Pair]:
    """Four pairs for each line of a file of ours; raises KeyError for a field that is missing."""
    for row in _rows(path):
        context = (tuple(row["facts"]), row["customer_message"])
        for kind in WRITTEN:
            written = row[kind]
            links = tuple((s["text"], tuple(s["from"])) for s in written.get("sentences", ()))
            label = _label(written) if kind is Kind.PLANTED else None
            yield Pair(row["id"], kind, row["draft"], written["text"], label, links, *context)
        itself = tuple((s.text, (s.id,)) for s in read(row["draft"]).sentences)
        yield Pair(row["id"], Kind.IDENTITY, row["draft"], row["draft"], None, itself, *context)


def load_bench(pairs: Path, natural: Path | None = None, half: str | None = None) -> Iterator[Pair]:
    """Three pairs for each line of a bench file, and its natural rewrites that are fit to send.

    `half` is `look`, `confirm` or None for all drafts; a natural rewrite goes with its draft.
    """
    for row in _half(pairs, half):
        planted = row[Kind.PLANTED]
        for kind, text, label in (
            (Kind.PLANTED, planted["text"], _label(planted)),
            (Kind.HONEST, row[Kind.HONEST], None),
            (Kind.IDENTITY, row["draft"], None),
        ):
            yield _bench_pair(row, kind, text, label)
    for row in _half(natural, half) if natural else ():
        if row["judged"] != "block":
            yield _bench_pair(row, Kind.NATURAL, row["rewrite"])


def half_of(draft_id: str) -> str:
    """`look` or `confirm`: for good, and whatever else is in the file."""
    digest = hashlib.md5(draft_id.encode(), usedforsecurity=False).hexdigest()
    return "confirm" if int(digest, 16) % 2 else "look"


def _bench_pair(row: dict[str, Any], kind: Kind, text: str, label: Label | None = None) -> Pair:
    facts = (row["policy"],) if row.get("policy") else ()
    return Pair(row["id"], kind, row["draft"], text, label, (), facts, row.get("customer_message"))


def _label(planted: dict[str, Any]) -> Label:
    spans = (planted["rewrite_span"] or "", planted["draft_span"] or "")
    return Label(planted["category"], *spans)


def _half(path: Path, half: str | None) -> Iterator[dict[str, Any]]:
    return (row for row in _rows(path) if half in (None, half_of(row["id"])))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
