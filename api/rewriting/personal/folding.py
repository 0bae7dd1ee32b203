"""A text as a reader sees it, with the way back: full-width digits, odd dashes, hidden characters.

Detection reads the folded text, so that "４１１１", "4111\\u200b" and "José" in two pieces are what
they look like; what it finds is mapped back to the text as it was written.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_OTHER = re.compile(r"[^\x00-\x7f]")
_DOTS = frozenset("·•∙⋅・●。｡")
_MINUS = "\u2212"
_LINE_ENDS = frozenset("\u2028\u2029\x85")
_MOST_PARTS = 4
"""Of a ligature that stands for a whole phrase; no rule reads those."""
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is folded; `starts` and `ends` say where each of its characters was written.

    Both are None where nothing moved.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the text as written, of a piece that is not empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """NFKD without marks and invisible characters; all digits, dashes, dots and spaces are ASCII.

    Linear; a text of ASCII only is itself.
    """
    if text.isascii():
        return Folded(text)
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for other in _OTHER.finditer(text):
        here = other.start()
        folded.append(text[at:here])
        starts.extend(range(at, here))
        ends.extend(range(at + 1, here + 1))
        at = here + 1
        instead = plain(text[here])
        if not instead and ends and ends[-1] == here and unicodedata.category(text[here])[0] == "M":
            ends[-1] = at  # a mark belongs to its letter
        folded.append(instead)
        starts.extend([here] * len(instead))
        ends.extend([at] * len(instead))
    folded.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded("".join(folded), starts, ends)


@lru_cache(maxsize=4096)
def plain(char: str) -> str:
    """What one character reads as; empty for what is not seen."""
    if char in _DOTS:
        return "."
    if char == _MINUS:
        return "-"
    if char in _LINE_ENDS:
        return "\n"
    seen = ""
    for part in unicodedata.normalize("NFKD", char):
        category = unicodedata.category(part)
        if category in _INVISIBLE:
            continue
        if category == "Nd":
            seen += str(unicodedata.decimal(part))
        elif category == "Pd":
            seen += "-"
        elif category == "Zs":
            seen += " "
        else:
            seen += part
    return seen[:_MOST_PARTS]
