"""Who does it stays who does it: the customer, the business, or somebody else."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest
from api.domain.predicates import Actor, Predicate

_ALIKE = 0.5
"""Share of the smaller clause that must be common for two clauses to be about the same thing."""
_MANY = 12
"""Predicates of one verb that are looked at: the first ones."""
_OTHER_SIDE = {Actor.US: Actor.CUSTOMER, Actor.CUSTOMER: Actor.US}


def swapped_actors(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause whose verb has another subject than everywhere in the draft."""
    said = _Said(comparison.draft.frames)
    kept: _Said | None = None
    for frame in comparison.reply.frames:
        if frame.force is Force.QUESTION:
            continue
        for predicate in frame.predicates:
            if predicate.stem in comparison.lexicon.mutual or said.alike(predicate):
                continue
            same = said.by_stem.get(predicate.stem, ())
            if not same or not all(_swapped(predicate, frame, p, source) for source, p in same):
                continue
            pair = nearest(frame, (source for source, _ in same))
            if pair is None or (pair.shared < _ALIKE and not _word_for_word(frame, pair.frame)):
                continue
            kept = kept or _Said(comparison.reply.frames)
            if not any(kept.has(p) for _, p in same):
                yield changed("swapped_actor", Value.INTEGRITY, comparison, pair.frame, frame)
                break


class _Said:
    """The predicates of a text by their verbs, and whose verbs they are."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.by_stem: dict[str, list[tuple[Frame, Predicate]]] = {}
        self._about: dict[Actor, set[str]] = {}
        self._subjects: set[tuple[str, Actor]] = set()
        for frame in frames:
            for predicate in frame.predicates:
                alike = self.by_stem.setdefault(predicate.stem, [])
                if len(alike) < _MANY:
                    alike.append((frame, predicate))
                self._about.setdefault(predicate.actor, set()).update(predicate.about)
                if not predicate.passive:
                    self._subjects.add((predicate.stem, predicate.actor))

    def alike(self, predicate: Predicate) -> bool:
        """True if the same subject does something of the same meaning."""
        return not predicate.about.isdisjoint(self._about.get(predicate.actor, ()))

    def has(self, predicate: Predicate) -> bool:
        """True if the verb stands here with the same subject."""
        return (predicate.stem, predicate.actor) in self._subjects


def _word_for_word(frame: Frame, source: Frame) -> bool:
    """True if nothing but their first words, the subjects, tells two clauses apart."""
    return frame.clause.texts[1:] == source.clause.texts[1:]


def _swapped(predicate: Predicate, reply: Frame, source: Predicate, frame: Frame) -> bool:
    if source.passive or source.negated or frame.force is Force.QUESTION:
        return False
    if predicate.passive:
        return source.duty and predicate.promised
    if source.order and not (predicate.promised or predicate.past):
        return False  # "I can" may head a list of orders
    if predicate.actor is Actor.OTHER and "third_party" in reply.cues:
        return source.actor is Actor.US and source.promised and "third_party" not in frame.cues
    if source.actor is Actor.OTHER:
        third = "third_party" in frame.cues
        return third and predicate.actor in _OTHER_SIDE and not predicate.order
    return source.actor is _OTHER_SIDE.get(predicate.actor)
