"""Which sentences of a text say something: made ready for all words, looked at for few.

A word stands for a dozen concepts, and most of them stand in one sentence: those are kept apart, so
that making the index is work for sets and not for a loop over every concept.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

MANY = 40
"""Sentences looked at for one thing that is said: the nearest in place."""


class Holders(NamedTuple):
    """Positions of the sentences that say something: the only one, or all of several in order."""

    once: Mapping[str, int]
    several: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, said: Sequence[frozenset[str]]) -> "Holders":
        """Read off what each sentence says."""
        once: dict[str, int] = {}
        several: dict[str, list[int]] = {}
        for n, features in enumerate(said):
            for feature in features & once.keys():
                several.setdefault(feature, [once[feature]]).append(n)
            once |= dict.fromkeys(features, n)
        for feature in several:
            del once[feature]
        return cls(once, several)


def around(holders: Sequence[int], place: float) -> Sequence[int]:
    """Of very many sentences those around a position."""
    if len(holders) <= MANY:
        return holders
    first = bisect_left(holders, place) - MANY // 2
    first = max(0, min(first, len(holders) - MANY))
    return holders[first : first + MANY]
