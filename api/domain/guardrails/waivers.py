"""What the draft asks for is not waived: "no certificate is needed" needs a draft that says so.

Read off closed words of English, so it knows no subject: a need, denied, and what is needed.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame, Term, weight
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest

_NEEDED = frozenset({"needed", "required", "necessary", "need", "needs", "have", "require"})
_DENIED = frozenset({"no", "not", "never", "nor"})
_STATED = frozenset({"needed", "required", "necessary"})
"""Behind what is needed: "no call is *needed*"; the others stand before it."""
_OPEN = frozenset({Force.QUESTION, Force.CONDITION})
_MOST = 0.5
"""Share of what is waived that a clause of the draft must speak of to ask for it."""


def new_waivers(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that calls needless what the draft asks for or makes a must."""
    for frame in comparison.new_frames:
        waived = () if _DENIED.isdisjoint(frame.clause.texts) else _waived(frame)
        if not waived or frame.force in _OPEN or frame.courtesy:
            continue
        about = frozenset[str]().union(*[term.concepts for term in waived])
        spoken = [
            source
            for source in comparison.draft.frames
            if not about.isdisjoint(source.about) and _share(waived, source) >= _MOST
        ]
        if any(f.negated or f.denies or "optional" in f.cues or _waived(f) for f in spoken):
            continue
        source = nearest(frame, [f for f in spoken if _asks(f)])
        if source is not None:
            yield changed("lost_request", Value.INTEGRITY, comparison, source.frame, frame)


def _waived(frame: Frame) -> Sequence[Term]:
    """What is said not to be needed; nothing where no need is denied.

    In "no *call* is needed", "a *call* is not needed" and "you don't need *to call*".
    """
    words = frame.clause.texts
    denied = _first(words, _DENIED)
    need = _first(words, _NEEDED, denied)
    if need == len(words) or (words[need] == "have" and words[need + 1 : need + 2] != ("to",)):
        return ()
    stated = words[need] in _STATED
    if stated and words[denied] == "not":
        held = range(denied)
    elif stated and words[denied] == "no" and need > denied + 1:
        held = range(denied + 1, need)
    else:
        held = range(need + 1, len(words))
    starts = {frame.clause.words[at].start for at in held}
    return [term for term in frame.terms if not term.light and term.word.start in starts]


def _first(words: Sequence[str], those: frozenset[str], start: int = 0) -> int:
    """Position of the first of these words from `start` on; the length where there is none."""
    return next((at for at in range(start, len(words)) if words[at] in those), len(words))


def _share(waived: Sequence[Term], frame: Frame) -> float:
    return weight(t for t in waived if not t.concepts.isdisjoint(frame.about)) / weight(waived)


def _asks(frame: Frame) -> bool:
    """True where a clause tells the customer to do something, or says that something is needed."""
    if frame.force is Force.QUESTION:
        return False
    asked = frame.force in {Force.INSTRUCTION, Force.CONDITION}
    needed = not _NEEDED.isdisjoint(frame.clause.texts)
    return asked or needed or any(predicate.duty for predicate in frame.predicates)
