"""What the sentences of a text say, as features that texts are compared by, and how rare each is.

Features are strings: a concept of a word, "!" and an act, "=" and a figure or a protected piece.
"""

import math
from bisect import bisect_left
from collections.abc import ItemsView, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from api.domain.document import Document, Protected, ProtectedKind, Sentence
from api.domain.forces import Force
from api.domain.holders import Holders, around
from api.domain.utterance import Utterance

_ACT, _FIGURE = 0.8, 2.5
"""How much an act and a figure weigh beside a word."""
_SYNONYM = 0.7
"""What a synonym counts beside the word itself."""
_GROUP = "~"
"""Begins the name of a group of synonyms; words of plain letters sort before it."""
_Held = tuple[float, tuple[int, ...]]
"""How rare a feature is, and the sentences that hold it."""


class Item(NamedTuple):
    """One thing that a sentence says, by any of its features."""

    features: frozenset[str]
    weight: float


class Features:
    """Which sentences of a text hold a feature: the more do, the less it says.

    `totals` is how much each sentence says.
    """

    def __init__(self, items: Sequence[Sequence[Item]]) -> None:
        said = [frozenset[str]().union(*[item.features for item in each]) for each in items]
        self._several = Holders.of(said).several
        self._held: dict[str, _Held] = {}
        for n, features in enumerate(said):
            self._held |= dict.fromkeys(features, (_SYNONYM, (n,)))
            self._held |= dict.fromkeys([f for f in features if f[0] != _GROUP], (1.0, (n,)))
        for feature, holders in self._several.items():
            self._held[feature] = (_alone(feature) / math.sqrt(len(holders)), tuple(holders))
        self._known: dict[frozenset[str], ItemsView[tuple[int, ...], float]] = {}
        self._rarities: dict[frozenset[str], float] = {}
        self.totals = tuple(map(self.weight, items))

    def weight(self, items: Sequence[Item]) -> float:
        """How much a sentence says; what this text has not is as rare as can be."""
        rarities = self._rarities
        for item in items:
            if item.features not in rarities:
                rarities[item.features] = self._rarity(item.features)
        return math.fsum([item.weight * rarities[item.features] for item in items])

    def shared(self, item: Item, place: int) -> dict[int, float]:
        """The sentences that say this as well, and what that weighs; `place` is a position."""
        found: dict[int, float] = {}
        for holders, rarity in self._holding(item.features):
            found |= dict.fromkeys(around(holders, place), item.weight * rarity)
        return found

    def _rarity(self, features: frozenset[str]) -> float:
        """How rare the rarest is: mostly the word itself, which sorts before its groups."""
        word = min(features)
        if word[0] != _GROUP and word not in self._several:
            return 1.0
        return max([self._held[f][0] if f in self._held else _alone(f) for f in features])

    def _holding(self, features: frozenset[str]) -> ItemsView[tuple[int, ...], float]:
        """Who holds each of these features, and how rare it is, the rarest last.

        It is kept: where sentences are many, they say their words again and again.
        """
        if features not in self._known:
            held = sorted(filter(None, map(self._held.get, features)))
            self._known[features] = {holders: rarity for rarity, holders in held}.items()
        return self._known[features]


def _alone(feature: str) -> float:
    """What a feature says that one sentence holds, or none."""
    return _SYNONYM if feature[0] == _GROUP else 1.0


def items(document: Document, said: Utterance) -> tuple[Item, ...]:
    """What a sentence of the document says: its words, its acts, its figures, protected text."""
    acts = frozenset[str]().union(*[frame.acts for frame in said.frames])
    marks = ["!" + act for act in sorted(acts)]
    if any(frame.force is Force.REFUSAL for frame in said.frames):
        marks.append("!no")
    pieces = [(figure.start, figure.feature) for figure in said.figures]
    if document.protected:
        pieces += [(p.start, "=" + p.text) for p in pieces_in(document.protected, said.sentence)]
    return (
        *[Item(t.concepts, t.weight) for frame in said.frames for t in frame.terms],
        *[Item(frozenset((mark,)), _ACT) for mark in marks],
        *[Item(frozenset((piece,)), _FIGURE) for _, piece in sorted(pieces)],
    )


def pieces_in(protected: Sequence[Protected], sentence: Sentence) -> Iterator[Protected]:
    """The protected pieces that start in the sentence; emoji say nothing."""
    first = bisect_left(protected, sentence.start, key=attrgetter("start"))
    for piece in islice(protected, first, None):
        if piece.start >= sentence.end:
            break
        if piece.kind is not ProtectedKind.EMOJI:
            yield piece
