"""A hedge stays a hedge, and nothing becomes a guarantee."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added, changed
from api.domain.lexicon import Lexicon, Strength
from api.domain.pairing import coverage, nearest
from api.domain.predicates import Actor
from api.domain.words import stem

_SOFT = frozenset({"softeners", "possible", "attempt", "likely"})
_KEEPS = {
    Strength.POSSIBLE: _SOFT | {"can", "optional"},
    Strength.ATTEMPT: _SOFT,
    Strength.LIKELY: _SOFT,
}
"""Hedge of the draft to the words of the rewrite that keep it alive."""
_SAID = 0.3
"""Share of the smaller clause that must be common for a clause to carry a hedged one."""
_MOST = 0.65
"""Share of a hedged clause that its carrier must say to keep the hedge by itself."""
_HALF = 0.5
"""The same where the carrier promises what the draft does not."""
_CERTAIN = frozenset(
    {"certain", "certainly", "definite", "definitely", "guaranteed", "guarantee", "absolutely"}
)
_DENIED = frozenset({"not", "no", "never", "nothing"})
_ASKING = frozenset({"asked", "requested", "please"})
_NEAR = 3
"""Words before a word of certainty among which it may be denied."""
_IDLE = frozenset({Force.QUESTION, Force.CONDITION, Force.REFUSAL})
_PERMISSIVE = frozenset({"may", "can", "could", "should", "might"})
_RECEIVING = frozenset(
    {"be", "receive", "get", "have", "lose", "see", "need", "not", "owe", "find"}
)


def strengthened(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per hedge of the draft that its carrier lost, and per new guarantee."""
    for n, frames in comparison.altered:
        for frame in frames:
            if frame.strength not in _KEEPS or not _binds(frame):
                continue
            carried = comparison.reply.frames_of(comparison.carriers(n))
            pair = nearest(frame, carried)
            if pair is None or pair.shared < _SAID:
                continue
            severity = _unhedged(frame, pair.frame, carried, comparison)
            if severity:
                yield changed(
                    "strengthened", Value.INTEGRITY, comparison, frame, pair.frame, severity
                )
    yield from _guarantees(comparison)


def _unhedged(
    frame: Frame, reply: Frame, carried: Sequence[Frame], comparison: Comparison
) -> Severity | None:
    """How sure it is that nothing in the carrier of a hedged clause keeps its hedge alive.

    That is the clause itself where it says most of it, else all that carries the sentence; so it
    is where the hedge may be on a figure, which may stand in a sentence of its own.
    """
    keeps = _KEEPS[frame.strength]
    if reply.force is Force.QUESTION or _alive(frame, reply, keeps, comparison.lexicon):
        return None
    if frame.modal == "should" and not _ASKING.isdisjoint(reply.clause.texts):
        return None  # "holders should send a copy": a duty, and no hedge
    said = coverage(frame, [reply.about])
    figured = bool(comparison.draft.figures_in(frame))
    alive = any(other.cues & keeps for other in carried)
    promised = _promised(reply) and not _promised(frame)
    sure = said >= (_HALF if promised else _MOST) and (promised or _same_verb(frame, reply))
    if sure and not (figured and alive):
        return Severity.BLOCK
    if promised and not alive and _same_figure(frame, reply, comparison):
        return Severity.BLOCK
    return Severity.REVIEW if said >= _SAID and not alive else None


def _alive(frame: Frame, reply: Frame, keeps: frozenset[str], lexicon: Lexicon) -> bool:
    """True if a word of doubt stands in the carrier that is not just another one of the draft's.

    The "most" of "it should work on most hobs" does not keep the "should" alive.
    """
    if reply.cues.isdisjoint(keeps):
        return False
    before, now = (
        {
            texts
            for cue in lexicon.cues.find(words)
            if cue.name in keeps
            for texts in words[cue.start : cue.end]
        }
        for words in (frame.clause.texts, reply.clause.texts)
    )
    return not now < before


def _same_figure(frame: Frame, reply: Frame, comparison: Comparison) -> bool:
    """True if both clauses say the same figure: "should be there by Friday", "you'll have it"."""
    told = {figure.key for figure in comparison.draft.figures_in(frame) if not figure.weak}
    return any(figure.key in told for figure in comparison.reply.figures_in(reply))


def _same_verb(frame: Frame, reply: Frame) -> bool:
    """True if the clause does, unhedged, what the draft's clause hedges."""
    hedged = {p.stem for p in frame.predicates if p.negated == frame.negated}
    if not reply.predicates:  # "this works"
        return any(stem(word) in hedged for word in reply.clause.texts)
    return any(p.stem in hedged and not p.order for p in reply.predicates)


def _promised(frame: Frame) -> bool:
    return any(predicate.promised for predicate in frame.predicates)


def _guarantees(comparison: Comparison) -> Iterator[Finding]:
    """A word of guarantee where the draft guarantees nothing."""
    if "guarantee" not in comparison.reply.cues:
        return
    if any("guarantee" in f.cues and not f.negated for f in comparison.draft.frames):
        return
    finding = added("strengthened", "your draft gives no guarantee.", Value.INTEGRITY, comparison)
    for frame in comparison.new_frames:
        idle = frame.negated or frame.courtesy or frame.force is Force.QUESTION
        if frame.strength is Strength.GUARANTEE and not idle and not _sure(comparison, frame):
            yield finding(frame)


def _sure(comparison: Comparison, frame: Frame) -> bool:
    """True if the draft is as sure of it in other words: "what's certain is ..."."""
    for source in comparison.sources(frame):
        words = source.clause.texts
        for at, word in enumerate(words):
            if word in _CERTAIN and _DENIED.isdisjoint(words[max(0, at - _NEAR) : at]):
                return True
    return False


def _binds(frame: Frame) -> bool:
    """True unless the hedge word is a permission or a courtesy ("You may write to us")."""
    if frame.force in _IDLE or frame.courtesy or "wished" in frame.cues:
        return False
    if any(p.order and p.stem == "try" for p in frame.predicates):
        return False  # "try the form" tells, and hedges nothing
    if frame.actor is not Actor.CUSTOMER or frame.modal not in _PERMISSIVE:
        return True
    words = frame.clause.texts
    return any(
        word == frame.modal and following in _RECEIVING for word, following in pairwise(words)
    )
