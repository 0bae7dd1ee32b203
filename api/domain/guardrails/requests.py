"""What the draft asks of the customer, and on what condition, stays asked."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Force, Frame

_ASKING = frozenset({"please", "let", "tell", "reply", "confirm", "say", "know", "like", "want"})


def lost_requests(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per question that is asked no more, and per order made optional."""
    for n, sentence in enumerate(comparison.draft.document.sentences):
        carriers = comparison.carriers(n)
        frames = comparison.draft.by_sentence[n]
        optional = any(comparison.lexicon.optional.within(f.clause.words) for f in frames)
        for frame in frames:
            reply = comparison.nearest(frame, carriers)
            if reply is None or comparison.lexicon.closers.within(frame.clause.words):
                continue
            asked = frame.force is Force.QUESTION and sentence.text.endswith("?")
            if (asked and not _asks(comparison, carriers)) or (
                frame.force is Force.INSTRUCTION
                and not optional
                and comparison.lexicon.optional.within(reply.clause.words)
            ):
                yield _finding("lost_request", comparison, frame, reply)
                break


def dropped_conditions(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per condition of the draft that its carriers no longer set."""
    lexicon = comparison.lexicon
    for n in range(len(comparison.draft.document.sentences)):
        carriers = comparison.carriers(n)
        frames = comparison.draft.frames_of([n])
        if not carriers or any(lexicon.closers.within(f.clause.words) for f in frames):
            continue
        carried = comparison.reply.frames_of(carriers)
        if any(lexicon.conditional.within(other.clause.words) for other in carried):
            continue
        for frame in frames:
            if frame.force is not Force.CONDITION or lexicon.wishing.within(frame.clause.words):
                continue
            yield _finding("dropped_condition", comparison, frame, carried[0] if carried else None)


def _asks(comparison: Comparison, carriers: tuple[int, ...]) -> bool:
    """True if a carrier, or a sentence with no source, asks anything."""
    free = tuple(n for n, sources in enumerate(comparison.links) if not sources)
    return any(
        frame.force is Force.QUESTION
        or frame.force is Force.INSTRUCTION
        or frame.clause.opener == "if"
        or any(word.text in _ASKING for word in frame.clause.words)
        for frame in comparison.reply.frames_of((*carriers, *free))
    )


def _finding(name: str, comparison: Comparison, frame: Frame, reply: Frame | None) -> Finding:
    source = comparison.draft.quote(frame)
    rewritten = comparison.reply.quote(reply) if reply else None
    return Finding(
        name,
        Severity.BLOCK,
        f"Your draft says '{source.quote}'; the rewrite does not ask for that any more."
        if name == "lost_request"
        else f"Your draft sets the condition '{source.quote}'; the rewrite drops it.",
        Value.INTEGRITY,
        draft=source,
        reply=rewritten,
    )
