"""Where in a text a wording of a case stands, so that a report can mark it.

`evals.suite.case.says` answers whether; a test holds both to the same answer on every case.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from evals.suite.case import GAP_WORDS

_ALIKE = {"'": "['’‘]", '"': '["“”]', "-": "[-–—‑]"}
"""Signs that count as one, as they are typed and as they are printed."""
_PRINTED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def spans(text: str, wordings: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Every place of any of these wordings, first to last; code points, end exclusive."""
    found = {match.span() for wording in wordings for match in _pattern(wording).finditer(text)}
    return tuple(sorted(found))


@lru_cache(maxsize=8_192)
def _pattern(wording: str) -> re.Pattern[str]:
    """As a wording is read: any case, spacing and kind of quote; `*` ends with the sentence."""
    gap = rf"(?:[^\s.!?]{{1,80}}\s+){{0,{GAP_WORDS}}}"
    pieces = (piece.split() for piece in wording.translate(_PRINTED).split("*"))
    body = rf"\s+{gap}".join(r"\s+".join(map(_word, words)) for words in pieces if words)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if body else r"(?!)", re.IGNORECASE)


def _word(word: str) -> str:
    return "".join(_ALIKE.get(sign) or re.escape(sign) for sign in word)
