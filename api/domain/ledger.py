"""The commitment ledger: what the draft binds the business to, and what carries it in the reply."""

from collections.abc import Iterator

from api.domain.commitment import Change, Commitment
from api.domain.comparison import Comparison
from api.domain.finding import Span
from api.domain.frames import Actor, Force, Frame
from api.domain.lexicon import Strength
from api.domain.side import Side

_ENTERED = {
    Force.PROMISE: "promise",
    Force.OFFER: "offer",
    Force.REFUSAL: "refusal",
    Force.CONDITION: "condition",
    Force.INSTRUCTION: "request",
    Force.ONGOING: "action",
    Force.PAST: "action",
    Force.QUESTION: "question",
}


def ledger(comparison: Comparison) -> tuple[Commitment, ...]:
    """Rows in the order of the draft, then what is new in the rewrite.

    `polarity` is "negative" for a refusal. A row's `reply` is the clause of the carrying sentences
    that shares most with it, None where it is lost.
    """
    return (*_rows(comparison), *_new(comparison))


def _rows(comparison: Comparison) -> Iterator[Commitment]:
    positions = {s.id: n for n, s in enumerate(comparison.draft.document.sentences)}
    for frame in comparison.draft.frames:
        if not _binding(frame):
            continue
        carriers = comparison.carriers(positions[frame.clause.sentence.id])
        carrier = _carrier(frame, comparison, carriers)
        yield _row(frame, comparison.draft, comparison, carrier, _change(frame, carrier))


def _new(comparison: Comparison) -> Iterator[Commitment]:
    for n, frame in _reply_frames(comparison):
        if frame.force in {Force.PROMISE, Force.REFUSAL} and not comparison.links[n] and frame.acts:
            yield _row(frame, comparison.reply, comparison, frame, Change.NEW)


def _reply_frames(comparison: Comparison) -> Iterator[tuple[int, Frame]]:
    positions = {s.id: n for n, s in enumerate(comparison.reply.document.sentences)}
    for frame in comparison.reply.frames:
        yield positions[frame.clause.sentence.id], frame


def _binding(frame: Frame) -> bool:
    if frame.force not in _ENTERED or (frame.courtesy and not frame.mentions):
        return False
    if frame.force is Force.PAST:
        return frame.actor is not Actor.CUSTOMER and bool(frame.mentions)
    return frame.force is not Force.QUESTION or bool(frame.mentions)


def _carrier(frame: Frame, comparison: Comparison, carriers: tuple[int, ...]) -> Frame | None:
    wanted = {word.text for word in frame.clause.words}
    return max(
        comparison.reply.frames_of(carriers),
        key=lambda other: (
            other.force is frame.force,
            len(other.acts & frame.acts),
            len(wanted & {word.text for word in other.clause.words}),
        ),
        default=None,
    )


def _change(frame: Frame, carrier: Frame | None) -> Change:
    if carrier is None:
        return Change.LOST
    if frame.force in {Force.PROMISE, Force.OFFER, Force.ONGOING} and carrier.force in {
        Force.PROMISE,
        Force.OFFER,
        Force.ONGOING,
    }:
        if carrier.strength > frame.strength:
            return Change.STRONGER
        if carrier.strength < frame.strength:
            return Change.WEAKER
    return Change.SAME


def _row(
    frame: Frame, side: Side, comparison: Comparison, carrier: Frame | None, change: Change
) -> Commitment:
    sentence = frame.clause.sentence
    text = side.document.text
    condition = next(
        (
            text[other.clause.start : other.clause.end]
            for other in side.frames
            if other.force is Force.CONDITION
            and other.clause.sentence is sentence
            and other is not frame
        ),
        None,
    )
    figures = tuple(
        figure.quote
        for figure in side.figures
        if frame.clause.start <= figure.start < frame.clause.end
    )
    reply = comparison.reply.document.text
    return Commitment(
        act=next((m.form.act for m in frame.mentions), _ENTERED[frame.force]),
        actor=frame.actor.value,
        strength="refused" if frame.strength is Strength.REFUSED else frame.strength.name.lower(),
        polarity="negative" if frame.force is Force.REFUSAL else "positive",
        condition=condition,
        figures=figures,
        draft=None if change is Change.NEW else Span.of(text, frame.clause.start, frame.clause.end),
        reply=Span.of(reply, carrier.clause.start, carrier.clause.end) if carrier else None,
        change=change,
    )
