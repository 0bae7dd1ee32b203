"""A word diff that can be read: changes of whole phrases, not a flicker of single words."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

MAX_WORDS = 2_000
"""Beyond this on either side no diff is made: its time grows with the square."""
MIN_KEPT_WORDS = 2
"""A shorter run of equal words between two changes is shown as changed."""

_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: in both, only in the draft, or only in the reply."""

    kind: Literal["same", "old", "new"]
    text: str


def word_diff(draft: str, reply: str) -> list[Piece] | None:
    """The reply's text with what it replaces; None where the texts are too long for it."""
    old, new = _WORD.findall(draft), _WORD.findall(reply)
    if max(len(old), len(new)) > MAX_WORDS:
        return None
    matcher = difflib.SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    runs = [
        (tag == "equal", "".join(old[a:b]), "".join(new[c:d]), b - a)
        for tag, a, b, c, d in matcher.get_opcodes()
    ]
    pieces: list[Piece] = []
    gone = come = ""
    for at, (equal, before, after, words) in enumerate(runs):
        if equal and (words >= MIN_KEPT_WORDS or at in {0, len(runs) - 1}):
            pieces += _changed(gone, come)
            gone = come = ""
            pieces.append(Piece("same", after))
        else:
            gone += before
            come += after
    return pieces + _changed(gone, come)


def _changed(old: str, new: str) -> list[Piece]:
    return [Piece("old", old)] * bool(old) + [Piece("new", new)] * bool(new)
