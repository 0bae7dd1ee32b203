"""A rewrite's text put together again from kept, dropped and restored sentences.

Layout follows the rewrite where its sentences stay and the draft where its sentences come back: a
restored list item is a list item, a restored heading a line of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from api.domain.document import Block, BlockKind, Document, Sentence
from api.domain.fixed import fixed_text, missing
from api.domain.guardrails.hygiene import hidden
from api.domain.pieces import Piece, Pieces
from api.domain.reply import Answer

_OWN_LINE = frozenset({BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TABLE_ROW})
_BLANK = ("\n", "\n\r")
_FIXED = -1
"""Stands for "no block with sentences" where a gap remembers its block."""


@dataclass(slots=True)
class Plan:
    """What becomes of each sentence, by position.

    `dropped` are rewrite sentences that go; `replaced` ones make room for draft sentences;
    `after` puts draft sentences behind a rewrite sentence, -1 being the start; `wording` gives
    draft sentences other words than the agent's; `reasons` say why each of them is back.
    """

    dropped: set[int] = field(default_factory=set)
    replaced: dict[int, list[int]] = field(default_factory=dict)
    after: dict[int, list[int]] = field(default_factory=dict)
    wording: dict[int, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)


def weave(
    draft: Document, reply: Document, links: tuple[frozenset[int], ...], plan: Plan
) -> Answer:
    """The rewrite with the plan carried out; its sources name where each piece comes from.

    Fixed blocks of the draft that the rewrite lost go back to their place; those that only the
    rewrite has go, as do invisible characters between its sentences.
    """
    loom = _Loom(draft, reply, plan)
    loom.restore(plan.after.get(-1, []))
    at = position = 0
    for item in _items(reply):
        gap, at = loom.clean(reply.text[at : item.start]), item.end
        if isinstance(item, Block):
            loom.fixed(gap, item)
            continue
        if position in plan.dropped:
            loom.skip(gap, item.block)
        elif position in plan.replaced:
            loom.restore(plan.replaced[position], gap, position)
        else:
            loom.keep(gap, item, tuple(sorted(links[position])))
        loom.restore(plan.after.get(position, []))
        position += 1
    return loom.answer(loom.clean(reply.text[at:]))


def _items(document: Document) -> Iterator[Sentence | Block]:
    """Sentences and fixed blocks in the order of the text."""
    fixed: list[Sentence | Block] = [block for block in document.blocks if block.fixed]
    yield from sorted([*document.sentences, *fixed], key=attrgetter("start"))


class _Loom:
    """Pieces under way, and the gaps of sentences that were dropped right before the next one."""

    def __init__(self, draft: Document, reply: Document, plan: Plan) -> None:
        self._draft = draft
        self._reply = reply
        self._plan = plan
        self._foreign = set(missing(reply, draft))
        self._seen = frozenset(draft.text)
        styled = reply.text if "\n" in reply.text else draft.text
        self._newline = "\r\n" if "\r\n" in styled else "\n"
        self._pieces = Pieces(draft, self._newline)
        self._left: list[tuple[str, int]] = []

    def clean(self, gap: str) -> str:
        """The gap without invisible characters that the draft has not."""
        unseen = {gap[at] for at in hidden(gap, self._seen)}
        return "".join(char for char in gap if char not in unseen) if unseen else gap

    def keep(self, gap: str, sentence: Sentence, drawn: tuple[int, ...]) -> None:
        """Take a sentence of the rewrite over."""
        self._put(Piece(self._lead(gap, sentence.block), sentence.text, drawn))

    def fixed(self, gap: str, block: Block) -> None:
        """Take a fixed block of the rewrite over, if it is the draft's."""
        if block in self._foreign:
            self.skip(gap, _FIXED)
        else:
            text = fixed_text(self._reply, block)
            self._put(Piece(self._lead(gap, _FIXED), text, alone=True, fixed=True))

    def skip(self, gap: str, block: int) -> None:
        """Leave a sentence or a fixed block of the rewrite out."""
        self._left.append((gap, block))

    def restore(self, positions: list[int], gap: str | None = None, instead: int = 0) -> None:
        """Put draft sentences here; the first takes the gap of the rewrite's that it replaces."""
        previous: int | None = None
        opened = _FIXED
        free = gap is None or not _own_line(self._reply, instead)
        for position in sorted(positions):
            sentence = self._draft.sentences[position]
            if _own_line(self._draft, position):
                opened = sentence.block
            follows = False
            if previous is not None:
                lead = self._between(previous, position)
                follows = position == previous + 1 and self._plan.wording.keys().isdisjoint(
                    (previous, position)
                )
            elif gap is None:
                lead = self._gap_before(position)
            else:
                lead = self._lead(gap, self._reply.sentences[instead].block)
                if free and _own_line(self._draft, position):
                    lead = lead if "\n" in lead else self._break(position)
                    lead += _marker(self._draft, position)
            why = self._plan.reasons[position]
            text = self._plan.wording.get(position, sentence.text)
            alone = free and sentence.block == opened and position == max(positions)
            self._put(Piece(lead, text, (position,), why, alone=alone, follows=follows))
            previous = position

    def answer(self, tail: str) -> Answer:
        """The text of all pieces, the draft's lost fixed blocks among them."""
        return self._pieces.answer(tail, list(missing(self._draft, self._reply)))

    def _put(self, piece: Piece) -> None:
        self._pieces.put(piece)
        self._left = []

    def _lead(self, gap: str, block: int) -> str:
        """The gap before a piece of this block of the rewrite, given those of what was dropped.

        Where the block's first sentences were dropped, the piece takes over their marker.
        """
        if not self._left:
            return gap
        own = next((left for left, of in self._left if of == block), gap)
        between = max(left.count("\n") for left, _ in self._left)
        around = max(self._left[0][0], gap, key=lambda each: each.count("\n"))
        if around.count("\n") < min(between, 2):
            around = self._newline * 2
        lead = around[: around.rfind("\n") + 1] + own[own.rfind("\n") + 1 :]
        return lead or " "

    def _gap_before(self, position: int) -> str:
        """The gap before a draft sentence that does not stand behind its neighbour."""
        if _own_line(self._draft, position):
            return self._break(position) + _marker(self._draft, position)
        block = self._draft.sentences[position].block
        first = position == 0 or self._draft.sentences[position - 1].block != block
        return self._newline * 2 if first else " "

    def _break(self, position: int) -> str:
        """A new line, with a blank one above where the draft has that."""
        block = self._draft.blocks[self._draft.sentences[position].block]
        above = self._draft.text[max(0, block.start - len("\n\r\n")) : block.start]
        return self._newline * (1 if above[-1:] == "\n" and not above[:-1].endswith(_BLANK) else 2)

    def _between(self, previous: int, position: int) -> str:
        """The gap between two restored sentences: the draft's own, if they are neighbours there."""
        one, other = self._draft.sentences[previous], self._draft.sentences[position]
        between = self._draft.text[one.end : other.start]
        if position == previous + 1 and not any(
            block.fixed for block in self._draft.blocks[one.block : other.block]
        ):
            return between.replace("\r\n", "\n").replace("\n", self._newline)
        return " " if one.block == other.block else self._gap_before(position)


def _own_line(document: Document, position: int) -> bool:
    """True for the first sentence of a list item, heading or table row."""
    sentence = document.sentences[position]
    block = document.blocks[sentence.block]
    first = position == 0 or document.sentences[position - 1].block != sentence.block
    return first and block.kind in _OWN_LINE


def _marker(document: Document, position: int) -> str:
    """The list marker or heading prefix of the sentence's block."""
    return document.blocks[document.sentences[position].block].marker
