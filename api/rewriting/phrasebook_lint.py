"""What may not go into a phrasebook: words that promise, raise, count, admit, or are never said.

Equally strong wording is a property of the data, so it is checked on the data: each entry is held
against its own pattern and examples, each acknowledgement against nothing at all.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.rewriting.entry import KINDS, Entry
from api.rewriting.phrasebook import Phrasebook

_COMMITMENT = re.compile(
    r"(?:\{we\}|\b(?:we|i))(?:'ll|\s(?:will|shall|promise))\b|\{we'll\}|\b(?:refund|credit|voucher|"
    r"discount|compensat\w{1,5}|waive|replace|escalat\w{1,4}|investigat\w{1,4}|expedit\w{1,4}|"
    r"free of charge|ensure|promise|make (?:this|it) right|look into|follow up|get back to you)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|definitely|certainly|absolutely|guarantee\w{0,3}|immediately|instantly|"
    r"completely|fully|entirely|without fail|right away|at once|100 ?%)(?!\w)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|half|percent|"
    r"minutes?|hours?|days?|weeks?|months?|years?|today|tomorrow|tonight)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"(?:\b(?:our|my)|\{our\}) (?:fault|mistake|error|failure|oversight)\b|\bshould not have\b|"
    r"(?:\b(?:we|i)|\{we\}) (?:failed|let you down|got (?:this|it) wrong|messed up)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"n['’]t\b|\b(?:not|no|cannot|unable|nothing|never|only|reject\w{0,3}|denied|declined|refused?|"
    r"impossible|without|mistaken|failed)\b",
    re.IGNORECASE,
)
_ADDED = (
    ("adds_commitment", _COMMITMENT),
    ("adds_absolute", _ABSOLUTE),
    ("adds_figure", _FIGURE),
    ("admits_fault", _FAULT),
)
_IDIOM = re.compile(
    r"\b(?:do not|don['’]t) (?:hesitate|forget)\b|\bno need to\b|\bnothing to do with\b",
    re.IGNORECASE,
)
"""Negative words that refuse nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse an entry; `code` is stable, `message` is for whoever wrote it."""

    code: str
    entry: str
    message: str


def lint(data: Mapping[str, Any]) -> list[Problem]:
    """Every problem of a phrasebook's data, in the order of the file; none for a good one."""
    problems: list[Problem] = []
    good: list[Mapping[str, Any]] = []
    for one in data.get("entries", ()):
        found = list(_malformed(one, data))
        problems += found
        if not found:
            good.append(one)
    problems += _said_by_situations(data)
    try:
        book = Phrasebook.from_data({**data, "entries": good})
        book.situations.check()
    except ValueError as error:
        return [*problems, Problem("malformed", "-", str(error))]
    problems += _duplicates(book)
    for entry in book.entries:
        problems += _added(entry)
        problems += _examples(entry, book)
    return problems


def _malformed(one: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Problem]:
    name = str(one.get("id", "?"))
    if not one.get("example") and not one.get("examples"):
        yield Problem("no_example", name, "an entry needs at least one example")
        return
    try:
        entry = Entry.from_data(one, data.get("whys", {}), data.get("sets", {}))
        entry.check()
    except ValueError as error:
        yield Problem("malformed", name, str(error))
        return
    if entry.kind not in KINDS:
        yield Problem("unknown_kind", name, f"{entry.kind!r} is not one of {sorted(KINDS)}")
    unknown = set(re.findall(r"<(\w+)>", f"{entry.say} {entry.again or ''}")) - entry.match.slots
    if unknown:
        yield Problem("unknown_slot", name, f"says slots that it does not match: {sorted(unknown)}")


def _duplicates(book: Phrasebook) -> Iterator[Problem]:
    ids: set[str] = set()
    patterns: dict[tuple[str, ...], str] = {}
    for entry in book.entries:
        if entry.id in ids:
            yield Problem("duplicate_id", entry.id, "the id is taken")
        ids.add(entry.id)
        conditions = (entry.match.source, *(p.source for p in entry.only))
        if conditions in patterns:
            other = patterns[conditions]
            yield Problem("duplicate", entry.id, f"has the pattern of {other!r}")
        patterns.setdefault(conditions, entry.id)


def _added(entry: Entry) -> Iterator[Problem]:
    known = " ".join([entry.match.source, *(example.before for example in entry.examples)])
    for code, pattern in _ADDED:
        for saying in (entry.say, entry.again or ""):
            for found in pattern.finditer(saying):
                bare = found[0].replace("{", "").replace("}", "").lower()
                if bare not in known.lower():
                    yield Problem(code, entry.id, f"says {bare!r}, which its pattern does not")


def _examples(entry: Entry, book: Phrasebook) -> Iterator[Problem]:
    for example in entry.examples:
        softened = book.soften(example.before)
        got = softened.text if softened else example.before
        if got != example.after:
            yield Problem("example_differs", entry.id, f"{example.before!r} becomes {got!r}")
            continue
        if entry not in book.used(example.before):
            yield Problem("unreachable", entry.id, f"another entry takes {example.before!r}")
        if book.soften(got) is not None:
            yield Problem("unstable", entry.id, f"{got!r} is reworded again")
        for code, pattern in _ADDED[1:]:
            for found in pattern.finditer(example.after):
                if found[0].lower() not in example.before.lower():
                    yield Problem(code, entry.id, f"the example gains {found[0]!r}")
        if _REFUSAL.search(_IDIOM.sub("", example.before)) and not _REFUSAL.search(example.after):
            yield Problem("loses_refusal", entry.id, f"{example.after!r} no longer says no")


def _said_by_situations(data: Mapping[str, Any]) -> Iterator[Problem]:
    for one in data.get("situations", ()):
        for key in ("say", "also"):
            for code, pattern in _ADDED:
                if found := pattern.search(str(one.get(key, ""))):
                    yield Problem(code, str(one.get("id", "?")), f"acknowledges with {found[0]!r}")
