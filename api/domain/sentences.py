"""Where sentences end, and where a full stop is only an abbreviation, a number or a link.

Rather one sentence too long than one cut in two: a half sentence cannot be compared or mended.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from api.domain.abbreviations import STARTERS, full_stop
from api.domain.document import Block, BlockKind, Protected, ProtectedKind
from api.domain.lines import is_initials, lines, wraps

Piece = tuple[int, int]

_END = re.compile(r"[.!?…؟۔।॥。！？｡．]{1,64}[\"'”’»)\]*_~」』）】]{0,8}")
_SYMBOLS = "\u2600"
"""Emoji and East Asian punctuation come after this one; they need no space before them."""
_WIDE = frozenset("。！？｡．")
_CLOSERS = "\"'”’»)]*_~」』）】"
_BRACKET_REACH = 300
_RESTART = re.compile(r"[ \u00a0]{1,4}(?=([A-Z][\w'’]{0,14}))")
_ENDERS = (ProtectedKind.URL, ProtectedKind.EMOJI)
_GAP = re.compile(r"[ \t\u00a0]{0,4}")
_MAX_INITIALS = 12
_NEXT_REACH = 24
_LONGEST = 1_000
"""Code points after which a sentence is cut: the longest of 18,000 that people wrote has 363."""
_CUT_REACH = 200
_CUTS = (r"(?<=[,;:—–])\s", r"\s", r"\b(?=\w)")
"""Where it is cut, the best first."""


class Shields:
    """Protected pieces by position: no sentence ends inside one."""

    def __init__(self, pieces: Sequence[Protected]) -> None:
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]

    def at(self, position: int) -> Protected | None:
        """The piece that covers the position."""
        number = bisect_right(self._starts, position) - 1
        if number >= 0 and position < self._pieces[number].end:
            return self._pieces[number]
        return None

    def inside(self, start: int, end: int) -> Sequence[Protected]:
        """The pieces that start in the stretch."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._pieces[first:last]


def sentences(text: str, block: Block, shields: Shields) -> Iterator[Piece]:
    """Yield the spans of the block's sentences, without list marker and outer white space."""
    if block.fixed:
        return
    start = block.start + len(block.marker)
    if block.kind is BlockKind.TABLE_ROW:
        for begin, end in _bounded(text, start, block.end, shields):
            yield from _stripped(text, begin, end, rule="|:- \t")
        return
    for first, last in _stretches(text, start, block.end):
        for whole in _split(text, first, last, shields):
            for begin, end in _bounded(text, *whole, shields):
                yield from _stripped(text, begin, end)


def _bounded(text: str, start: int, end: int, shields: Shields) -> Iterator[Piece]:
    """Yield a sentence in parts that stay comparable: rules look at all pairs of its clauses."""
    while end - start > _LONGEST:
        at = _cut(text, start + _LONGEST, end, shields)
        if at >= end:
            break
        yield start, at
        start = at
    yield start, end


def _cut(text: str, at: int, end: int, shields: Shields) -> int:
    """The next place where a sentence may be cut: between words, outside protected pieces."""
    if shield := shields.at(at):
        return shield.end
    cuts = [re.compile(cut) for cut in _CUTS]
    found = (cut.search(text, at, min(end, at + _CUT_REACH)) for cut in cuts)
    match = next(filter(None, found), None) or cuts[-1].search(text, at, end)
    if match is None:
        return end
    shield = shields.at(match.start())
    return shield.start if shield else match.start()


def _stripped(text: str, start: int, end: int, rule: str = "") -> Iterator[Piece]:
    piece = text[start:end]
    bare = piece.strip()
    if bare and bare.strip(rule or "\ufeff\u200b\u2060"):
        begin = start + len(piece) - len(piece.lstrip())
        yield begin, begin + len(bare)


def _stretches(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the runs of lines that are one piece of prose: between two runs a sentence ends."""
    first, last, above = start, start, ""
    for line_start, line_end in lines(text, start, end):
        line = text[line_start:line_end].strip()
        if above and not (line and wraps(above, line)):
            yield first, last
            first = line_start
        above, last = line, line_end
    yield first, last


def _split(text: str, start: int, end: int, shields: Shields) -> Iterator[Piece]:
    begin, depth, seen = start, 0, start
    for at, stop in _candidates(text, start, end, shields):
        if at <= begin:
            continue
        depth = max(0, depth + _opened(text, seen, stop))
        seen = stop
        if depth and text.find(")", stop, min(end, stop + _BRACKET_REACH)) >= 0:
            continue
        if at < stop and not _ends(text, begin, at, stop, end):
            continue
        after = _with_emoji(text, stop, end, shields)
        if end - after <= _MAX_INITIALS and is_initials(text, after, end):
            break
        yield begin, after
        begin, depth, seen = after, 0, after
    yield begin, end


def _opened(text: str, start: int, end: int) -> int:
    """Brackets opened less brackets closed, a sad face aside."""
    opened = text.count("(", start, end) - text.count(":(", start, end)
    return opened - text.count(")", start, end)


def _candidates(text: str, start: int, end: int, shields: Shields) -> list[Piece]:
    """Where punctuation starts and ends; both are equal behind a link or emoji without any."""
    found = []
    for match in _END.finditer(text, start, end):
        at, stop = match.span()
        apart = stop == end or text[stop].isspace() or max(text[stop - 1], text[stop]) > _SYMBOLS
        if apart and shields.at(at) is None:
            found.append((at, stop))
    for piece in shields.inside(start, end):
        if piece.kind in _ENDERS:
            word = _RESTART.match(text, piece.end, end)
            if word and word[1].lower() in STARTERS:
                found.append((piece.end, piece.end))
    found.sort()
    return found


def _with_emoji(text: str, stop: int, end: int, shields: Shields) -> int:
    """The end of the sentence with the emoji that follow it on the line, and their full stop."""
    while (gap := _GAP.match(text, stop, end)) and gap.end() < end:
        shield = shields.at(gap.end())
        if shield is None or shield.kind is not ProtectedKind.EMOJI:
            break
        stop = shield.end
        if mark := _END.match(text, stop, end):
            stop = mark.end()
    return stop


def _ends(text: str, begin: int, at: int, stop: int, end: int) -> bool:
    """True where the punctuation `text[at:stop]` ends a sentence that starts at `begin`."""
    marks = text[at:stop].rstrip(_CLOSERS)
    following = text[stop : min(end, stop + _NEXT_REACH)].lstrip()
    if not following or marks[-1] in _WIDE:
        return True
    if not text[stop].isspace():
        return text[stop] > _SYMBOLS and not text[stop].isalnum()
    continues = following[0].islower()
    if following[0] in ",;:)]}.…" or (continues and at + len(marks) < stop):
        return False
    if "…" in marks or (len(marks) > 1 and not marks.strip(".")):
        return not (continues or following[0].isdigit())
    return marks != "." or full_stop(text, begin, at, following)
