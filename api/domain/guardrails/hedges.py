"""A word of doubt that went, where the rest of what was said stands.

"We may look at it" hedges a verb, "usually 5 days" a figure. The verb may be reworded and keeps its
object; the figure stays. What carries them must keep some word of doubt, whichever.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import coverage, nearest
from api.domain.predicates import Actor, Predicate

_DOUBTING = frozenset(
    {"may", "might", "could", "try", "trying", "aim", "aiming", "hope", "hoping", "attempt",
     "possibly", "probably", "perhaps", "maybe", "likely", "expect", "expected", "consider"}
)  # fmt: skip
"""Words of a chain that leave it open whether the verb will be done."""
_VERBS = frozenset({"consider", "attempt"})
"""Verbs that promise only to think of what follows, or to try it."""
_ADVERBS = frozenset(
    {"probably", "possibly", "perhaps", "maybe", "likely", "approximately", "approx", "roughly",
     "circa", "usually", "normally", "typically", "generally", "ordinarily", "commonly", "mostly",
     "often", "sometimes", "rarely", "occasionally", "expected", "expect", "estimated", "estimate",
     "anticipated", "anticipate", "believe", "might", "hopefully", "presumably", "tentatively",
     "provisionally"}
)  # fmt: skip
"""Words that hedge a whole clause, or a figure in it."""
_DOUBT = _DOUBTING | _ADVERBS | frozenset(
    {"can", "should", "would", "ought", "tries", "tried", "aims", "hopes", "hoped", "unlikely",
     "possible", "possibility", "probable", "potential", "potentially", "chance", "chances",
     "expects", "expecting", "expectation", "expectations", "estimates", "estimating",
     "estimation", "about", "around", "rough", "nearly", "almost", "usual", "normal", "typical",
     "general", "ordinary", "common", "rule", "average", "seldom", "occasion", "occasions",
     "occasional", "now", "most", "some", "somewhere", "belief", "believed", "believes", "think",
     "thinks", "thought", "suspect", "suspects", "considers", "considered", "considering", "sure",
     "certain", "certainty", "unsure", "uncertain", "unclear", "unconfirmed", "confirmed",
     "confirm", "confirmation", "guarantee", "guaranteed", "promise", "promised", "depend",
     "depends", "depending", "appear", "appears", "seem", "seems", "look", "looks", "plan",
     "plans", "planned", "planning", "target", "targets", "targeted", "goal", "intend", "intends",
     "intended", "intention", "attempts", "attempting", "effort", "efforts", "best", "endeavour",
     "endeavor", "projected", "predicted", "forecast", "provisional", "tentative", "whether", "or",
     "so", "ish", "tend", "tends", "tendency", "supposedly", "apparently", "reportedly",
     "according", "discretion", "decide", "decides", "decision", "vary", "varies", "variable",
     "change", "slip", "allow", "prediction", "guess", "doubt", "doubtful", "risk", "prone"}
)  # fmt: skip
"""Every word in which a doubt may live on."""
_REPORTING = frozenset({"say", "says", "said", "tell", "tells", "told", "write", "wrote", "report"})
"""Verbs by which what others say stays theirs: "they tell us it is to be done"."""
_SETTLED = frozenset({"always", "never", "invariably", "every"})
"""Words that settle what a hedge left open."""
_RECEIVING = frozenset({"qualify", "receive", "get", "lose", "need", "owe", "find", "see", "be"})
"""Verbs that a "may" does not permit to a customer, but leaves open."""
_LEFT_OPEN = frozenset({"may", "might"})
_CUES = frozenset({"possible", "attempt", "likely", "softeners"})
_IDLE = frozenset({Force.QUESTION, Force.CONDITION, Force.REFUSAL})
_MOST = 0.5
"""Share of a hedged clause, or of what its verb is done to, that its carrier must say."""


def lost_hedges(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause of the draft whose doubt nothing that carries it keeps."""
    if comparison.draft.cues.isdisjoint(_CUES):
        return
    for n, frames in comparison.altered:
        hedged = [frame for frame in frames if not frame.cues.isdisjoint(_CUES)]
        if not hedged or not comparison.carriers(n):
            continue
        carried = comparison.reply.frames_of(comparison.carriers(n))
        verbs = [frozenset[str]().union(*[p.about for p in f.predicates]) for f in carried]
        for frame in hedged:
            sure = _sure_verb(frame, carried, verbs) or _sure_clause(frame, carried, comparison)
            if sure:
                yield changed("strengthened", Value.INTEGRITY, comparison, frame, sure)


