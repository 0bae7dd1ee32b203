"""What detection says of a piece of text: its kind, its place, and what value it is."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds that are always looked for; operator patterns add labels of their own."""

    CARD = "CARD"
    IBAN = "IBAN"
    ID = "ID"
    """A national identity, tax or insurance number."""
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    IP = "IP"
    NAME = "NAME"
    """A name that came with the request's metadata."""


class Found(NamedTuple):
    """One piece: `start` to `end`, end exclusive; `key` is the same however the value is spelled.

    A detector gives offsets into the folded text, `Detector` into the text as it was written.
    """

    start: int
    end: int
    kind: str
    key: str


def merged(found: list[Found]) -> list[Found]:
    """In order, each place once: pieces that overlap become one, named after the longest of them.

    Nothing that any rule found is left out, or the part where two did not overlap would show.
    """
    kept: list[Found] = []
    longest = 0
    for piece in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
            longest = piece.end - piece.start
            continue
        last = kept[-1]
        named, longest = max((last, longest), (piece, piece.end - piece.start), key=lambda e: e[1])
        if piece.end > last.end:
            key = f"{last.key} {piece.key}"
            kept[-1] = Found(last.start, piece.end, named.kind, key)
    return kept
