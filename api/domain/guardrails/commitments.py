"""A rewrite may soften what the agent said; it may never promise more, nor sooner.

Read from commitment frames (api.domain.frames). A frame of the rewrite needs a supporting frame
of the draft: an act of the same or a related class, not refused there, by the same actor. Unknown
verbs never accuse: what the lexicon does not hold is not judged here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from api.domain.acts import Mention
from api.domain.comparison import Comparison
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import unpromised
from api.domain.predicates import Actor

_BINDING = frozenset({Force.PROMISE, Force.OFFER, Force.ONGOING})
_DUTY = frozenset({"need", "have", "must", "see"})
"""After "we will", words of what we need or see, not of what we promise."""
_ARRANGING = {("get",), ("have",), ("keep",)}
"""Before "you booked in", words by which the act is ours all the same."""
_PRICED = frozenset({"cheaper", "costless"})
_FELT = frozenset({"how", "why", "what"})
_SEEING = frozenset(
    {"see", "understand", "imagine", "know", "appreciate", "get", "realise", "realize"}
)
"""Verbs behind which "how" and "why" tell of the customer's side."""
_THEIRS = frozenset({Force.INSTRUCTION, Force.PERMISSION})


def new_commitments(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that promises or offers what the draft does not."""
    related = comparison.lexicon.related
    backing: _Backing | None = None
    finding = unpromised(comparison)
    for _, frames in comparison.anew:
        unheard = _unheard(frames, comparison) if frames else frozenset()
        for n, frame in enumerate(frames):
            committed = tuple(_committed(frame, comparison))
            if committed and backing is None:
                backing = _Backing.of(comparison.draft.frames)
            unbacked = backing is not None and any(
                not backing.backs(related[mention.form.act], frame)
                and not _verb(frame, mention) & backing.standing
                for mention in committed
            )
            if n in unheard or (unbacked and not _vouched(frame, comparison)):
                yield finding(frame)


def _unheard(frames: Sequence[Frame], comparison: Comparison) -> frozenset[int]:
    """Positions of the promises in one sentence that none of the draft can stand behind.

    For verbs that the lexicon does not hold. A promise that shares a word with a clause behind it
    is that clause in other words; of the others, each clause of the draft that commits to
    something and is not spoken for may stand behind one: promises do not multiply.
    """
    promises = [n for n, frame in enumerate(frames) if _promises(frame)]
    if not promises:
        return frozenset()
    sources = [s for s in comparison.sources(frames[0]) if s.actor is not Actor.CUSTOMER]
    alone = [n for n in promises if not any(frames[n].about & s.about for s in sources)]
    free = [
        source
        for source in sources
        if (source.force in _BINDING | {Force.PAST} or any(p.standing for p in source.predicates))
        and not any(source.about & frames[n].about for n in promises)
    ]
    return frozenset(n for n in alone[len(free) :] if not frames[n].acts)


def _promises(frame: Frame) -> bool:
    """True for a promise of ours that says something, and is neither courtesy nor our need."""
    if frame.force is not Force.PROMISE or frame.actor is not Actor.US or frame.negated:
        return False
    talk = frame.courtesy or "speaking" in frame.cues or not _DUTY.isdisjoint(frame.clause.texts)
    return not talk and bool(frame.about)


def _committed(frame: Frame, comparison: Comparison) -> Iterator[Mention]:
    """The acts that a clause binds us to: material ones, by us or by nobody named."""
    ours = frame.actor is Actor.US or frame.force is Force.PROMISE
    if frame.force not in _BINDING or frame.negated or frame.clause.texts[0] == "so":
        return
    if "speaking" in frame.cues:
        return
    for mention in frame.mentions:
        act = comparison.lexicon.acts[mention.form.act]
        if act.name == "help" and not mention.form.noun:
            return  # "we'd love to help you keep your coverage" binds to help, not to the rest
        if ours and act.material and _ours(frame, mention, comparison):
            yield mention


def _ours(frame: Frame, mention: Mention, comparison: Comparison) -> bool:
    """True if the act is what the clause's own verb does, not the customer's or only talk."""
    words = frame.clause.texts
    if mention.form.gerund and (frame.force is not Force.ONGOING or _of_customer(frame, mention)):
        return False
    if mention.form.noun:
        if mention.form.act == "waive" and not frame.cues.isdisjoint(_PRICED):
            return False  # what becomes free is judged in `charges`
        return not comparison.lexicon.giving.isdisjoint(words[: mention.start])
    if _told_of(frame, mention):
        return False
    before = words[max(0, mention.start - 2) : mention.start]
    theirs = "you" in before and before[:1] not in _ARRANGING
    return frame.actor is not Actor.US or not theirs


def _verb(frame: Frame, mention: Mention) -> frozenset[str]:
    """The concepts of the verb of ours that names an act; none where it is no such verb."""
    ours = (p.about for p in frame.predicates if p.verb == mention.start and p.actor is Actor.US)
    return frozenset[str]().union(*ours)


def _told_of(frame: Frame, mention: Mention) -> bool:
    """True for what is only spoken of: "decide *whether* to mend it", "see *why* a call helps"."""
    before = frame.clause.texts[: mention.start]
    if "whether" in before:
        return True
    return not _FELT.isdisjoint(before) and not _SEEING.isdisjoint(before)


def _of_customer(frame: Frame, mention: Mention) -> bool:
    """True for "sorry you have been paying for it", "you had trouble booking"."""
    before = [p for p in frame.predicates if p.start <= mention.start]
    return bool(before) and before[-1].actor is Actor.CUSTOMER


class _Backing(NamedTuple):
    """The acts that the draft stands behind, sorted by what they can back."""

    firm: frozenset[str]
    passing: frozenset[str]
    """Nouns in passing ("check this page for updates"), which back no promise."""
    theirs: frozenset[str]
    """What the customer is to do, which backs no promise of ours."""
    standing: frozenset[str]
    """What the verbs of our procedure say ("we then *pay* it"): a promise of ours already."""

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> "_Backing":
        """Read off the draft's clauses; what is denied backs nothing."""
        firm, passing, theirs, standing = set[str](), set[str](), set[str](), set[str]()
        for frame in frames:
            standing.update(*(p.about for p in frame.predicates if p.standing))
            denied = frame.negated and frame.force is Force.STATEMENT
            if frame.force is Force.REFUSAL or denied:
                continue
            for mention in frame.mentions:
                if frame.force in _THEIRS:
                    theirs.add(mention.form.act)
                elif frame.force is Force.STATEMENT and mention.form.noun:
                    passing.add(mention.form.act)
                else:
                    firm.add(mention.form.act)
        return cls(frozenset(firm), frozenset(passing), frozenset(theirs), frozenset(standing))

    def backs(self, related: frozenset[str], frame: Frame) -> bool:
        """True if one of the related acts may stand behind what the frame promises."""
        if related & self.firm:
            return True
        if related & self.passing and frame.force is not Force.PROMISE:
            return True
        return bool(related & self.theirs) and frame.actor is not Actor.US


def _vouched(frame: Frame, comparison: Comparison) -> bool:
    """True if the draft commits to something the lexicon does not hold: the link vouches for it."""
    return any(source.force in _BINDING and not source.acts for source in comparison.sources(frame))
