"""A no stays a no, said plainly."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Force, Frame
from api.domain.lexicon import Strength
from api.domain.words import Word

_HEDGED = (Strength.POSSIBLE, Strength.ATTEMPT, Strength.LIKELY)


def lost_refusals(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per no of the draft that nothing says any more, or only blurred."""
    denying = [
        frame.about for frame in comparison.reply.frames if _denies(frame.clause.words, comparison)
    ]
    for n, frames in enumerate(comparison.draft.by_sentence):
        carriers = comparison.carriers(n)
        for frame in frames:
            if frame.force is not Force.REFUSAL or (frame.courtesy and not frame.mentions):
                continue
            reply = comparison.nearest(frame, carriers)
            denied = any(_denies(comparison.reply.words[at], comparison) for at in carriers)
            blurred = reply is not None and _blurred(frames, reply, comparison)
            if blurred or not (denied or _denied_anywhere(frame, denying)):
                yield _finding(comparison, frame, reply)


def _denies(words: Sequence[Word], comparison: Comparison) -> bool:
    """True if the words keep a no alive: a negation that is no idiom, or a limiting word."""
    lexicon = comparison.lexicon
    idle = {n for start, end in lexicon.not_negative.find(words) for n in range(start, end)}
    return any(start not in idle for start, _ in lexicon.negative.find(words))


def _denied_anywhere(frame: Frame, denying: Sequence[frozenset[str]]) -> bool:
    """True if a clause that denies is about a third of what the draft's clause is about."""
    return any(len(frame.about & about) * 3 >= len(frame.about) for about in denying)


def _blurred(frames: Sequence[Frame], reply: Frame, comparison: Comparison) -> bool:
    """True if the no of a plain draft sentence has become a "not just yet" or a "usually not"."""
    lexicon, said = comparison.lexicon, reply.clause.words
    if not reply.negated or any(
        frame.strength in _HEDGED or lexicon.blurring.within(frame.clause.words) for frame in frames
    ):
        return False
    return lexicon.blurring.within(said) or lexicon.loosening.within(said)


def _finding(comparison: Comparison, frame: Frame, reply: Frame | None) -> Finding:
    draft = comparison.draft.quote(frame)
    words = comparison.reply.quote(reply) if reply else None
    return Finding(
        "lost_refusal",
        Severity.BLOCK,
        f"Your draft says '{draft.quote}'; the rewrite "
        + (f"says '{words.quote}'." if words else "leaves it out."),
        Value.HONESTY,
        draft=draft,
        reply=words,
    )
