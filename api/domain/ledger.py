"""The commitment ledger: what the draft binds the business to, and what carries it in the reply."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from api.domain.commitment import Change, Commitment
from api.domain.comparison import Comparison
from api.domain.figure import Figure, FigureKind
from api.domain.finding import Span
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.pairing import nearest
from api.domain.predicates import Actor
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

_AMOUNTS = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.NUMBER})
_REACH = 12
"""Clauses on either side among which a clause's carrier is looked for."""
_ALIKE = 0.5
"""Share of the smaller clause that must be common for a clause elsewhere to be the carrier."""
_BOUND = frozenset({Force.PROMISE, Force.OFFER, Force.ONGOING})


class _Spoken(NamedTuple):
    """A clause of the rewrite, its words and what its figures say."""

    frame: Frame
    words: frozenset[str]
    figures: tuple[Figure, ...]
    measures: frozenset[str]


def ledger(comparison: Comparison) -> tuple[Commitment, ...]:
    """Rows in the order of the draft, then what is new in the rewrite.

    One for every promise, offer, refusal, condition, request, question and action of the draft,
    and for every other clause with an amount or a time in it. `polarity` is "negative" for a
    refusal. A row's `reply` is the clause that carries it, None where it is lost.
    """
    return (*_rows(comparison), *_new(comparison))


def _rows(comparison: Comparison) -> Iterator[Commitment]:
    reply = comparison.reply
    heard: dict[int, list[_Spoken]] = {}
    for n, frames in enumerate(comparison.draft.by_sentence):
        kinds = [_kind(frame, comparison.draft.figures_in(frame)) for frame in frames]
        if not any(kinds):
            continue
        carriers = comparison.carriers(n)
        for m in carriers:
            if m not in heard:
                heard[m] = [_spoken(other, reply) for other in reply.by_sentence[m]]
        candidates = [spoken for m in carriers for spoken in heard[m]]
        conditions = _conditions(frames, comparison.draft)
        for at, (frame, kind) in enumerate(zip(frames, kinds, strict=True)):
            if kind is None:
                continue
            wanted = _spoken(frame, comparison.draft)
            carrier = _carrier(wanted, _around(candidates, at, len(frames)))
            if carrier is None:
                pair = nearest(frame, reply.frames)
                carrier = pair.frame if pair and pair.shared >= _ALIKE else None
            if carrier and frame.force is Force.REFUSAL and not (carrier.denies or carrier.negated):
                carrier = None  # it is spoken of, and no longer refused
            change = _change(frame, carrier)
            yield _row(wanted, kind, conditions, comparison.draft, _span(reply, carrier), change)


def _new(comparison: Comparison) -> Iterator[Commitment]:
    for frames, sources in zip(comparison.reply.by_sentence, comparison.links, strict=True):
        for frame in frames:
            if frame.force in {Force.PROMISE, Force.REFUSAL} and not sources and frame.acts:
                span = _span(comparison.reply, frame)
                kind = _ENTERED[frame.force]
                spoken = _spoken(frame, comparison.reply)
                conditions = _conditions(frames, comparison.reply)
                yield _row(spoken, kind, conditions, comparison.reply, span, Change.NEW)


def _spoken(frame: Frame, side: Side) -> _Spoken:
    figures = side.figures_in(frame)
    return _Spoken(frame, frame.words, figures, frozenset([figure.feature for figure in figures]))


def _around(candidates: Sequence[_Spoken], at: int, of: int) -> Sequence[_Spoken]:
    """The clauses at about the same place, of a sentence that has no end of them."""
    if len(candidates) <= 2 * _REACH:
        return candidates
    middle = at * len(candidates) // of
    return candidates[max(0, middle - _REACH) : middle + _REACH]


def _kind(frame: Frame, figures: Sequence[Figure]) -> str | None:
    """What a clause is in the ledger, None for one that binds nobody and measures nothing."""
    if _binding(frame):
        return _ENTERED[frame.force]
    if any(predicate.duty for predicate in frame.predicates):
        return "request"
    telling = [figure for figure in figures if not figure.weak] if figures else ()
    if not telling:
        return None
    return "amount" if any(figure.kind in _AMOUNTS for figure in telling) else "deadline"


def _binding(frame: Frame) -> bool:
    if frame.force not in _ENTERED or (frame.courtesy and not frame.mentions):
        return False
    if frame.force is Force.PAST:
        return frame.actor is not Actor.CUSTOMER and bool(frame.mentions)
    return frame.force is not Force.QUESTION or bool(frame.mentions)


def _act(frame: Frame, kind: str) -> str:
    """The act that the clause is about: its own verb, else the noun nearest to its end."""
    verbs = [m for m in frame.mentions if not m.form.noun and not m.form.gerund]
    if verbs and frame.force is not Force.REFUSAL:
        return verbs[0].form.act
    return frame.mentions[-1].form.act if frame.mentions else kind


def _carrier(wanted: _Spoken, candidates: Sequence[_Spoken]) -> Frame | None:
    if len(candidates) == 1:
        return candidates[0].frame
    whole = next((spoken for spoken in candidates if _says_all(spoken, wanted)), None)
    if whole:
        return whole.frame
    best = max(
        candidates,
        key=lambda spoken: (
            len(spoken.measures & wanted.measures),
            spoken.frame.force is wanted.frame.force,
            len(spoken.frame.acts & wanted.frame.acts),
            len(wanted.words & spoken.words),
        ),
        default=None,
    )
    return best.frame if best else None


def _says_all(spoken: _Spoken, wanted: _Spoken) -> bool:
    """True for a clause that no other one can carry better: as most are, where they are kept."""
    return (
        wanted.words <= spoken.words
        and spoken.frame.force is wanted.frame.force
        and wanted.measures <= spoken.measures
        and wanted.frame.acts <= spoken.frame.acts
    )


def _change(frame: Frame, carrier: Frame | None) -> Change:
    if carrier is None:
        return Change.LOST
    if frame.force in _BOUND and carrier.force in _BOUND:
        if carrier.strength > frame.strength:
            return Change.STRONGER
        if carrier.strength < frame.strength:
            return Change.WEAKER
    return Change.SAME


def _conditions(sentence: Sequence[Frame], side: Side) -> list[tuple[Frame, str]]:
    """The first two conditions of a sentence: enough for one that is not the clause itself."""
    conditions = (frame for frame in sentence if frame.force is Force.CONDITION)
    return [(frame, side.quote(frame).quote) for frame in islice(conditions, 2)]


def _span(side: Side, frame: Frame | None) -> Span | None:
    return side.quote(frame) if frame else None


def _row(
    spoken: _Spoken,
    kind: str,
    conditions: Sequence[tuple[Frame, str]],
    side: Side,
    reply: Span | None,
    change: Change,
) -> Commitment:
    """The row of a clause; `conditions` are the first ones of its sentence, as written."""
    text, frame = side.document.text, spoken.frame
    condition = next((quote for other, quote in conditions if other is not frame), None)
    return Commitment(
        act=_act(frame, kind),
        actor=frame.actor.value,
        strength=frame.strength.name.lower(),
        polarity="negative" if frame.force is Force.REFUSAL else "positive",
        condition=condition,
        figures=tuple(figure.quote for figure in spoken.figures),
        draft=None if change is Change.NEW else Span.of(text, frame.clause.start, frame.clause.end),
        reply=reply,
        change=change,
    )
