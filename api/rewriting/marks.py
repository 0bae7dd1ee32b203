"""Source marks in a text: "Your parcel is late. [D1] We are sorry. [-]".

Models write them in many ways: `[D1, D2]`, `[D1][D2]`, `[D1-D3]`, before the full stop, on the
next line. The text without them reads as if none had been written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_RANGE = 60
"""Sentences one mark may name as "D1-D9": more is no honest source."""
_ID = r"[DFCdfc]\d{1,4}+(?:\s{0,2}[-–—]\s{0,2}[DFCdfc]?\d{1,4}+)?+"
_IDS = rf"{_ID}(?:(?:[\s,;/&+|]|and\b){{1,4}}+{_ID}){{0,63}}+"
_ONE = rf"[\[【]\s{{0,3}}+(?:[-–—]|{_IDS})\s{{0,3}}+[\]】]"
MARK = re.compile(rf"{_ONE}(?:\s{{0,3}}+{_ONE}){{0,15}}")
ROUND_MARK = re.compile(rf"\({_IDS}\)(?:\s{{0,3}}+\({_IDS}\)){{0,15}}")
"""Taken for a mark only where a text has no other."""
_NAMED = re.compile(r"([DFC])(\d{1,4})(?:\s{0,2}[-–—]\s{0,2}[DFC]?(\d{1,4}))?", re.IGNORECASE)
_REST_OF_SENTENCE = re.compile(
    r"(?:[.!?…,;:]{1,3}+[\"'”’»)]{0,2}+|[\"'”’»)]{1,2}+)(?=\s|\Z)(?![ \t]{0,3}[\[【(][DFCdfc–—-])"
)
"""What a mark was written before: a full stop, unless that has a mark of its own."""
_REST_OF_LINE = re.compile(r"[ \t]{0,8}(?=\r?\n|\Z)")
_MAX_SPACES = 64
_BLANK = " \t"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the spaces around it, and the ids of its mark: None where there is no mark."""

    text: str
    ids: tuple[str, ...] | None = None


def pieces(text: str, mark: re.Pattern[str], *, sentences: int | None) -> Iterator[Piece]:
    """Cut `text` at its marks, each of which belongs to the text before it.

    An id over `sentences` (the draft's number of them) is kept out; None leaves all in.
    """
    at = 0
    for found in mark.finditer(text):
        start, end = found.span()
        before = text[at:start]
        bare = before.rstrip(_BLANK)
        begins_line = not bare or bare.endswith("\n")
        if begins_line and (rest := _REST_OF_LINE.match(text, end)):
            # A line of its own: with it goes the break above it.
            before, end = before.rstrip(), rest.end()
        elif begins_line:
            next_words = text[end : end + _MAX_SPACES].lstrip(_BLANK)
            before, end = bare, min(end + _MAX_SPACES, len(text)) - len(next_words)
        else:
            rest = _REST_OF_SENTENCE.match(text, end)
            ended = before == bare or bare.endswith((".", "!", "?"))
            touches = ended and not rest and text[end : end + 1].isalnum()
            before = bare + (rest.group() if rest else " " if touches else "")
            end = rest.end() if rest else end
        yield Piece(before, _ids(found.group(), sentences))
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _ids(mark: str, sentences: int | None) -> tuple[str, ...] | None:
    """The ids a mark names, in order; () for "[-]", None where all that it names is unknown."""
    named = list(_NAMED.finditer(mark))
    found: dict[str, None] = {}
    for letter, first, last in (name.groups() for name in named):
        until = min(int(last or first), int(first) + MAX_RANGE)
        for number in range(int(first), max(until, int(first)) + 1):
            known = sentences is None or letter not in "Dd" or number <= sentences
            if number and known:
                found[f"{letter.upper()}{number}"] = None
    return tuple(found) if found or not named else None
