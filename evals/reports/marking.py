"""Where in a text a wording of a case stands, so that a report can mark it.

A wording is read by `evals.suite.case.says` alone, which answers for a whole text whether it is
there; its place is the shortest piece of the text, between ends of words, that still says it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from evals.suite.wording import says

_WORD = re.compile(r"\w+|[^\w\s]")


def spans(text: str, wordings: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Every place of any of these wordings, first to last; code points, end exclusive."""
    found = {span for wording in wordings for span in _places(text, wording)}
    return tuple(sorted(found))


@lru_cache(maxsize=16_384)
def _places(text: str, wording: str) -> tuple[tuple[int, int], ...]:
    return tuple(_backwards(text, wording))


def _backwards(text: str, wording: str) -> Iterator[tuple[int, int]]:
    """The last place, then the one before it, until what is left does not say it.

    What says a wording goes on saying it where words are added, so the ends are found by halves.
    """
    while says(text, wording):
        words = [match.span() for match in _WORD.finditer(text)]
        first = bisect_left(words, True, key=lambda word: not says(text[word[0] :], wording)) - 1
        if first < 0:  # only a wording of stars says this much of nothing
            return
        start = words[first][0]
        ends = [end for _, end in words[first:]]
        end = ends[bisect_left(ends, True, key=lambda end: says(text[start:end], wording))]
        yield start, end
        text = text[:start]
