"""A promise of the rewrite needs one of the draft, whatever its verb.

The acts of the lexicon are compared in `commitments`; here it is the verb itself and what it is
done to: "we'll send you a *reminder*" where the draft sends only a letter.
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import unpromised
from api.domain.pairing import nearest
from api.domain.predicates import Actor, Predicate

_BINDING = frozenset({Force.PROMISE, Force.OFFER, Force.ONGOING, Force.PAST})
_OPEN = frozenset({Force.QUESTION, Force.CONDITION, Force.REFUSAL})
_ALIKE = 0.5
"""Share of the smaller clause that a promise must have in common with one of the draft."""


def new_promises(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause in which we promise what no clause of the draft speaks of."""
    backing: _Backing | None = None
    finding = unpromised(comparison)
    told = comparison.draft.cues
    for frame in comparison.new_frames:
        if _pledges(frame, told):
            yield finding(frame)
            continue
        if frame.cues & {"closers", "speaking"} or frame.force is Force.QUESTION:
            continue
        for predicate in frame.predicates:
            if not _promises(predicate, comparison):
                continue
            backing = backing or _Backing(comparison)
            if not backing.backs(predicate, frame):
                yield finding(frame)
                break


def _pledges(frame: Frame, told: frozenset[str]) -> bool:
    """True for "this will not happen again" and "I promise", where the draft says nothing alike."""
    stated = frame.force not in {Force.QUESTION, Force.CONDITION}
    again = "never_again" in frame.cues and frame.negated and stated
    pledged = "pledge" in frame.cues and not told & {"pledge", "guarantee"}
    return (again and "never_again" not in told) or (
        pledged and not frame.negated and frame.force not in _OPEN
    )


def _promises(predicate: Predicate, comparison: Comparison) -> bool:
    ours = predicate.actor is Actor.US and predicate.promised
    being = "be" in predicate.chain and not predicate.word.endswith("ing")
    return ours and not being and predicate.stem not in comparison.lexicon.unspecific


class _Backing:
    """What in the draft may stand behind a promise."""

    def __init__(self, comparison: Comparison) -> None:
        frames = comparison.draft.frames
        self._about = comparison.draft.about
        self._binding = [frame for frame in frames if frame.force in _BINDING]
        self._verbs = frozenset[str]().union(
            *(
                p.about
                for frame in frames
                for p in frame.predicates
                if p.passive or p.actor is not Actor.CUSTOMER
            ),
            *(
                frame.about
                for frame in frames
                if not frame.predicates and frame.force is not Force.INSTRUCTION
            ),
        )
        """What is done by us or by nobody named, and not only by the customer."""

    def backs(self, predicate: Predicate, frame: Frame) -> bool:
        """True if the draft speaks of the verb as ours, and of what it is done to."""
        if predicate.about.isdisjoint(self._verbs):
            pair = nearest(frame, self._binding)
            if pair is None or pair.shared < _ALIKE:
                return False
        verb = frame.clause.words[predicate.verb]
        objects = [t for t in frame.terms if not t.light and t.word.start > verb.start]
        new = [term for term in objects if term.concepts.isdisjoint(self._about)]
        return len(new) * 2 <= len(objects)
