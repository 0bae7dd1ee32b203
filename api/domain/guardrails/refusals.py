"""A no stays a no, said plainly."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed, gone
from api.domain.pairing import Pair, Said, coverage, nearest
from api.domain.predicates import Actor, Predicate
from api.domain.side import Side

_SAID = 0.34
"""Share of the smaller clause that a clause which denies must have in common with a refusal."""
_HEDGES = frozenset({"might", "could", "possibly", "perhaps", "maybe"})
_NEEDS = frozenset({"condition", "restrictive"})
"""Cues that keep a "not without" alive: "we need it first"."""
_VAGUE = frozenset({"blurring", "loosening"})
_SUBORDINATE = frozenset({"before", "after", "once", "when", "until", "if", "as"})
"""Words before a subject under which nothing is said to be so: "after we resubmit"."""
_NOT_BEFORE = frozenset({"until", "till", "unless"})
_MEETING = frozenset({"once", "if", "when", "after", "provided", "only"})
"""Words that set the condition of a yes."""
_MET = 0.6
"""Share of a condition's words that a clause must say to set it."""
_MOST = 0.65
"""Share of a refusal's words that a clause must say to be the same without its "not"."""
_ELLIPSIS = 4
"""Words of a clause that only denies what another one says: "other bicycles aren't"."""
_MOST_CLAUSES = 60
_MANY = 12
"""Clauses of one verb that are looked at: the first ones."""
_TELLING = 1.6
"""Weight of words below which a refusal says too little to be looked for."""
_NO_DUTY = frozenset({"have", "need", "required"})
"""Words of a chain that says what one need not do, which is no refusal."""
_IDLE = frozenset({Force.QUESTION, Force.CONDITION})
_STATES = frozenset({"have", "know", "see", "think"})
_DENIALS = frozenset({"not", "no", "unable"})

_Whose = tuple[str, Actor, bool]
"""The stem of a verb, who does it, and whether it is an order."""


