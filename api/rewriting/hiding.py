"""Protected pieces and quoted words, hidden while the words around them are reworded."""

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»")
_HIDDEN = 0xE000
_MOST_HIDDEN = 0x1800


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sentence whose protected pieces are single private characters."""

    text: str
    pieces: tuple[str, ...]

    def shown(self, text: str) -> str:
        """Put the pieces back where their characters stand."""
        for index, piece in enumerate(self.pieces):
            text = text.replace(chr(_HIDDEN + index), piece)
        return text


def hide(sentence: str, start: int, spans: list[tuple[int, int]]) -> Hidden | None:
    """None where the sentence holds private characters itself: they could not be told apart."""
    if not sentence.isascii() and any(
        _HIDDEN <= ord(char) < _HIDDEN + _MOST_HIDDEN for char in sentence
    ):
        return None
    pieces, text, at = list[str](), list[str](), start
    quotes = [match.span() for match in _QUOTED.finditer(sentence)]
    for first, last in sorted([*spans, *quotes]):
        if first < at:
            continue
        text += [sentence[at:first], chr(_HIDDEN + len(pieces))]
        pieces.append(sentence[first:last])
        at = last
    return Hidden("".join([*text, sentence[at:]]), tuple(pieces))
