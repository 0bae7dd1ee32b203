"""Everything that is known to be personal in some texts, of all kinds, each place once."""

from collections.abc import Iterator, Sequence

from api.rewriting.personal.addresses import emails, ips
from api.rewriting.personal.cards import card
from api.rewriting.personal.folding import Folded, fold
from api.rewriting.personal.found import Found, Kind, merged
from api.rewriting.personal.ibans import ibans
from api.rewriting.personal.identities import identity
from api.rewriting.personal.lettered import lettered
from api.rewriting.personal.masks import Mask, masks
from api.rewriting.personal.names import Names
from api.rewriting.personal.numbers import Numbers, glued
from api.rewriting.personal.phones import phones, prepare
from api.rewriting.personal.redaction import Redactor

_FEW_DIGITS = 6
"""Fewer make no number of a person."""


class Detector:
    """Finds what the built-in rules and the operator's masks know."""

    def __init__(self, masks: Sequence[Mask] = ()) -> None:
        self._masks = tuple(masks)

    def find(self, texts: Sequence[str], names: Names) -> list[list[Found]]:
        """For each text what is personal in it, in order, offsets into the text as written.

        A number that is known in one text by the words beside it is known in all of them.
        """
        folded = [fold(text) for text in texts]
        numbers = [_numbers(each.text) for each in folded]
        found = [
            list(self._find(each.text, counted, names))
            for each, counted in zip(folded, numbers, strict=True)
        ]
        known = {
            kind: frozenset(piece.key for pieces in found for piece in pieces if piece.kind == kind)
            for kind in (Kind.ID, Kind.PHONE)
        }
        if len(texts) > 1 and any(known.values()):
            for pieces, counted in zip(found, numbers, strict=True):
                if counted:
                    pieces.extend(_again(counted, known[Kind.ID], known[Kind.PHONE]))
        return [
            [_as_written(each, piece) for piece in merged(pieces)]
            for each, pieces in zip(folded, found, strict=True)
        ]

    def _find(self, text: str, numbers: Numbers | None, names: Names) -> Iterator[Found]:
        yield from emails(text)
        yield from names.find(text)
        for mask in self._masks:
            yield from mask.find(text)
        if text.count(":") > 1 or numbers:
            yield from ips(text)
        if numbers:
            checked = list(_checked(numbers))
            yield from checked
            yield from ibans(text)
            yield from lettered(text)
            yield from phones(numbers, ends=frozenset(piece.end for piece in checked))


def _numbers(text: str) -> Numbers | None:
    """The numbers of a folded text; None where it has too few digits for any rule."""
    if sum(map(text.count, "0123456789")) < _FEW_DIGITS:
        return None
    return Numbers(text)


def _checked(numbers: Numbers) -> Iterator[Found]:
    """Yield cards and identity numbers."""
    for window in numbers.windows():
        if card(numbers, window):
            kind = Kind.CARD
        elif not window.sizes or identity(numbers, window):
            kind = Kind.ID
        else:
            continue
        if not glued(numbers.text, window.start, window.end):
            yield Found(window.start, window.end, kind, window.digits)


def _again(numbers: Numbers, ids: frozenset[str], dialled: frozenset[str]) -> Iterator[Found]:
    """Yield the numbers that are known already, whatever stands beside them here."""
    if ids:
        for window in numbers.windows():
            if window.digits in ids and not glued(numbers.text, window.start, window.end):
                yield Found(window.start, window.end, Kind.ID, window.digits)
    if dialled:
        yield from phones(numbers, known=dialled)


def _as_written(folded: Folded, piece: Found) -> Found:
    start, end = folded.span(piece.start, piece.end)
    return Found(start, end, piece.kind, piece.key)


def build_redactor(patterns: str | None) -> Redactor:
    """The redactor with the operator's patterns, ready; raises MaskError."""
    prepare()
    return Redactor(Detector(masks(patterns or "")))
