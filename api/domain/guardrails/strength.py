"""A hedge stays a hedge, and nothing becomes a guarantee."""

from collections.abc import Iterator
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Actor, Force, Frame
from api.domain.guardrails.evidence import added
from api.domain.lexicon import Strength

_HEDGED = frozenset({Strength.POSSIBLE, Strength.ATTEMPT, Strength.LIKELY})
_PERMISSIVE = frozenset({"may", "can", "could", "should", "might"})
_RECEIVING = frozenset(
    {"be", "receive", "get", "have", "lose", "see", "need", "not", "owe", "find"}
)


def strengthened(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per hedge of the draft that its carriers lost, and per new guarantee."""
    for n, frames in enumerate(comparison.draft.by_sentence):
        carriers = comparison.carriers(n)
        for frame in frames:
            reply = comparison.nearest(frame, carriers)
            if reply and _unhedged(frame, reply, carriers, comparison):
                source, words = comparison.draft.quote(frame), comparison.reply.quote(reply)
                yield Finding(
                    "strengthened",
                    Severity.BLOCK,
                    f"Your draft says '{source.quote}'; the rewrite says '{words.quote}'.",
                    Value.INTEGRITY,
                    draft=source,
                    reply=words,
                )
    yield from _guarantees(comparison)


def _unhedged(
    frame: Frame, reply: Frame, carriers: tuple[int, ...], comparison: Comparison
) -> bool:
    """True if a hedged clause of the draft comes back as a promise, or with no hedge around."""
    if frame.strength not in _HEDGED or not _binds(frame):
        return False
    if reply.negated or reply.force in {Force.QUESTION, Force.INSTRUCTION}:
        return False
    if reply.modal in {"will", "shall"} and frame.modal not in {"will", "shall"}:
        shared = frame.about & reply.about
        return bool(shared) and reply.strength >= Strength.WILL
    return not any(_hedged(n, comparison) for n in carriers)


def _guarantees(comparison: Comparison) -> Iterator[Finding]:
    """A word of guarantee where the draft guarantees nothing."""
    if any(f.strength is Strength.GUARANTEE and not f.negated for f in comparison.draft.frames):
        return
    finding = added("strengthened", "your draft gives no guarantee.", Value.INTEGRITY, comparison)
    for frame in comparison.reply.frames:
        idle = frame.negated or frame.courtesy or frame.force is Force.QUESTION
        if frame.strength is Strength.GUARANTEE and not idle:
            yield finding(frame)


def _binds(frame: Frame) -> bool:
    """True unless the hedge word is a permission or a courtesy ("You may write to us")."""
    if frame.force in {Force.QUESTION, Force.CONDITION}:
        return False
    if frame.actor is not Actor.CUSTOMER or frame.modal not in _PERMISSIVE:
        return not frame.courtesy
    words = [word.text for word in frame.clause.words]
    return any(
        word == frame.modal and following in _RECEIVING for word, following in pairwise(words)
    )


def _hedged(position: int, comparison: Comparison) -> bool:
    lexicon, words = comparison.lexicon, comparison.reply.words[position]
    return lexicon.softeners.within(words) or any(
        lexicon.strength[strength].within(words) for strength in _HEDGED
    )
