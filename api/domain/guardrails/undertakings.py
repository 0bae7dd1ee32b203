"""What we say we will do, in a sentence whose sources undertake nothing.

"Bag the rest, *and we'll take it next time*" has its source in "Bag the rest", which the customer
is to do. What the draft refuses or asks for backs no promise of ours, however alike the words.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding
from api.domain.forces import WILL, Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import unpromised
from api.domain.lexicon import Lexicon
from api.domain.predicates import Actor, Predicate
from api.domain.words import stem

_BINDING = frozenset({Force.PROMISE, Force.OFFER, Force.ONGOING})
_OPEN = frozenset({Force.REFUSAL, Force.INSTRUCTION})
"""What backs no promise: a no, and what the customer is to do."""
_SEARCHING = frozenset({"see", "find"})
"""Verbs that promise nothing of their own, and yet do here: "we'll see what we can find"."""


def new_undertakings(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause in which we will do what its sources do not speak of."""
    finding = unpromised(comparison)
    for n, frames in comparison.anew:
        if not any(map(_undertakes, frames)):
            continue
        sources = comparison.draft.frames_of(comparison.links[n])
        if not sources or any(map(_binds, sources)):
            continue
        pledged = _pledged(comparison.draft.frames)
        idle = comparison.lexicon.unspecific - _SEARCHING
        said = [source for source in sources if source.force not in _OPEN]
        for frame in frames:
            if any(
                _will(p)
                and p.stem not in idle
                and pledged.isdisjoint(p.about)
                and not _spoken_of(p, frame, said, comparison.lexicon)
                for p in frame.predicates
                if _undertakes(frame)
            ):
                yield finding(frame)


def _undertakes(frame: Frame) -> bool:
    """True if something is said that we will do, other than in courtesy."""
    stated = frame.force is not Force.QUESTION and not frame.negated
    return stated and not frame.talk and any(map(_will, frame.predicates))


def _pledged(draft: Sequence[Frame]) -> frozenset[str]:
    """The concepts of every verb with which the draft says what we will do, wherever it stands."""
    ours = (p.about for frame in draft for p in frame.predicates if _will(p) or p.standing)
    return frozenset[str]().union(*ours)


def _will(predicate: Predicate) -> bool:
    ours = predicate.actor is Actor.US and predicate.promised
    return ours and not predicate.chain.isdisjoint(WILL)


def _binds(source: Frame) -> bool:
    """True if a clause of the draft undertakes anything itself, by whomever but the customer."""
    return source.force in _BINDING or any(
        p.promised and p.actor is not Actor.CUSTOMER for p in source.predicates
    )


def _spoken_of(
    predicate: Predicate,
    frame: Frame,
    said: Sequence[Frame],
    lexicon: Lexicon,
) -> bool:
    """True if the sources say the verb, name the act, or say in other words that we do it.

    Of a verb of giving, or one that says little by itself, what it is done to decides.
    """
    acts = frozenset[str]().union(*(lexicon.related[act] for source in said for act in source.acts))
    words = {stem(word) for source in said for word in source.clause.texts}
    if predicate.stem in words or not frame.acts.isdisjoint(acts):
        return True
    verb = frame.clause.words[predicate.verb]
    behind = [term for term in frame.terms if term.word.start >= verb.start]
    ours = frozenset[str]().union(
        *(p.about for source in said for p in source.predicates if p.actor is Actor.US)
    )
    if any(not term.concepts.isdisjoint(ours) for term in behind):
        return True
    light = any(term.light and term.word.start == verb.start for term in behind)
    if not light and predicate.word not in lexicon.giving:
        return False
    about = frozenset[str]().union(*(source.about for source in said))
    return any(not t.concepts.isdisjoint(about) for t in behind if t.word.start > verb.start)
