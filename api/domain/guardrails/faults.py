"""Fault is owned only where the draft owns it.

"Sorry for the wait" is empathy; "sorry for not telling you" and "we should have told you" are
admissions, which may bind the business and are the agent's to make.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.predicates import Actor
from api.domain.side import Side

_SORRY = frozenset({"sorry", "apologise", "apologize", "apologies", "apology"})
_EMPATHY = frozenset({"keeping", "making", "bothering", "troubling", "sounding", "being", "having"})
"""What one may be sorry for in passing: "sorry for keeping you waiting"."""
_NEEDLESS = frozenset({"need", "not", "never"})
"""Words shortly before a "sorry" that nobody says: "no need to apologise"."""
_NOUNS = frozenset({"the", "any", "this", "that", "your", "all"})
_BETTER = frozenset({"clearer", "better", "sooner", "earlier", "right", "properly"})
_NEWS = frozenset({"there", "can", "news", "answer", "outcome", "reply", "have"})
"""Words of bad news that is not ours to answer for."""
_UNLESS = frozenset({"unless", "save", "barring", "except", "whether"})
_STATE = frozenset(
    {"can", "could", "will", "be", "able", "unable", "are", "am", "is", "do", "would"}
)
_REGRET = frozenset({"could", "should", "ought"})
_NOT_DONE = frozenset({"to", "a", "an", "the", "no", "any", "some", "your", "enough", "only"})
"""Words behind a "have" that is no past: "you should have no food"."""
_OWN = 5
"""Words behind "sorry" among which its "for" stands."""


def admitted_faults(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that owns a fault, where the draft does not."""
    draft = comparison.draft
    owned = not draft.cues.isdisjoint(("fault", "fault_named"))
    regretted = any(_regrets(frame) for frame in draft.frames)
    finding = added(
        "admitted_fault", "your draft does not own a fault.", Value.INTEGRITY, comparison
    )
    for frame in comparison.new_frames:
        ours = "fault" in frame.cues or frame.cues >= {"our_side", "trouble"}
        if frame.force is Force.CONDITION or not _UNLESS.isdisjoint(frame.clause.texts):
            continue
        if _blames_us(frame, draft):
            yield finding(frame)
            continue
        named = not (owned or regretted) and ours and not frame.negated
        should_have = not regretted and _regrets(frame)
        if named or should_have or _sorry_for(frame, draft) or _sorry_we(frame, draft):
            yield finding(frame)


def _blames_us(frame: Frame, draft: Side) -> bool:
    """True for "because we let it lapse", where the draft names causes, and none of our doing."""
    if frame.clause.opener != "because":
        return False
    causes = [other for other in draft.frames if other.clause.opener == "because"]
    return (
        bool(causes)
        and _ours(frame)
        and not any(p.actor is Actor.US for other in causes for p in other.predicates)
    )


def _ours(frame: Frame) -> bool:
    """True if we did it, and nothing says that we can, must or will."""
    first = next(iter(frame.predicates), None)
    return first is not None and first.actor is Actor.US and not first.chain


def _sorry_for(frame: Frame, draft: Side) -> bool:
    """True for "sorry for sending you": an act of ours that the draft does not speak of."""
    words = frame.clause.texts
    at = _sorry(words)
    if at is None or "for" not in words[at + 1 : at + 1 + _OWN]:
        return False
    behind = [w for w in words[words.index("for", at) + 1 :] if w not in {"not", "ever"}][:1]
    return any(
        word.endswith("ing")
        and len(word) > _OWN
        and word not in _EMPATHY | _NOUNS
        and word not in draft.texts
        for word in behind
    )


def _sorry_we(frame: Frame, draft: Side) -> bool:
    """True for "sorry that we sent": past, or not done, and not what the draft says was done."""
    words = frame.clause.texts
    at = _sorry(words)
    if at is None:
        return False
    behind = set(words[at:])
    if "not" in behind and behind & _BETTER and not behind & _NEWS:
        return True
    return any(
        predicate.start > at
        and predicate.actor is Actor.US
        and (predicate.past or (predicate.negated and not predicate.chain & _STATE))
        and not predicate.about & draft.done
        for predicate in frame.predicates
    )


def _sorry(words: Sequence[str]) -> int | None:
    if _SORRY.isdisjoint(words):  # as of most clauses
        return None
    found = (at for at, word in enumerate(words) if word in _SORRY)
    return next((at for at in found if _NEEDLESS.isdisjoint(words[max(0, at - 3) : at])), None)


def _have_done(words: Sequence[str]) -> bool:
    return words[:1] == ("have",) and _NOT_DONE.isdisjoint(words[1:])


def _regrets(frame: Frame) -> bool:
    """True for "we should have told you", "this could have been clearer"."""
    if frame.actor is Actor.CUSTOMER:
        return False
    words = frame.clause.texts
    if _REGRET.isdisjoint(words):  # as of most clauses
        return False
    for at, word in enumerate(words):
        have = at + 1 + (word == "ought")  # "ought to have"
        behind = words[have : have + 2]
        if word in _REGRET and (behind == ("not", "have") or _have_done(behind)):
            return frame.actor is Actor.US or word != "could" or not _BETTER.isdisjoint(words)
    return False
