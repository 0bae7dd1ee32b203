"""An outcome held out behind what the draft says: "close it, and your hot water will be back".

The new clause says of a thing or of somebody else that it will be so, in words that the draft does
not have, in a sentence whose sources foretell nothing.
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.predicates import Actor, Predicate

_OPEN = frozenset({"courtesy", "closers", "speaking", "feeling", "possible", "likely", "attempt"})
"""Cues of talk, and of what may not come."""
_IDLE = frozenset({Force.QUESTION, Force.CONDITION})
_COMING = frozenset({"will", "shall", "going"})
_NEEDING = frozenset({"need", "needs", "have", "has", "required"})
"""Words of a chain by which something is only needed."""
_HAVING = frozenset({"have", "be", "need", "depend", "remain", "stay", "continue", "apply"})
"""Verbs that tell how things are, and bring nothing about."""


def new_outcomes(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause in which something will be so that the draft does not say."""
    finding = added(
        "strengthened", "your draft does not say that it will be so.", Value.INTEGRITY, comparison
    )
    about = comparison.draft.about
    for n, frames in comparison.anew:
        coming = [(f, p) for f in frames if (p := _first_coming(f))]
        sources = comparison.draft.frames_of(comparison.links[n]) if coming else ()
        if not sources or any(_foretells(source) for source in sources):
            continue
        for frame, predicate in coming:
            verb = frame.clause.words[predicate.verb].start
            behind = [term for term in frame.terms if term.word.start >= verb]
            figured = comparison.reply.figures_in(frame)
            if not figured and all(term.concepts.isdisjoint(about) for term in behind):
                yield finding(frame)
                break


def _first_coming(frame: Frame) -> Predicate | None:
    """The first verb of which it is said that a thing or somebody else will do it."""
    words = frame.clause.texts
    if _COMING.isdisjoint(words) or "whether" in words:  # as of most clauses
        return None
    if frame.negated or frame.force in _IDLE or not frame.cues.isdisjoint(_OPEN):
        return None
    return next(filter(_comes, frame.predicates), None)


def _comes(predicate: Predicate) -> bool:
    idle = predicate.word in _HAVING or not predicate.chain.isdisjoint(_NEEDING)
    return predicate.promised and predicate.actor is Actor.OTHER and not idle


def _foretells(source: Frame) -> bool:
    return source.force is Force.PROMISE or any(p.promised for p in source.predicates)
