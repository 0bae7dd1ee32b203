"""What the draft asks of the customer stays asked."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.pairing import nearest

_ASKING = frozenset({"please", "let", "tell", "reply", "confirm", "say", "know", "like", "want"})
_ALIKE = 0.4
"""Share of the smaller clause that must be common for a clause to carry a request."""


def lost_requests(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per question that is asked no more, and per order made optional."""
    questions = any(frame.force is Force.QUESTION for frame in comparison.reply.frames)
    spared = "optional" in comparison.reply.cues
    for n, frames in comparison.altered:
        carriers = comparison.carriers(n)
        sentence = comparison.draft.document.sentences[n]
        if not carriers or any(frame.cues & {"closers", "optional"} for frame in frames):
            continue
        for frame in frames:
            asked = frame.force is Force.QUESTION and sentence.text.rstrip().endswith("?")
            if asked and not questions and not _asks(comparison, carriers):
                yield _finding(comparison, frame, None)
                break
            optional = _made_optional(frame, carriers, comparison) if spared else None
            if optional:
                yield _finding(comparison, frame, optional)
                break


def _made_optional(frame: Frame, carriers: tuple[int, ...], comparison: Comparison) -> Frame | None:
    """The clause in which an order has become something one may also leave."""
    if not any(predicate.duty and not predicate.negated for predicate in frame.predicates):
        return None
    pair = nearest(frame, comparison.reply.frames_of(carriers))
    if pair is None or pair.shared < _ALIKE:
        return None
    at = comparison.reply.sentence_at(pair.frame.clause.start)
    sentence = comparison.reply.by_sentence[at] if at is not None else ()
    if any(predicate.duty for other in sentence for predicate in other.predicates):
        return None
    return pair.frame if any("optional" in other.cues for other in sentence) else None


def _asks(comparison: Comparison, carriers: tuple[int, ...]) -> bool:
    """True if a carrier, or a sentence with no source, asks anything."""
    free = tuple(n for n, sources in enumerate(comparison.links) if not sources)
    return any(
        frame.force in {Force.QUESTION, Force.INSTRUCTION}
        or frame.clause.opener == "if"
        or not _ASKING.isdisjoint(frame.clause.texts)
        for frame in comparison.reply.frames_of((*carriers, *free))
    )


def _finding(comparison: Comparison, frame: Frame, reply: Frame | None) -> Finding:
    source = comparison.draft.quote(frame)
    rewritten = comparison.reply.quote(reply) if reply else None
    message = f"Your draft says '{source.quote}'; the rewrite does not ask for that any more."
    return Finding(
        "lost_request", Severity.BLOCK, message, Value.INTEGRITY, draft=source, reply=rewritten
    )
