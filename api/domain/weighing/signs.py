"""What a clause shows when it is held against the other text: signs that weights turn into a score.

A sign is a kind and a value, both words ("new", "tomorrow"). None accuses by itself; how much each
of them speaks for a slip was learnt from labelled rewrites (evals.weights). A rewrite's clause
is held against the draft sentences behind it, a draft's clause against the rewrite sentences that
carry it. Source of the idea: the lexical and syntactic match features of textual entailment
(MacCartney et al., 2006, "Learning to recognize features of valid textual entailments").
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from api.domain.clauses import Clause
from api.domain.frames import Frame, Term
from api.domain.weighing.weights import Sign

MANY = 40
"""Clauses that one is held against, clauses of a sentence, words of a clause: people write fewer,
and what has more is not weighed.
"""
EDGE = "^"
"""Stands before the first word of a clause, and behind the last."""
SHARES = (0.01, 0.34, 0.6, 0.8, 0.99)
"""Where a share of a clause's words changes its step."""
_COUNT = 4
"""Words of a run, above which one more says nothing new."""


@dataclass(frozen=True, eq=False)
class Together:
    """Clauses of the other text that a clause is held against, and all that they say."""

    frames: tuple[Frame, ...]
    texts: frozenset[str]
    about: frozenset[str]
    cues: frozenset[str]
    acts: frozenset[str]

    @classmethod
    def of(cls, frames: Sequence[Frame]) -> "Together":
        """The first `MANY` of them."""
        frames = tuple(frames[:MANY])
        nothing = frozenset[str]()
        return cls(
            frames,
            texts=nothing.union(*[frame.clause.texts for frame in frames]),
            about=nothing.union(*[frame.about for frame in frames]),
            cues=nothing.union(*[frame.cues for frame in frames]),
            acts=nothing.union(*[frame.acts for frame in frames]),
        )

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Each two words that follow one another in one of them."""
        return all_pairs(self.frames)


def step(value: float, edges: Sequence[float] = SHARES) -> int:
    """How many of the edges a value has reached."""
    return bisect_right(edges, value)


def pairs(clause: Clause) -> Iterator[tuple[str, str]]:
    """Each two words that follow one another, the edges of the clause as well."""
    return pairwise((EDGE, *clause.texts, EDGE))


def all_pairs(frames: Iterable[Frame]) -> frozenset[tuple[str, str]]:
    """The pairs of several clauses."""
    return frozenset().union(*[pairs(frame.clause) for frame in frames])


def telling(terms: Iterable[Term]) -> int:
    """How many of the words say something."""
    return sum([not term.light for term in terms])


def runs(frame: Frame, held: frozenset[str]) -> Iterator[tuple[int, str, bool]]:
    """Stretches of words that say what `held` does not: what was slipped in stands together.

    Each with its telling words, the word in front of it, and whether it ends the clause.
    """
    words = frame.clause.words
    at = 0
    length, front = 0, EDGE
    for term in frame.terms:
        new = term.concepts.isdisjoint(held)
        if new and (length or not term.light):
            if not length:
                while words[at] != term.word:
                    at += 1
                front = words[at - 1].text if at else EDGE
            length += not term.light
        elif not new and length:
            yield length, front, False
            length = 0
    if length:
        yield length, front, True


def of_runs(
    kind: str, found: Sequence[tuple[int, str, bool]], share: int, linked: str
) -> Iterator[Sign]:
    """The signs of such stretches in a clause of which a share (a step) is held."""
    longest = max([length for length, _, _ in found], default=0)
    yield f"{kind} run", f"{min(longest, _COUNT)} {share} {linked}"
    for length, front, last in found:
        short = min(length, _COUNT)
        yield f"{kind} run behind", f"{front} {short}"
        yield f"{kind} run at end", f"{last:d} {short} {share}"
