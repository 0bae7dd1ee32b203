"""A plain no that has become a no for now, for most, or one that we would merely rather give.

Words of time ("at this stage"), of frequency ("usually"), of reluctance ("we prefer not to") and of
exception ("in special cases") all leave a door open that the draft shuts.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest
from api.domain.predicates import Actor, Predicate

_TIMED = frozenset({"blurring", "dating"})
_OPENING = _TIMED | {"loosening"}
_OPEN = _OPENING | {"possible", "likely"}
"""Cues of a draft that is not sure of its no itself."""
_PARTLY = frozenset(
    {"always", "necessarily", "entirely", "quite", "exactly", "easily", "readily", "every",
     "everywhere", "fully", "wholly"}
)  # fmt: skip
"""Words behind a "not" that deny only a part."""
_RELUCTANT = frozenset({"prefer", "rather", "try", "aim", "hope", "tend", "like"})
"""Words before a "not" that make a rule a wish."""
_EXCEPTED = frozenset({"special", "exceptional", "rare", "certain", "some", "individual", "most"})
_CASES = frozenset({"cases", "circumstances", "situations", "instances"})
_PHRASES = frozenset(
    {("by", "myself"), ("by", "ourselves"), ("my", "own"), ("our", "own"), ("case", "by"),
     ("first", "step"), ("first", "choice"), ("first", "option"), ("first", "resort"),
     ("looked", "at")}
)  # fmt: skip
_SIGNS = _PARTLY | _RELUCTANT | _CASES | {second for _, second in _PHRASES}
"""One word of each of these, which few clauses have."""
_STATES = frozenset({"have", "know", "see", "think", "receive", "find", "arrive", "be", "get",
                     "decide", "hear"})  # fmt: skip
"""Verbs of a no that only tells how things stand, to which a "yet" is true."""
_NEWS = frozenset(
    {"date", "dates", "eta", "timeframe", "timeline", "time", "news", "update", "confirmation",
     "information", "back"}
)  # fmt: skip
_FINAL = frozenset({"refused", "declined", "unsuccessful", "rejected"})
_SETTLED = _FINAL | {"never", "impossible", "possible", "unable", "final"}
_IDLE = frozenset({Force.QUESTION, Force.CONDITION})
_ALIKE = 0.34
"""Share of the smaller clause that must be common for a no to be the draft's."""
_SHORT = 3
"""Words up to which a no is a label: "No ETA"."""


def blurred_refusals(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per no of the draft that the rewrite leaves open."""
    for n, frames in comparison.anew:
        soft = [at for at, frame in enumerate(frames) if _softens(frame)]
        sources = comparison.draft.frames_of(comparison.links[n]) if soft else ()
        if not sources or any(_open_already(source) for source in sources):
            continue
        for at in soft:
            frame = frames[at]
            timed = not frame.cues.isdisjoint(_TIMED)
            refused = [source for source in sources if _refuses(source, timed=timed)]
            nos = [f for f in frames[max(0, at - 1) : at + 1] if f.negated or _excepts(f)]
            source = _meant(nos, refused)
            if source:
                yield changed("lost_refusal", Value.HONESTY, comparison, source, frame)
                break


def _meant(nos: Sequence[Frame], refused: Sequence[Frame]) -> Frame | None:
    """The no of the draft that one of these clauses says."""
    for frame in nos:
        pair = nearest(frame, refused)
        if pair and pair.shared >= _ALIKE:
            return pair.frame
    return None


def _softens(frame: Frame) -> bool:
    """True if a word stands there that would leave a no open."""
    if frame.force in _IDLE:
        return False
    if not frame.cues.isdisjoint(_OPENING):
        return True
    if _SIGNS.isdisjoint(frame.clause.texts):
        return False
    return _partly(frame) or _excepts(frame)


def _partly(frame: Frame) -> bool:
    return any(
        (word == "not" and following in _PARTLY) or (following == "not" and word in _RELUCTANT)
        for word, following in pairwise(frame.clause.texts)
    )


def _excepts(frame: Frame) -> bool:
    """True if exceptions are held out: "in special cases", "case by case", "not by myself"."""
    return any(
        two in _PHRASES or (two[0] in _EXCEPTED and two[1] in _CASES)
        for two in pairwise(frame.clause.texts)
    )


def _open_already(source: Frame) -> bool:
    return not source.cues.isdisjoint(_OPEN) or _partly(source) or _excepts(source)


def _refuses(source: Frame, *, timed: bool) -> bool:
    """True for a no that stands; to what only tells how things are, a word of time may be added."""
    words = frozenset(source.clause.texts)
    if source.actor is Actor.CUSTOMER or (words & _NEWS and not words & _SETTLED):
        return False
    if timed and any(p.negated and p.stem in _STATES and not p.passive for p in source.predicates):
        return False
    if source.force is Force.REFUSAL:
        return len(source.clause.texts) > _SHORT
    if not timed and "no" in words:
        return True
    final = words & _FINAL and any(predicate.passive for predicate in source.predicates)
    return bool(final) or {"no", "possible"} <= words or any(map(_denied, source.predicates))


def _denied(predicate: Predicate) -> bool:
    return predicate.negated and not predicate.past and predicate.actor is not Actor.CUSTOMER
