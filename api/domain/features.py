"""What the sentences of a text say, as features that texts are compared by, and how rare each is.

Features are strings: a concept of a word, "!" and an act, "=" and a figure or a protected piece.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from api.domain.document import Document, Protected, ProtectedKind, Sentence
from api.domain.forces import Force
from api.domain.utterance import Utterance

_ACT, _FIGURE = 0.8, 2.5
"""How much an act and a figure weigh beside a word."""
_SYNONYM = 0.7
"""What a synonym counts beside the word itself."""
_HOLDERS = 40
"""Sentences looked at for one feature: the nearest in place."""


class Item(NamedTuple):
    """One thing that a sentence says, by any of its features."""

    features: frozenset[str]
    weight: float


class _Weights(dict[str, float]):
    """How rare each feature of a text is; what it has not is as rare as can be."""

    def __missing__(self, feature: str) -> float:
        return _SYNONYM if feature[0] == "~" else 1.0


class Features:
    """Which sentences of a text hold a feature: the more do, the less it says.

    `totals` is how much each sentence says.
    """

    def __init__(self, items: Sequence[Sequence[Item]]) -> None:
        self._holders: dict[str, list[int]] = {}
        for n, said in enumerate(items):
            for feature in frozenset[str]().union(*(item.features for item in said)):
                self._holders.setdefault(feature, []).append(n)
        self._weights = _Weights(
            {
                feature: (_SYNONYM if feature[0] == "~" else 1.0) / math.sqrt(len(holders))
                for feature, holders in self._holders.items()
            }
        )
        self._count = len(items)
        self._known: dict[frozenset[str], Sequence[tuple[float, Sequence[int]]]] = {}
        self.totals = tuple(map(self.weight, items))

    def weight(self, items: Sequence[Item]) -> float:
        """How much a sentence says; what this text has not is as rare as can be."""
        rarity = self._weights.__getitem__
        return math.fsum([item.weight * max(map(rarity, item.features)) for item in items])

    def shared(self, item: Item, place: int) -> dict[int, float]:
        """The sentences that say this as well, and what that weighs; `place` is a position."""
        found: dict[int, float] = {}
        for rarity, holders in self._held(item.features):
            weight = item.weight * rarity
            near = holders if len(holders) <= _HOLDERS else self._near(holders, place)
            for source in near:
                if weight > found.get(source, 0.0):
                    found[source] = weight
        return found

    def _held(self, features: frozenset[str]) -> Sequence[tuple[float, Sequence[int]]]:
        """How rare each of these features is, and who holds it.

        Where sentences are many, only the rarest of those features that the same ones hold (as the
        groups of one word), which is kept: such texts say their words again and again.
        """
        if features in self._known:
            return self._known[features]
        held = [(self._weights[f], self._holders[f]) for f in features if f in self._holders]
        if self._count <= _HOLDERS:
            return held
        held.sort(reverse=True)
        self._known[features] = [
            pair for n, pair in enumerate(held) if not any(pair[1] == o for _, o in held[:n])
        ]
        return self._known[features]

    def _near(self, holders: Sequence[int], place: int) -> Sequence[int]:
        middle = bisect_left(holders, place)
        first = max(0, min(middle - _HOLDERS // 2, len(holders) - _HOLDERS))
        return holders[first : first + _HOLDERS]


def items(document: Document, said: Utterance) -> tuple[Item, ...]:
    """What a sentence of the document says: its words, its acts, its figures, protected text."""
    acts = sorted({act for frame in said.frames for act in frame.acts})
    marks = ["!" + act for act in acts]
    if any(frame.force is Force.REFUSAL for frame in said.frames):
        marks.append("!no")
    pieces = [
        *((p.start, "=" + p.text) for p in pieces_in(document.protected, said.sentence)),
        *((figure.start, figure.feature) for figure in said.figures),
    ]
    return (
        *(Item(t.concepts, t.weight) for frame in said.frames for t in frame.terms),
        *(Item(frozenset((mark,)), _ACT) for mark in marks),
        *(Item(frozenset((piece,)), _FIGURE) for _, piece in sorted(pieces)),
    )


def pieces_in(protected: Sequence[Protected], sentence: Sentence) -> Iterator[Protected]:
    """The protected pieces that start in the sentence; emoji say nothing."""
    first = bisect_left(protected, sentence.start, key=attrgetter("start"))
    for piece in islice(protected, first, None):
        if piece.start >= sentence.end:
            break
        if piece.kind is not ProtectedKind.EMOJI:
            yield piece