def _sure_verb(
    frame: Frame, carried: Sequence[Frame], verbs: Sequence[frozenset[str]]
) -> Frame | None:
    """The clause that promises, or says to be so, what a verb of the draft leaves open.

    `verbs` holds what the verbs of each carrier are about.
    """
    for predicate in frame.predicates:
        if not _left_open(predicate, frame):
            continue
        verb = frame.clause.words[predicate.verb].start
        objects = [
            term
            for term in frame.terms
            if not term.light and term.word.start > verb and term.word.text not in _DOUBT
        ]
        behind = [
            other
            for other in carried
            if objects
            and sum(not term.concepts.isdisjoint(other.about) for term in objects)
            >= _MOST * len(objects)
        ]
        same = [
            other
            for other, about in zip(carried, verbs, strict=True)
            if not about.isdisjoint(predicate.about)
        ]
        if any(_doubts(other) for other in (*behind, *same)):
            continue
        for other in behind:
            if other.force not in _IDLE and any(map(_promised, other.predicates)):
                return other
        for other in same:
            if other.force not in _IDLE and any(_said(p, predicate) for p in other.predicates):
                return other
    return None


def _left_open(predicate: Predicate, frame: Frame) -> bool:
    """True if it is left open whether the verb will be done; a permission leaves nothing open."""
    doubted = not predicate.chain.isdisjoint(_DOUBTING) or predicate.word in _VERBS
    if not doubted or predicate.order or predicate.negated or frame.force is Force.QUESTION:
        return False
    if frame.cues.isdisjoint({"possible", "attempt", "likely"}) and predicate.word not in _VERBS:
        return False  # the "may" of "2 May"
    if predicate.actor is not Actor.CUSTOMER:
        return True
    return not predicate.chain.isdisjoint(_LEFT_OPEN) and predicate.word in _RECEIVING


def _promised(predicate: Predicate) -> bool:
    return predicate.promised and predicate.actor is not Actor.CUSTOMER


def _said(predicate: Predicate, hedged: Predicate) -> bool:
    """True if the verb is said to be so, or to come; one that says little says nothing."""
    if predicate.about.isdisjoint(hedged.about) or predicate.stem in {"hav", "giv", "get", "be"}:
        return False
    done = predicate.past and not predicate.passive
    alike = (predicate.actor is Actor.CUSTOMER) == (hedged.actor is Actor.CUSTOMER)
    return alike and not (done or predicate.order or predicate.negated)


def _sure_clause(frame: Frame, carried: Sequence[Frame], comparison: Comparison) -> Frame | None:
    """The clause that says a hedged one, or its figure, with no word of doubt in any carrier."""
    told = [figure for figure in comparison.draft.figures_in(frame) if not figure.weak]
    hedged = not _ADVERBS.isdisjoint(frame.clause.texts)
    near = any(figure.bound == "about" for figure in told)
    pair = nearest(frame, carried) if (hedged or near) and not _free(frame) else None
    if pair is None:
        return None
    words = frozenset(pair.frame.clause.texts).difference(frame.clause.texts)
    if _SETTLED.isdisjoint(words) and any(map(_doubts, carried)):
        return None
    keys = {figure.key for figure in told}
    for other in carried:
        if any(figure.key in keys for figure in comparison.reply.figures_in(other)):
            return other
    return pair.frame if hedged and coverage(frame, [pair.frame.about]) >= _MOST else None


def _free(frame: Frame) -> bool:
    """True for what hedges nothing of ours: courtesy, what is asked, told or permitted."""
    allowed = frame.actor is Actor.CUSTOMER and frame.force is Force.PERMISSION
    return frame.courtesy or allowed or frame.force in {Force.QUESTION, Force.INSTRUCTION}


def _doubts(frame: Frame) -> bool:
    """True if a word of doubt stands there, or what is said is reported of others."""
    doubting = _DOUBT.intersection(frame.clause.texts)
    if doubting and (doubting != {"may"} or "possible" in frame.cues):
        return True
    return any(p.actor is Actor.OTHER and p.word in _REPORTING for p in frame.predicates)
