"""Pieces of a text put side by side, so that none runs into the next."""

from collections.abc import Sequence
from typing import NamedTuple

from api.domain.document import Block, Document
from api.domain.fixed import fixed_text, places
from api.domain.reply import Answer, Source

_CLOSERS = "\"'”’»)]*_~"


class Piece(NamedTuple):
    """Text with the gap before it.

    `drawn` are the positions of the draft sentences it comes from; `why` is set on restored ones.
    Behind a piece that is `alone` a new line begins; a `fixed` one begins on a new line itself. One
    that `follows` stands behind the piece above it in the draft as well, both word for word.
    """

    lead: str
    text: str
    drawn: tuple[int, ...] = ()
    why: str | None = None
    alone: bool = False
    fixed: bool = False
    follows: bool = False


class Pieces:
    """The pieces of a text in order."""

    def __init__(self, draft: Document, newline: str) -> None:
        self._draft = draft
        self._gap = newline * 2
        self._pieces: list[Piece] = []

    def put(self, piece: Piece) -> None:
        """Add a piece at the end."""
        self._pieces.append(piece)

    def answer(self, tail: str, lost: Sequence[Block]) -> Answer:
        """The text, with these fixed blocks of the draft put back in their places."""
        written: list[str] = []
        sources: list[Source] = []
        length = 0
        above: Piece | None = None
        for piece in self._with(lost):
            lead = self._lead(above, piece)
            start = length + len(lead)
            length = start + len(piece.text)
            written += [lead, piece.text]
            if not piece.fixed:
                ids = tuple(self._draft.sentences[position].id for position in piece.drawn)
                sources.append(Source(start, length, ids, piece.why))
            above = piece
        if above and above.fixed:  # a rule below a signature would become part of it
            tail = tail.lstrip(" \t") if tail.isspace() else ""
        return Answer("".join([*written, tail]), tuple(sources))

    def _with(self, lost: Sequence[Block]) -> list[Piece]:
        inserted: dict[int, list[Piece]] = {}
        for block, at in zip(lost, places(self._draft, lost, self._drawn()), strict=True):
            text = fixed_text(self._draft, block)
            piece = Piece(self._before(block), text, alone=True, fixed=True)
            inserted.setdefault(at, []).append(piece)
        whole: list[Piece] = []
        for at in range(len(self._pieces) + 1):
            whole += [*inserted.get(at, ()), *self._pieces[at : at + 1]]
        return whole

    def _drawn(self) -> list[int | None]:
        """For each piece the offset in the draft of the first thing that it comes from."""
        fixed = {fixed_text(self._draft, b): b.start for b in self._draft.blocks if b.fixed}
        return [
            fixed[piece.text]
            if piece.fixed
            else min((self._draft.sentences[n].start for n in piece.drawn), default=None)
            for piece in self._pieces
        ]

    def _before(self, block: Block) -> str:
        """The draft's own gap before a fixed block."""
        text, at = self._draft.text, block.start
        while at and text[at - 1].isspace():
            at -= 1
        gap = text[at : block.start]
        return self._gap if gap.count("\n") != 1 else self._gap[: len(self._gap) // 2]

    def _lead(self, above: Piece | None, piece: Piece) -> str:
        lead = piece.lead
        if above is None:
            return lead.lstrip()
        if (above.alone or piece.fixed) and "\n" not in lead:
            return self._gap
        if above.fixed:
            return lead.lstrip(" \t")
        if (above.why or piece.why) and not piece.follows and "\n" not in lead:
            lead = lead or " "
            if above.text.rstrip(_CLOSERS)[-1:].isalnum():
                return "." + lead  # a sentence may lack its full stop; the next must not run on
        return lead
