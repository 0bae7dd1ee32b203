"""What must hold for a reply whatever the guardrails say: the evals' own look at the words.

Deliberately simple and independent of `api.domain.guardrails`: truth does not come from the
guardrails that it is to judge.
"""

import re
from collections.abc import Iterator

from api.domain.document import Document

DIGITS = re.compile(r"\d{1,20}")


def broken(draft: Document, reply: str) -> Iterator[str]:
    """Say what the reply lacks: protected pieces and fixed blocks, byte for byte."""
    for piece in draft.protected:
        if piece.text not in reply:
            yield f"{piece.kind}: {piece.text!r} is not in the reply"
    for block in draft.blocks:
        if block.fixed and draft.text[block.start : block.end] not in reply:
            yield f"{block.kind}: a block that is kept as written is not in the reply"


def changed_digits(draft: str, reply: str) -> Iterator[str]:
    """Say which numbers came or went; only for an engine that never rewords a figure."""
    before, after = set(DIGITS.findall(draft)), set(DIGITS.findall(reply))
    for number in sorted(before ^ after):
        yield f"{number} is only in the {'draft' if number in before else 'reply'}"


def holds(words: str, reply: str) -> bool:
    """Whether the reply still says these words, whatever its case and spacing."""
    return _squeezed(words) in _squeezed(reply)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()
