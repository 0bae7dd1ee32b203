"""Done is only what the draft says is done."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.predicates import Actor, Predicate

_IDLE = frozenset({Force.QUESTION, Force.CONDITION})
_UNDER_WAY = frozenset({Force.ONGOING, Force.PAST})
_TOLD = frozenset({"was", "were", "would"})
"""Auxiliaries of a state ("we were sorry") or a wish, which claim no act of ours."""
_WAITING = frozenset({"once", "when", "until", "before", "if"})
_HEARING = frozenset({"hear", "learn", "read"})
_INSPECTIONS = ("looked", "reviewed", "checked", "considered", "investigated")


def false_actions(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that claims an act as done which the draft does not."""
    done = _Done(comparison)
    finding = added(
        "false_action", "your draft does not say that this was done.", Value.HONESTY, comparison
    )
    for frame in comparison.new_frames:
        if frame.force in _IDLE:
            continue
        claimed = [p for p in frame.predicates if done.claims(p, frame)]
        if claimed or done.looked_into(frame) or done.passive(frame) or done.exclaimed(frame):
            found = finding(frame)
            spoken = claimed and all(done.speaks(p) for p in claimed)
            yield replace(found, severity=Severity.REVIEW) if spoken else found


def _awaited(predicate: Predicate, frame: Frame) -> bool:
    """True for "as soon as we have checked it": nothing is done yet."""
    before = frame.clause.texts[: predicate.start]
    return (not _WAITING.isdisjoint(before[-2:]) and "as" not in before[-1:]) or (
        before[-3:] == ("as", "soon", "as")
    )


def _reported(predicate: Predicate, frame: Frame) -> bool:
    """True for "sorry to hear that you were told no": what the customer has told us."""
    before = frame.clause.texts[: predicate.start]
    heard = any(pair[0] == "to" and pair[1] in _HEARING for pair in pairwise(before))
    return heard and "feeling" in frame.cues and predicate.actor is not Actor.US


class _Done:
    """What the draft says is done or under way; read off its clauses where it is asked for."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._frames = comparison.draft.frames

    @cached_property
    def about(self) -> frozenset[str]:
        """The concepts of what is done or under way."""
        under_way = [f.about for f in self._frames if f.force in _UNDER_WAY]
        return self.comparison.draft.done.union(*under_way)

    @cached_property
    def acts(self) -> frozenset[str]:
        """The acts that are done or under way."""
        return frozenset(
            mention.form.act
            for frame in self._frames
            for mention in frame.mentions
            if mention.form.past or frame.force is Force.ONGOING
        )

    @cached_property
    def coming(self) -> frozenset[str]:
        """Verbs, without inflection, of what is still to be done, and nowhere said to be done."""
        predicates = [p for frame in self._frames for p in frame.predicates]
        past = {p.stem for p in predicates if p.past}
        return frozenset({p.stem for p in predicates if p.promised} - past)

    @cached_property
    def inspected(self) -> bool:
        """True if somebody looked into it."""
        if "inspected" in self.comparison.draft.cues:
            return True
        looked = frozenset().union(*map(self.comparison.lexicon.concepts, _INSPECTIONS))
        return not looked.isdisjoint(self.comparison.draft.done)

    def claims(self, predicate: Predicate, frame: Frame) -> bool:
        """True if we (or somebody who is still to do it) are said to have done it."""
        if not predicate.past or predicate.negated or _awaited(predicate, frame):
            return False
        if _reported(predicate, frame):
            return False
        if predicate.stem in self.coming:
            return True
        if predicate.actor is not Actor.US or predicate.word in self.comparison.lexicon.noticing:
            return False
        if predicate.chain & _TOLD or predicate.passive:
            return False
        return not (predicate.about & self.about or self._related(predicate, frame))

    def speaks(self, predicate: Predicate) -> bool:
        """True if the draft has the verb, though not as done and not as still to be done."""
        return predicate.stem not in self.coming and predicate.stem in self.comparison.draft.about

    def looked_into(self, frame: Frame) -> bool:
        """True for an "after looking into it" that the draft knows nothing of."""
        return "inspected" in frame.cues and not self.inspected

    def passive(self, frame: Frame) -> bool:
        """True if an act is said to be done by nobody named: "your order has been shipped"."""
        if frame.force is not Force.PAST or frame.negated or frame.courtesy:
            return False
        if frame.actor in {Actor.CUSTOMER, Actor.US}:
            return False
        lexicon = self.comparison.lexicon
        return any(
            predicate.past
            and predicate.passive
            and predicate.verb == mention.start
            and mention.form.act not in lexicon.courtesy_acts
            and not lexicon.related[mention.form.act] & self.acts
            and predicate.word not in lexicon.noticing
            and not predicate.about & self.about
            for predicate in frame.predicates
            for mention in frame.mentions
        )

    def exclaimed(self, frame: Frame) -> bool:
        """True for a material act that is a whole clause by itself: "Approved!"."""
        lexicon = self.comparison.lexicon
        return len(frame.clause.words) == 1 and any(
            mention.form.past
            and lexicon.acts[mention.form.act].material
            and not lexicon.related[mention.form.act] & self.acts
            for mention in frame.mentions
        )

    def _related(self, predicate: Predicate, frame: Frame) -> bool:
        related = self.comparison.lexicon.related
        return any(
            bool(related[mention.form.act] & self.acts)
            for mention in frame.mentions
            if mention.start <= predicate.verb <= mention.end
        )
