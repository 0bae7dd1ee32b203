"""The same sentences as a list, in prose, or in other paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from api.domain.document import Block, BlockKind
from evals.edits.edit import keeps
from evals.edits.text import body, capital, cut, document, finished

_BY_NUMBER = re.compile(r"\b(?:step|item|point|question)s?(?: \d|:)", re.I)
"""A list that is spoken of by its numbers stays one."""
_BULLETS = frozenset("-*•–")
_SEQUEL = re.compile(r"(?:\w+ ){0,2}(?:it|them|this|that|then|once|both|others?)\b", re.I)
_A_LIST = 3
"""Sentences that make a list."""


@keeps
def list_as_prose(draft: str) -> str | None:
    """Run the first list that follows a colon into the paragraph above it."""
    blocks = document(draft).blocks
    for lead, first in pairwise(range(len(blocks))):
        above = draft[blocks[lead].start : blocks[lead].end]
        if blocks[lead].kind is not BlockKind.PARAGRAPH or not above.rstrip().endswith(":"):
            continue
        items = _items(blocks[first:])
        one_line = all("\n" not in draft[item.start : item.end] for item in items)
        if len(items) > 1 and one_line and not _BY_NUMBER.search(draft):
            return cut(draft, blocks[lead].end, items[-1].end, f" {_as_prose(draft, items)}")
    return None


def _items(blocks: Sequence[Block]) -> list[Block]:
    items = []
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            break
        items.append(block)
    return items


def _as_prose(draft: str, items: list[Block]) -> str:
    said = [draft[i.start + len(i.marker) : i.end].strip().rstrip(".,;") for i in items]
    either = any(re.search(r"[;,] or$", words) for words in said)
    said = [re.sub(r"[;,] (?:and|or)$", "", words) for words in said]
    if any(". " in words or words[0].isupper() for words in said):
        return " ".join(f"{capital(words)}." for words in said)
    return "; ".join(said[:-1]) + f"; {'or' if either else 'and'} {said[-1]}."


@keeps
def prose_as_list(draft: str) -> str | None:
    """Write the sentences of one plain paragraph as a list, in their order."""
    found, said = document(draft), body(draft)
    for n, block in enumerate(found.blocks):
        inside = [s for s in found.sentences if s.block == n]
        if block.kind is not BlockKind.PARAGRAPH or len(inside) < _A_LIST:
            continue
        if all(s in said and finished(s) and not s.text.endswith("?") for s in inside):
            return cut(draft, block.start, block.end, "\n".join(f"- {s.text}" for s in inside))
    return None


@keeps
def items_reordered(draft: str) -> str | None:
    """Let the last two items of a list without numbers change places."""
    blocks = document(draft).blocks
    for n, block in enumerate(blocks):
        items = _items(blocks[n:])
        if len(items) < _A_LIST or block.marker.strip() not in _BULLETS or _BY_NUMBER.search(draft):
            continue
        one, two = items[-2:]
        first, second = (draft[i.start + len(i.marker) : i.end] for i in (one, two))
        if "\n" in first + second or _SEQUEL.match(second) or not _alike(first, second):
            return None
        between = draft[one.end : two.start]
        return cut(draft, one.start, two.end, f"{one.marker}{second}{between}{two.marker}{first}")
    return None


def _alike(one: str, two: str) -> bool:
    """True if both end the same way, with a stop or without."""
    return one[-1:] == two[-1:] or (one[-1:].isalnum() and two[-1:].isalnum())


@keeps
def paragraphs(draft: str) -> str | None:
    """Break a paragraph of four sentences or more in the middle."""
    found = document(draft)
    for n, block in enumerate(found.blocks):
        inside = [s for s in found.sentences if s.block == n]
        if block.kind is BlockKind.PARAGRAPH and len(inside) > _A_LIST:
            middle = inside[len(inside) // 2]
            if draft[middle.start - 1] == " ":
                return cut(draft, middle.start - 1, middle.start, "\n\n")
    return None


EDITS = (list_as_prose, prose_as_list, items_reordered, paragraphs)
