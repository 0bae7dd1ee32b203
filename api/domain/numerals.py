"""Numbers as they are written: digits, words, ranges, halves, and the tokens around them."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from api.domain.document import Document, ProtectedKind, Sentence

_TOKEN = re.compile(
    r"[ ]?(?:"  # a space is taken along: to look for a token at it is as dear as to cut one
    r"(?P<word>[A-Za-z]{1,40}+(?![^\W\d_])|[^\W\d_]{1,40})"
    r"|(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}(?!\d|:\d)|\b\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b))"
    r"|(?P<version>(?<![\d.])\d{1,9}(?:\.\d{1,9}){2,9}\b)"  # also behind a "v"
    r"|(?P<number>\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,9})?)"
    r"|(?P<sign>[$€£₹¥%§])"
    r"|(?P<dash>[-–—~])"
    r"|(?P<mark>[.,;:!?()/\n]))"
)
_DIGIT = re.compile(r"[\d$€£₹¥%]")
_LETTERS = re.compile(r"[a-z]{1,40}+(?![^\W\d_])|[^\W\d_]{1,40}")
_HUNDRED, _THOUSAND = 100, 1000
_TEEN_END, _DIGIT_END = 20, 10
_LONGEST = 8
"""Words of one spelled number; more is no number anybody writes."""


class Token(NamedTuple):
    """A number, word, sign or mark: `kind` is the name of its pattern, `word` is lower case."""

    kind: str
    text: str
    start: int
    end: int
    word: str = ""


_NONE = Token("", "", 0, 0)
"""Stands behind the last token, and so at -1, before the first one."""


def tokens(
    document: Document, sentences: Iterable[Sentence], telling: frozenset[str]
) -> list[Token]:
    """Tokens of those of the sentences with a digit or a `telling` word, outside protected text.

    Most sentences hold no figure, and are not cut up.
    """
    hidden = [(p.start, p.end) for p in document.protected if p.kind is not ProtectedKind.EMOJI]
    hidden.append((len(document.text), len(document.text) + 1))  # behind every token
    at = 0
    found: list[Token] = []
    for sentence in sentences:
        if not _DIGIT.search(sentence.text) and telling.isdisjoint(
            _LETTERS.findall(sentence.text.lower())
        ):
            continue
        for match in _TOKEN.finditer(document.text, sentence.start, sentence.end):
            kind = match.lastgroup or ""
            text, end = match[kind], match.end()
            start = end - len(text)
            while hidden[at][1] <= start:
                at += 1
            if hidden[at][0] <= start:
                continue
            word = text.lower() if kind == "word" else ""
            found.append(Token._make((kind, text, start, end, word)))
        found.append(Token("mark", "\n", sentence.end, sentence.end))
    return found


class Numerals:
    """The tokens of a text, and the numbers they spell."""

    def __init__(
        self,
        tokens: list[Token],
        spelled: Mapping[str, int],
        ordinals: Mapping[str, int] | None = None,
    ) -> None:
        self.tokens = tokens
        self._kinds, self._texts, _, _, self._words = zip(*self.tokens, _NONE, strict=True)
        self._end = len(self.tokens)
        self._spelled = spelled
        self._ordinals = ordinals or {}
        self._values: dict[int, tuple[tuple[float, ...], int]] = {}

    def word(self, at: int) -> str:
        """The word at a position in lower case, "" where there is none."""
        return self._words[at] if at < self._end else ""

    def text(self, at: int) -> str:
        """The token at a position as written, "" past the end."""
        return self._texts[at] if at < self._end else ""

    def start(self, at: int) -> int:
        """Where the token at a position starts, -1 past the end."""
        return self.tokens[at].start if 0 <= at < len(self.tokens) else -1

    def kind(self, at: int) -> str:
        """The kind of the token at a position, "" past the end."""
        return self._kinds[at] if at < self._end else ""

    def value(self, at: int) -> tuple[tuple[float, ...], int]:
        """The number, or the two of a range, that start here, and the position after.

        An empty tuple where no number starts here. "a" and "an" count as one.
        """
        if at not in self._values:
            self._values[at] = self._read(at)
        return self._values[at]

    def ordinal(self, at: int) -> tuple[tuple[float, ...], int]:
        """The number of "fifth", "twenty-first" that starts here, and the position after.

        An empty tuple where no ordinal starts here.
        """
        tens = self._spelled.get(self.word(at), 0)
        if tens >= _TEEN_END and tens % 10 == 0 and self.text(at + 1) == "-":
            ones = self._ordinals.get(self.word(at + 2), _DIGIT_END)
            return ((float(tens + ones),), at + 3) if ones < _DIGIT_END else ((), at)
        number = self._ordinals.get(self.word(at))
        return ((float(number),), at + 1) if number else ((), at)

    def _read(self, at: int) -> tuple[tuple[float, ...], int]:
        first, after = self._single(at)
        if first is None:
            return (), at
        if self.text(at - 1) == "/" and self.kind(at - 2) == "number":
            return (first,), after  # "14/12 - 30 days' notice"
        joined = self.word(after) in {"to", "or"} or self.text(after) in {"-", "–", "—"}
        between = self.word(after) == "and" and self.word(at - 1) == "between"
        if joined or between:
            second, end = self._single(after + 1)
            if second is not None and second > first:
                return (first, second), end
        return (first,), after

    def _single(self, at: int) -> tuple[float | None, int]:
        if self.kind(at) == "number":
            number = float(self.text(at).replace(",", ""))
            if self.word(at + 1) == "k" and self.tokens[at].end == self.tokens[at + 1].start:
                return number * 1000, at + 2
            if (number, self.text(at + 1), self.text(at + 2)) == (1, "/", "2"):
                return 0.5, at + 3
            return number, at + 1
        if self.word(at) == "half":
            return 0.5, at + (2 if self.word(at + 1) in {"a", "an"} else 1)
        if self.word(at) in {"a", "an"}:
            following = self._spelled.get(self.word(at + 1), 0)
            return (float(following), at + 2) if following >= _HUNDRED else (1.0, at + 1)
        return self._in_words(at)

    def _in_words(self, at: int) -> tuple[float | None, int]:
        """A spelled number: "two hundred and" stops before the "and", "twenty-one" is one."""
        total = current = 0
        last = at + _LONGEST
        first = at
        while at < last and (number := self._spelled.get(self.word(at))) is not None:
            if number == _THOUSAND:
                total, current = total + max(current, 1) * number, 0
            elif at > first and not _continues(current, number):
                break
            elif number == _HUNDRED:
                current = max(current, 1) * number
            else:
                current += number
            at += 1
            if self.text(at) == "-" and 0 < self._spelled.get(self.word(at + 1), 0) < _DIGIT_END:
                at += 1
        return (float(total + current), at) if at > first else (None, at)


def _continues(current: int, number: int) -> bool:
    """True for "twenty" + "one" and "two" + "hundred"; "one" + "two" are two numbers."""
    if number == _HUNDRED:
        return current < _HUNDRED
    within = current % _HUNDRED
    return within == 0 or (within >= _TEEN_END and within % 10 == 0 and number < _DIGIT_END)
