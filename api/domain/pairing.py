"""Which clause of the other text says what a clause says: the pairs that the guardrails compare.

Sentences are linked first (api.domain.alignment); within them the clauses that share most are
paired, and what a clause shares with nothing is new, or lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from api.domain.frames import Frame, Term, weight
from api.domain.holders import MANY, Holders, around

_MANY = 40
"""Clauses among which the nearest is looked for: no sentence that people write has more."""
_ACT = 0.5
"""What an act in common counts beside a word."""


class Pair(NamedTuple):
    """The clause that says most of what another one says, and how much: 0 to 1 of the smaller."""

    frame: Frame
    shared: float


def nearest(frame: Frame, candidates: Iterable[Frame]) -> Pair | None:
    """The candidate that has most in common with the clause; None where there is none."""
    best: Frame | None = None
    most, whole = 0.0, _weight(frame)
    for other in islice(candidates, _MANY):
        common = _common(frame, other)
        if best is None or common > most:
            best, most = other, common
            if most >= whole:  # no other one says more
                break
    if best is None:
        return None
    return Pair(best, min(1.0, most / max(min(_weight(frame), _weight(best)), 1.0)))


class Carried(NamedTuple):
    """How much of a clause is said: by one sentence, by two that stand together, anywhere."""

    alone: float
    together: float
    anywhere: float


class Said:
    """Which sentences of a text say what; of very many, the nearest in place are looked at."""

    def __init__(self, said: Sequence[frozenset[str]]) -> None:
        self._once, self._several = Holders.of(said)
        self._sentences = len(said)
        self._known: dict[frozenset[str], tuple[set[int], set[tuple[int, ...]]]] = {}

    def carried(self, frame: Frame, place: float) -> Carried:
        """Shares of a clause's words; `place`, 0 to 1, is where it stands in its own text."""
        total = frame.weight
        if not total:
            return Carried(1.0, 1.0, 1.0)
        where = [self._where(term.concepts, place * self._sentences) for term in frame.terms]
        said = [(term.weight, at) for term, at in zip(frame.terms, where, strict=True) if at]
        anywhere = sum([worth for worth, _ in said]) / total
        if not said or set.intersection(*[at for _, at in said]):  # one sentence says it all
            return Carried(anywhere, anywhere, anywhere)
        alone: dict[int, float] = defaultdict(float)
        together: dict[int, float] = defaultdict(float)
        for worth, at in said:
            for n in at:
                alone[n] += worth
            for n in at.union([n - 1 for n in at]):
                together[n] += worth
        most = max(alone.values()), max(together.values())
        return Carried(most[0] / total, most[1] / total, anywhere)

    def _where(self, concepts: frozenset[str], place: float) -> set[int]:
        """The sentences that say one of these; of very many those around a position.

        What says each of them is kept: where sentences are many, they say their words again.
        """
        if concepts not in self._known:
            alone = {self._once[concept] for concept in concepts & self._once.keys()}
            among = {tuple(self._several[concept]) for concept in concepts & self._several.keys()}
            self._known[concepts] = alone, among
        once, several = self._known[concepts]
        if self._sentences > MANY:
            return once.union(*[around(holders, place) for holders in several])
        return once.union(*several)


def coverage(frame: Frame, said: Iterable[frozenset[str]]) -> float:
    """Share of the clause's words that the sentence which says most of them says: 0 to 1.

    `said` are the concepts of each sentence. A clause without words that say anything is covered.
    """
    total = frame.weight
    if not total:
        return 1.0
    most = max(
        (
            weight([term for term in frame.terms if not term.concepts.isdisjoint(about)])
            for about in said
            if not about.isdisjoint(frame.about)
        ),
        default=0.0,
    )
    return most / total


def unsaid(frame: Frame, about: frozenset[str]) -> tuple[Term, ...]:
    """The clause's words that say something which `about` does not, in any wording it knows."""
    return tuple(term for term in frame.terms if not term.light and term.concepts.isdisjoint(about))


def _common(frame: Frame, other: Frame) -> float:
    common = _ACT * len(frame.acts & other.acts)
    if frame.about.isdisjoint(other.about):  # as of most clauses
        return common
    said = 0.0
    for term in frame.terms:
        if not term.concepts.isdisjoint(other.about):
            said += term.weight
    return said + common


def _weight(frame: Frame) -> float:
    return frame.weight + _ACT * len(frame.acts)
