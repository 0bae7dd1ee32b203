"""Fixed blocks (quoted lines, code, the signature): which are gone, and where they belong."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from api.domain.document import Block, Document


def fixed_text(document: Document, block: Block) -> str:
    """The block as it is written."""
    return document.text[block.start : block.end]


def missing(one: Document, other: Document) -> Iterator[Block]:
    """Yield the fixed blocks of one text that the other does not hold byte for byte.

    They must be blocks there too: words that only stand inside a sentence or a longer quote are
    not the block.
    """
    held = {fixed_text(other, block) for block in other.blocks if block.fixed}
    for block in one.blocks:
        if block.fixed and fixed_text(one, block) not in held:
            yield block


def places(draft: Document, blocks: Sequence[Block], drawn: Sequence[int | None]) -> list[int]:
    """For each block the number of pieces of a text that it stands behind.

    `drawn` holds for each piece the offset in the draft of the first thing it comes from, None for
    a piece that comes from nothing. A block that no sentence of the draft follows stands at the
    end, before pieces that come from behind it.
    """
    known = sorted((start, n + 1) for n, start in enumerate(drawn) if start is not None)
    starts = [start for start, _ in known]
    behind = [0, *accumulate((after for _, after in known), max)]
    last_words = max((sentence.start for sentence in draft.sentences), default=-1)
    # The earliest start among a piece and all behind it: it only grows.
    ahead = [*accumulate(((start or 0) for start in reversed(drawn)), min)][::-1]
    return [
        bisect_right(ahead, block.start)
        if block.start > last_words
        else behind[bisect_left(starts, block.start)]
        for block in blocks
    ]
