"""How a reply may say something, and whether it does.

A *wording* is words in order, in any case and spacing, contracted or not, where a `*` stands for up
to eight other words of the same sentence. Of several wordings any one will do.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

GAP_WORDS = 8
"""The most words that a `*` of a wording stands for."""


def says(text: str, wording: str) -> bool:
    """Whether a text holds a wording: in any case, spacing, contraction and kind of dash."""
    plain, wanted = _plain(text), _plain(wording)
    # Most wordings are not there, and looking for their words is a hundred times quicker.
    if not all(piece.strip() in plain for piece in wanted.split("*")):
        return False
    return bool(_pattern(wanted).search(plain))


def says_one(text: str, wordings: Iterable[str]) -> bool:
    """Whether a text holds any of these wordings."""
    return any(says(text, wording) for wording in wordings)


@lru_cache(maxsize=8_192)
def _pattern(wording: str) -> re.Pattern[str]:
    """Words at word boundaries; what a `*` stands for ends with the sentence."""
    gap = rf"(?:[^\s.!?]{{1,80}}\s){{0,{GAP_WORDS}}}"
    pieces = [re.escape(piece.strip()).replace(r"\ ", r"\s") for piece in wording.split("*")]
    body = rf"\s{gap}".join(piece for piece in pieces if piece)
    return re.compile(rf"(?<!\w){body}(?!\w)")


_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)
_WHOLE = (
    ("won't", "will not"),
    ("can't", "cannot"),
    ("can not", "cannot"),
    ("n't", " not"),
    ("'re ", " are "),
    ("'ll ", " will "),
    ("'ve ", " have "),
    ("i'm ", "i am "),
)
"""Writers contract as they like; `'s` stays, being "is", "has" or nobody's."""


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    plain = " ".join(text.translate(_SAME).casefold().split())
    for contracted, whole in _WHOLE:
        plain = plain.replace(contracted, whole)
    return plain
