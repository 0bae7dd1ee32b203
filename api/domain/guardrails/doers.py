"""What somebody is to do, given to somebody else in other words.

The verb need not be the same, only what it says: "the agency has to file it" is no "you'll need
to file it", "they ring you" no "you can phone them", "they must tell them" no "we inform them".
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.lexicon import Lexicon
from api.domain.pairing import nearest
from api.domain.predicates import Actor, Predicate

_BOUND = frozenset({"will", "must", "has", "needs", "shall"})
"""Words of a chain by which it is settled who does it."""
_PEOPLE = frozenset({"they", "he", "she"})
_THEM = frozenset({"them", "him", "her"})
_ASKING = frozenset(
    {"ask", "need", "recommend", "suggest", "advise", "request", "require", "explain", "expect",
     "confirm", "include", "mean", "estimate", "owe", "hold", "accept", "urge", "encourage",
     "remind", "point", "note", "want", "like"}
)  # fmt: skip
"""Verbs of ours by which the customer is to act, or nothing is done."""
_UNSETTLED = frozenset({"than", "may", "can"})
"""Words of a clause that does not say that we do it: "rather than we"."""
_IDLE = frozenset({Force.QUESTION, Force.CONDITION})
_ALIKE = 0.5
"""Share of the smaller clause that must be common for two clauses to be about the same thing."""
_NEAR = 2
"""Words behind a verb among which its object ends: "phone *the fitter*"."""

_Doing = tuple[Frame, Predicate]


def changed_doers(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause in which another than in its sources is to do it."""
    for n, frames in comparison.anew:
        sources = comparison.draft.frames_of(comparison.links[n])
        doings = [(source, p) for source in sources for p in source.predicates if not p.passive]
        if not doings:
            continue
        for frame in frames:
            source = None if frame.force in _IDLE else _other_doer(frame, doings, comparison)
            if source:
                yield changed("swapped_actor", Value.INTEGRITY, comparison, source, frame)


def _other_doer(frame: Frame, doings: list[_Doing], comparison: Comparison) -> Frame | None:
    """The clause of the sources in which somebody else does what this clause says."""
    lexicon = comparison.lexicon
    for predicate in frame.predicates:
        if predicate.passive or predicate.negated:
            continue
        if predicate.actor is Actor.US:
            source = _ours(predicate, frame, doings, comparison)
        elif predicate.actor is Actor.CUSTOMER:
            source = _yours(predicate, doings, lexicon) or _turned(predicate, frame, doings)
        else:
            source = None
        pair = nearest(frame, [source]) if source else None
        if pair and pair.shared >= _ALIKE:
            return pair.frame
    return None


def _ours(
    predicate: Predicate, frame: Frame, doings: list[_Doing], comparison: Comparison
) -> Frame | None:
    """What the customer or a third party is to do, and we do here."""
    lexicon = comparison.lexicon
    idle = predicate.stem in lexicon.unspecific or predicate.word in lexicon.noticing
    if idle or predicate.past or predicate.word in _ASKING or frame.courtesy:
        return None
    if not _UNSETTLED.isdisjoint(frame.clause.texts):
        return None
    if predicate.stem in lexicon.mutual and not predicate.promised:
        return None
    same = [doing for doing in doings if _alike(doing[1], predicate)]
    if not same or any(p.actor is Actor.US for _, p in same):
        return None
    theirs = [source for source, p in same if _theirs(source, p)]
    if not theirs or _told(predicate, comparison):
        return None
    return theirs[0]


def _yours(predicate: Predicate, doings: list[_Doing], lexicon: Lexicon) -> Frame | None:
    """What a third party is to do, and the customer is told to do here."""
    if not predicate.duty or predicate.stem in lexicon.mutual | lexicon.unspecific:
        return None
    same = [doing for doing in doings if doing[1].stem == predicate.stem]
    if not same or not all(_bound(p) for _, p in same):
        return None
    return same[0][0]


def _turned(predicate: Predicate, frame: Frame, doings: list[_Doing]) -> Frame | None:
    """What somebody does to the customer, and the customer to them here: "they ring you"."""
    words = frame.clause.texts
    behind = words[predicate.verb + 1 : predicate.verb + 1 + _NEAR]
    if not behind or predicate.order:
        return None
    for source, p in doings:
        said = source.clause.texts
        to_customer = p.actor is Actor.OTHER and said[p.verb + 1 : p.verb + 2] == ("you",)
        if not to_customer or p.negated or not _alike(p, predicate):
            continue
        subject = said[max(0, p.start - 1) : p.start + 1]
        if behind[0] in _THEM and said[p.start] in _PEOPLE:
            return source
        if behind[0] in {"the", "our", "your"} and behind[-1] in subject:
            return source
    return None


def _alike(predicate: Predicate, other: Predicate) -> bool:
    return not predicate.about.isdisjoint(other.about)


def _bound(predicate: Predicate) -> bool:
    """True if a third party will do it or has to."""
    settled = not predicate.chain.isdisjoint(_BOUND) and not predicate.negated
    return predicate.actor is Actor.OTHER and settled


def _theirs(source: Frame, predicate: Predicate) -> bool:
    """True if the customer is told to do it, or a third party does it."""
    if predicate.duty and not predicate.negated:
        return True
    named = source.clause.texts[predicate.start] in _PEOPLE
    return _bound(predicate) or (named and predicate.actor is Actor.OTHER)


def _told(predicate: Predicate, comparison: Comparison) -> bool:
    """True if the rewrite tells the customer to do it elsewhere."""
    return any(
        p.duty and _alike(p, predicate)
        for frame in comparison.reply.frames
        for p in frame.predicates
    )
