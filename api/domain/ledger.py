"""The commitment ledger: what the draft binds the business to, and what carries it in the reply."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from api.domain.commitment import Change, Commitment
from api.domain.comparison import Comparison
from api.domain.finding import Span
from api.domain.frames import Actor, Force, Frame
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

_REACH = 12
"""Clauses on either side among which a clause's carrier is looked for."""

_Spoken = tuple[Frame, frozenset[str]]
"""A clause of the rewrite and its words."""


def ledger(comparison: Comparison) -> tuple[Commitment, ...]:
    """Rows in the order of the draft, then what is new in the rewrite.

    `polarity` is "negative" for a refusal. A row's `reply` is the clause of the carrying sentences
    that shares most with it, None where it is lost.
    """
    return (*_rows(comparison), *_new(comparison))


def _rows(comparison: Comparison) -> Iterator[Commitment]:
    for n, frames in enumerate(comparison.draft.by_sentence):
        candidates = [
            (other, frozenset(word.text for word in other.clause.words))
            for other in comparison.reply.frames_of(comparison.carriers(n))
        ]
        for at, frame in enumerate(frames):
            if _binding(frame):
                carrier = _carrier(frame, _around(candidates, at, len(frames)))
                change = _change(frame, carrier)
                yield _row(
                    frame, frames, comparison.draft, _span(comparison.reply, carrier), change
                )


def _new(comparison: Comparison) -> Iterator[Commitment]:
    for frames, sources in zip(comparison.reply.by_sentence, comparison.links, strict=True):
        for frame in frames:
            if frame.force in {Force.PROMISE, Force.REFUSAL} and not sources and frame.acts:
                span = _span(comparison.reply, frame)
                yield _row(frame, frames, comparison.reply, span, Change.NEW)


def _around(candidates: Sequence[_Spoken], at: int, of: int) -> Sequence[_Spoken]:
    """The clauses at about the same place, of a sentence that has no end of them."""
    if len(candidates) <= 2 * _REACH:
        return candidates
    middle = at * len(candidates) // of
    return candidates[max(0, middle - _REACH) : middle + _REACH]


def _binding(frame: Frame) -> bool:
    if frame.force not in _ENTERED or (frame.courtesy and not frame.mentions):
        return False
    if frame.force is Force.PAST:
        return frame.actor is not Actor.CUSTOMER and bool(frame.mentions)
    return frame.force is not Force.QUESTION or bool(frame.mentions)


def _act(frame: Frame) -> str:
    """The act that the clause is about: its own verb, else the noun nearest to its end."""
    verbs = [m for m in frame.mentions if not m.form.noun and not m.form.gerund]
    if verbs and frame.force is not Force.REFUSAL:
        return verbs[0].form.act
    return frame.mentions[-1].form.act if frame.mentions else _ENTERED[frame.force]


def _carrier(frame: Frame, candidates: Sequence[_Spoken]) -> Frame | None:
    wanted = {word.text for word in frame.clause.words}
    acts = frame.acts
    best = max(
        candidates,
        key=lambda spoken: (
            spoken[0].force is frame.force,
            len(spoken[0].acts & acts),
            len(wanted & spoken[1]),
        ),
        default=None,
    )
    return best[0] if best else None


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


def _span(side: Side, frame: Frame | None) -> Span | None:
    return side.quote(frame) if frame else None


def _row(
    frame: Frame, sentence: Sequence[Frame], side: Side, reply: Span | None, change: Change
) -> Commitment:
    text = side.document.text
    condition = next(
        (side.quote(o).quote for o in sentence if o.force is Force.CONDITION and o is not frame),
        None,
    )
    return Commitment(
        act=_act(frame),
        actor=frame.actor.value,
        strength=frame.strength.name.lower(),
        polarity="negative" if frame.force is Force.REFUSAL else "positive",
        condition=condition,
        figures=_figures(frame, side),
        draft=None if change is Change.NEW else Span.of(text, frame.clause.start, frame.clause.end),
        reply=reply,
        change=change,
    )


def _figures(frame: Frame, side: Side) -> tuple[str, ...]:
    first = bisect_left(side.figures, frame.clause.start, key=attrgetter("start"))
    last = bisect_left(side.figures, frame.clause.end, key=attrgetter("start"))
    return tuple(figure.quote for figure in side.figures[first:last])