def lost_refusals(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per no of the draft that nothing says any more, or only blurred.

    Bad news that is no refusal ("the payment failed") may not be blurred either.
    """
    denying = [frame for frame in comparison.reply.frames if frame.denies]
    denied: Said | None = None
    vague = not comparison.draft.cues.isdisjoint(_VAGUE)
    for n, frames in comparison.altered:
        telling = [frame for frame in frames if _tells(frame)]
        if not telling or _on_condition(n, comparison):
            continue
        hedged = any(frame.cues & {"possible", "likely", "attempt"} for frame in frames)
        for frame in telling:
            refused = frame.force is Force.REFUSAL
            said = nearest(frame, denying)
            behind = comparison.reply.frames_of(comparison.carriers(n))
            if said is None or said.shared < _SAID:
                needed = "condition" in frame.cues and any(r.cues & _NEEDS for r in behind)
                if refused and not needed and not any(other.denies for other in behind):
                    yield _gone(frame, behind, comparison)
                continue
            denied = denied or _denied(comparison.reply)
            if refused and _unsaid(frame, denied, comparison.draft.place(frame)):
                yield gone("lost_refusal", Value.HONESTY, comparison, frame, Severity.REVIEW)
                continue
            weakened = _weakened(said)
            if weakened is Severity.REVIEW and "dating" in frame.cues:
                continue
            kept = hedged or vague or _lacks(frame) or "condition" in frame.cues
            if weakened and not kept:
                yield changed(
                    "lost_refusal", Value.HONESTY, comparison, frame, said.frame, weakened
                )


def turned_refusals(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per "can't" or "don't" of the draft that is said without its "not"."""
    refused = [
        (frame, verbs)
        for _, frames in comparison.altered
        for frame in frames
        if frame.force not in _IDLE and (verbs := _refused(frame))
    ]
    if not refused:
        return
    denied: set[str] = set()
    saying: dict[_Whose, list[Frame]] = defaultdict(list)
    for reply in comparison.reply.frames:
        open_ended = reply.denies or reply.negated or reply.force in _IDLE
        for p in reply.predicates:
            before = reply.clause.texts[p.start - 1] if p.start else ""
            if before in _SUBORDINATE:
                continue
            if p.negated:
                denied.add(p.stem)
            elif not open_ended and len(saying[_whose(p)]) < _MANY:
                saying[_whose(p)].append(reply)
    idle = comparison.lexicon.unspecific | _STATES | {"be"} | denied
    for frame, verbs in refused:
        said = [other for whose in verbs if whose[0] not in idle for other in saying.get(whose, ())]
        turned = next((r for r in said if coverage(frame, [r.about]) >= _MOST), None)
        if turned and not (
            _met_beside(turned, frame, comparison)
            or _denied_beside(turned, comparison)
            or _granted(turned, comparison.draft)
        ):
            yield changed("lost_refusal", Value.HONESTY, comparison, frame, turned)


def _refused(frame: Frame) -> list[_Whose]:
    """The verbs that a clause says not to be so, or not to be done, and whose they are."""
    return [
        (p.stem, p.actor, order)
        for p in frame.predicates
        if p.negated and (p.order or p.chain.isdisjoint(_NO_DUTY))
        for order in ((True, False) if p.order else (False,))
    ]


def _whose(predicate: Predicate) -> _Whose:
    return predicate.stem, predicate.actor, predicate.order


def _tells(frame: Frame) -> bool:
    """True for a no or bad news, courtesy aside."""
    told = frame.force is Force.REFUSAL or "bad_news" in frame.cues
    return told and not (frame.courtesy and not frame.mentions)


def _met_beside(turned: Frame, frame: Frame, comparison: Comparison) -> bool:
    """True if another clause beside the yes sets the condition of the draft's no."""
    source = comparison.draft.sentence_at(frame.clause.start)
    at = comparison.reply.sentence_at(turned.clause.start)
    if source is None or at is None or not _on_condition(source, comparison):
        return False
    return any(_sets(other) for other in comparison.reply.by_sentence[at] if other is not turned)


def _denied_beside(turned: Frame, comparison: Comparison) -> bool:
    """True for "folding ones are carried, others aren't", "it isn't one which we exchange".

    What the draft denies in the same words is another matter.
    """
    at = comparison.reply.sentence_at(turned.clause.start)
    beside = comparison.reply.by_sentence[at] if at is not None else ()
    own = comparison.draft.wordings
    denying = [f for f in beside if f.negated and f is not turned and f.clause.texts not in own]
    if turned.clause.texts[:1] == ("which",) and denying:
        return True
    return any(len(f.clause.words) <= _ELLIPSIS for f in denying)


def _granted(turned: Frame, draft: Side) -> bool:
    """True for a yes that the draft gives as well, of the same verb, beside its no."""
    verbs = {p.stem for p in turned.predicates}
    yes = (
        frame.about
        for frame in draft.frames
        if not (frame.negated or frame.denies or frame.force in _IDLE)
        and any(p.stem in verbs for p in frame.predicates)
    )
    return any(coverage(turned, [about]) >= _MOST for about in islice(yes, _MOST_CLAUSES))


def _sets(frame: Frame) -> bool:
    return not _MEETING.isdisjoint(frame.clause.texts)


def _on_condition(sentence: int, comparison: Comparison) -> bool:
    """True if "not until it is paid" has become "once it is paid": the same said the other way.

    The condition must be said in a clause that sets one, and no longer with the same word, which
    without its "not" would say the opposite.
    """
    frames = comparison.draft.by_sentence[sentence]
    needs = [f for f in frames if f.clause.opener in _NOT_BEFORE and f.about]
    if not needs or not any(f.force is Force.REFUSAL for f in frames):
        return False
    carried = comparison.reply.frames_of(comparison.carriers(sentence))
    if any(f.clause.opener in _NOT_BEFORE for f in carried):
        return False
    setting = [f.about for f in carried if _sets(f)]
    return bool(setting) and all(coverage(need, setting) >= _MET for need in needs)


def _denied(reply: Side) -> Said:
    """What the sentences say in which something denies or limits."""
    return Said(
        [
            about if any(_limits(frame) for frame in frames) else frozenset()
            for about, frames in zip(reply.said, reply.by_sentence, strict=True)
        ]
    )


def _limits(frame: Frame) -> bool:
    return frame.denies or frame.negated or "restrictive" in frame.cues


def _unsaid(frame: Frame, denied: Said, place: float) -> bool:
    """True if what is refused is spoken of, but nothing that denies speaks of it."""
    return frame.weight >= _TELLING and denied.carried(frame, place).alone < _SAID


def _lacks(frame: Frame) -> bool:
    """True for "we don't have a date", which a "yet" does not blur."""
    return any(p.negated and p.stem in _STATES for p in frame.predicates)


def _gone(frame: Frame, carried: Sequence[Frame], comparison: Comparison) -> Finding:
    pair = nearest(frame, carried)
    if pair is None:
        return gone("lost_refusal", Value.HONESTY, comparison, frame)
    return changed("lost_refusal", Value.HONESTY, comparison, frame, pair.frame)


def _weakened(said: Pair) -> Severity | None:
    """How bad a "not just yet", a "usually not", a "might not" or a "not at this time" is."""
    frame = said.frame
    words = frame.clause.texts
    hedged = any(first in _HEDGES and second in _DENIALS for first, second in pairwise(words))
    if hedged or not frame.cues.isdisjoint({"blurring", "loosening"}):
        return Severity.BLOCK
    return Severity.REVIEW if "dating" in frame.cues else None
