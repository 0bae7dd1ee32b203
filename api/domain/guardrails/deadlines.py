"""Nothing happens sooner in the rewrite than the draft says, where words and not figures say it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added

_SOONEST_FIRST = ("at_once", "same_day", "next_day", "same_week", "soonish")
_RANK = {name: rank for rank, name in enumerate(_SOONEST_FIRST)}
_VAGUE = _RANK["soonish"]
_AWAITING = frozenset({"when", "once", "after", "until"})
"""Words of a draft in which something is awaited."""
_POSSIBLE = frozenset({"possible", "we", "i", "practical", "feasible"})
_FREQUENCIES = ("each_day", "each_week", "each_month", "each_year")

HEALING = frozenset({"feel", "recover", "heal"})
"""Verbs of good wishes: "we hope that she will feel better soon"."""


def new_deadlines(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that is to happen sooner than anything in the draft.

    A vague "soon" only counts in what is promised; deadlines in figures are the figures' business.
    """
    if comparison.reply.cues.isdisjoint(_RANK):
        return
    given = [_RANK[cue] for cue in comparison.draft.cues & _RANK.keys()]
    soonest = min(given, default=_VAGUE + 1)
    finding = added("new_deadline", "your draft gives no such time.", Value.INTEGRITY, comparison)
    awaited = not comparison.draft.texts.isdisjoint(_AWAITING)
    for frame in comparison.new_frames:
        ranks = [_RANK[cue] for cue in frame.cues & _RANK.keys()]
        if not ranks or (awaited and _conditional(frame)):
            continue
        if max(ranks) < soonest and _binds(frame, max(ranks)):
            due = any(p.promised or p.duty for p in frame.predicates)
            found = finding(frame)
            yield found if due else replace(found, severity=Severity.REVIEW)


def changed_frequencies(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per "every month" of the draft that became an "every week"."""
    given, said = comparison.draft.cues, comparison.reply.cues
    lost = [name for name in _FREQUENCIES if name in given and name not in said]
    if not lost:
        return
    finding = added(
        "changed_figure", "your draft gives another frequency.", Value.INTEGRITY, comparison
    )
    for frame in comparison.new_frames:
        if any(name in frame.cues and name not in given for name in _FREQUENCIES):
            yield finding(frame)


def _conditional(frame: Frame) -> bool:
    """True for "as soon as it is here", which is "when"; not for "as soon as possible"."""
    words = frame.clause.texts
    return (
        any(
            words[at : at + 3] == ("as", "soon", "as") and words[at + 3] not in _POSSIBLE
            for at in range(len(words) - 3)
        )
        and len(frame.cues & _RANK.keys()) == 1
    )


def _binds(frame: Frame, rank: int) -> bool:
    promised = any(p.promised and p.word not in HEALING for p in frame.predicates)
    if frame.force is Force.QUESTION or frame.negated or "closers" in frame.cues:
        return False
    if ("feeling" in frame.cues or any(p.past for p in frame.predicates)) and not promised:
        return False
    if rank == _VAGUE:
        return promised and not frame.courtesy
    if frame.courtesy and not promised:
        return False
    words = frame.clause.texts
    idiom = {("at", "the"), ("for", "the")} & set(pairwise(words))
    return not (idiom and "moment" in words)
