"""Placeholders for personal data: `⟦EMAIL_1·k7⟧`, a kind, a number and a suffix.

No text holds the suffix, so no text can hold a placeholder of ours, nor is one mistaken for the
tokens of `marking` (`⟦1⟧`). It is chosen from the texts: the same input gives the same messages.
What a model does to the form (case, spaces, brackets) is read for what it was; what it does to
kind, number or suffix makes another placeholder, which stands for nothing.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from api.domain.reply import Answer, Source
from api.rewriting.personal.folding import fold
from api.rewriting.personal.found import Found

_TOKEN = re.compile(r"⟦[A-Z]{2,16}_\d{1,6}·[a-z0-9]{2,40}⟧")
_LOOSE = re.compile(
    r"(?:⟦|\[\[?|【|〚)\s{0,3}([A-Za-z]{2,16})\s?\\?[_ -]\s?(\d{1,6})\s{0,2}[·.•∙⋅・:]\s{0,2}"
    r"([A-Za-z0-9]{2,40})\s{0,3}(?:⟧|\]\]?|】|〛)"
)
_LETTERS = "bcdfghjkmnpqrstvwxz"
_FIGURES = "23456789"
_TRIES = 64
_BLANK = "\ufffc"
_BRACKETED = rf"⟦[^⟦⟧\s{_BLANK}]{{0,60}}⟧?|[^⟦⟧\s{_BLANK}]{{0,60}}⟧"


@dataclass(slots=True)
class Placeholders:
    """The placeholders of one request, given out in the order of its texts, the draft first."""

    suffix: str
    own: dict[str, str] = field(default_factory=dict)
    """Those of the draft, with the exact text that each stands for."""
    _by_text: dict[tuple[str, str], str] = field(default_factory=dict)
    _by_key: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def of_draft(self, found: Found, written: str) -> str:
        """The placeholder for a piece of the draft; each spelling has its own."""
        place = found.kind, written
        if place not in self._by_text:
            token = self._by_text[place] = self._next(found.kind)
            self.own[token] = written
            self._by_key.setdefault((found.kind, found.key), token)
        return self._by_text[place]

    def of_another(self, found: Found) -> str:
        """The placeholder for a piece of another text: the draft's, if that has the same value."""
        place = found.kind, found.key
        if place not in self._by_key:
            self._by_key[place] = self._next(found.kind)
        return self._by_key[place]

    def _next(self, kind: str) -> str:
        number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"⟦{kind}_{number}·{self.suffix}⟧"

    def read(self, answer: str) -> str:
        """The answer with every placeholder that was given out in its exact form."""
        given = frozenset(self._by_text.values()) | frozenset(self._by_key.values())

        def exact(loose: re.Match[str]) -> str:
            kind, number, suffix = loose.groups()
            token = f"⟦{kind.upper()}_{int(number)}·{suffix.lower()}⟧"
            return token if token in given else loose.group()

        return _LOOSE.sub(exact, answer) if given else answer

    def restored(self, answer: Answer) -> Answer:
        """The answer with the draft's own text for its placeholders, its sources moved along.

        One pass: what a text brings in is not looked at again.
        """
        ends: list[int] = []
        shifts: list[int] = [0]
        for token in _TOKEN.finditer(answer.text):
            if token.group() in self.own:
                ends.append(token.end())
                shifts.append(shifts[-1] + len(self.own[token.group()]) - len(token.group()))
        if not ends:
            return answer

        def moved(offset: int) -> int:
            return offset + shifts[bisect_right(ends, offset)]

        text = _TOKEN.sub(lambda found: self.own.get(found.group(), found.group()), answer.text)
        sources = (Source(moved(s.start), moved(s.end), s.ids, s.why) for s in answer.sources)
        return Answer(text, tuple(sources))

    def debris(self, answer: str, draft: str) -> Iterator[str]:
        """What the answer holds of placeholders that are not the draft's, or no longer whole."""
        left = self.blanked(answer)
        kinds = "|".join(self._numbers)
        forms = [_BRACKETED]
        if kinds:
            forms.append(rf"(?<![A-Za-z])(?:{kinds})\s?\\?[_-]\s?\d{{1,6}}(?:·?{self.suffix})?")
            forms.append(rf"(?<![A-Za-z0-9])·?{self.suffix}(?![A-Za-z0-9])")
        for found in re.finditer("|".join(forms), left, re.IGNORECASE):
            if found.group() not in draft:
                yield found.group()

    def blanked(self, answer: str) -> str:
        """The answer with the draft's placeholders blanked out, each character in its place."""
        return _TOKEN.sub(
            lambda found: (
                _BLANK * len(found.group()) if found.group() in self.own else found.group()
            ),
            answer,
        )


def placeholders(texts: Iterable[str]) -> Placeholders:
    """A fresh set, whose suffix occurs in none of the texts, however it is written there."""
    given = list(texts)
    seen = [fold(text).text.casefold() for text in given]
    digest = hashlib.sha256("\0".join(given).encode("utf-8", "surrogatepass"))
    attempt = 0
    while True:
        tried = digest.copy()
        tried.update(str(attempt).encode())
        suffix = "".join(_pairs(tried.digest(), 1 + attempt // _TRIES))
        if not any(suffix in text for text in seen):
            return Placeholders(suffix)
        attempt += 1


def _pairs(digest: bytes, count: int) -> Iterator[str]:
    for at in range(count):
        one, other = digest[at * 2 % len(digest)], digest[(at * 2 + 1) % len(digest)]
        yield _LETTERS[one % len(_LETTERS)] + _FIGURES[other % len(_FIGURES)]


def counted(pieces: Iterable[Found]) -> Mapping[str, int]:
    """How many pieces there are of each kind: all that may be told of them."""
    counts: dict[str, int] = {}
    for piece in pieces:
        counts[piece.kind] = counts.get(piece.kind, 0) + 1
    return counts
