"""How something wrong gets into an honest rewrite, so that its words are known.

First choice is what was written for the case by somebody who knew no rule. Where a case has no
slip of a category, a mechanical edit stands in, and the sample says so: edits are what the rules
were tried on, so the two are never counted as one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from api.domain.reading import read
from evals import guarantees
from evals.edits.breaking import BREAKING
from evals.edits.edit import Edit
from evals.suite.case import Case, Category
from evals.suite.run import Planted
from evals.suite.wording import says_one

_MARK = re.compile(r"[ \t]?\[(-|[DCF]\d{1,3}(?: [DCF]\d{1,3}){0,20})\]")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """An answer with something planted in it."""

    answer: str
    planted: Planted


def plant(case: Case, category: Category) -> Spoiled | None:
    """The honest rewrite with one violation of this category; None where none can be made."""
    if case.rewrite is None:
        return None
    for slip in case.slips:
        if slip.category == category:
            planted = Planted(category=category, words=(slip.say,), by="writer")
            return Spoiled(exchanged(case.rewrite, slip.find, slip.say), planted)
    return _edited(case, category)


def exchanged(marked: str, find: str, say: str) -> str:
    """The marked text with other words, which come from where the old ones came from.

    `find` stands once in the text without its marks; "" for `say` takes it out.
    """
    plain, at = _positions(marked)
    start = plain.index(find)
    end = start + len(find)
    # The mark after the last word belongs to the words that go.
    until = at[end] if end < len(at) else len(marked)
    names = [found[1] for found in _MARK.finditer(marked, at[start], until)]
    sources = dict.fromkeys(name for each in names for name in each.split() if name != "-")
    mark = f" [{' '.join(sources) or '-'}]" if names and say else ""
    return f"{marked[: at[start]]}{say}{mark}{marked[until:]}"


def without_fact(case: Case) -> str | None:
    """The marked rewrite without the last sentence that alone holds a fact to be kept.

    None where every fact stands twice, or where nothing would be left.
    """
    plain = case.plain_rewrite
    for sentence in reversed(_sentences(plain) if plain else []):
        rest = plain.replace(sentence, "", 1)
        lost = any(not says_one(rest, kept) for kept in case.must_keep)
        if lost and rest.strip() and plain.count(sentence) == 1:
            return exchanged(case.rewrite or "", sentence, "").strip()
    return None


def _edited(case: Case, category: Category) -> Spoiled | None:
    for edit in _edits(case.id, category):
        text = edit(case.plain_rewrite)
        new = _new_sentences(case, text) if text else ()
        if text and new:
            return Spoiled(text, Planted(category=category, words=new, by="edit"))
    return None


def _edits(case_id: str, category: Category) -> Iterator[Edit]:
    """Those of the category, beginning with another one for each case, always the same one."""
    fitting = [edit for edit in BREAKING if str(category) in edit.labels]
    first = crc32(case_id.encode()) % len(fitting) if fitting else 0
    yield from fitting[first:] + fitting[:first]


def _new_sentences(case: Case, text: str) -> tuple[str, ...]:
    """Sentences that neither the draft nor the honest rewrite holds."""
    return tuple(
        sentence
        for sentence in _sentences(text)
        if not guarantees.holds(sentence, case.plain_rewrite)
        and not guarantees.holds(sentence, case.draft)
    )


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


def _positions(marked: str) -> tuple[str, list[int]]:
    """The text without marks, and where each of its characters stands in the marked text."""
    kept: list[int] = []
    at = 0
    for found in _MARK.finditer(marked):
        kept += range(at, found.start())
        at = found.end()
    kept += range(at, len(marked))
    return "".join(marked[i] for i in kept), kept
