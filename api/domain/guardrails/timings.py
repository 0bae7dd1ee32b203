"""No time is set that the draft does not set: "in the coming days", "by the end of the week".

Where `deadlines` asks what is soonest, this asks whether anything sets such a time at all. It reads
the phrases that place something in time by a unit and no number; numbers are the figures' business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.figure import FigureKind
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.deadlines import HEALING
from api.domain.guardrails.evidence import added
from api.domain.side import Side

_UNITS = {
    word: unit
    for unit, words in {
        "minute": "minute minutes min mins moment moments",
        "hour": "hour hours hr hrs",
        "day": "day days",
        "part": "morning afternoon evening night",
        "week": "week weeks wk wks fortnight",
        "weekend": "weekend weekends",
        "month": "month months mth mths",
        "year": "year years yr yrs",
        "quarter": "quarter",
        "season": "spring summer autumn winter",
    }.items()
    for word in words.split()
}
"""Words that measure or name a stretch of time, to the unit that they share."""
_LEADS = frozenset(
    {"a", "an", "the", "few", "couple", "of", "next", "coming", "following", "this", "or",
     "working", "business", "calendar", "end", "start", "middle", "beginning", "later", "early",
     "late", "mid", "very"}
)  # fmt: skip
"""Words that may stand between a preposition and the unit."""
_AHEAD = frozenset({"next", "coming", "following"})
_EDGES = frozenset({"end", "start", "middle", "beginning"})
_VAGUE = frozenset({"few", "couple"})
_SPELL = frozenset({"early", "late", "mid"})
_THIS = frozenset({"week", "weekend", "month", "quarter", "season"})
_ONWARD = frozenset({"in", "within", "over", "during", "by", "before", "until", "till"})
_LIMITS = frozenset({"by", "before", "until", "till"})
_PLACES = frozenset({"on", "at", "in", "of", "for", "to", "from", "by", "if", "not"})
_WORKING = frozenset({"working", "business"})
_ANY = frozenset({"minute", "hour", "day", "week"})
_EACH = frozenset({"per", "each", "every", "a", "an"})
_TOMORROW = frozenset({"tomorrow", "tmrw", "tmr", "overnight"})
_SOON = frozenset({"soon", "sooner", "shortly", "imminently"})
_FUTURE = frozenset({"will", "shall", "should", "going"})
_HOPED = frozenset({"hope", "hoping", "expect", "expecting", "aim", "aiming", "plan", "planning"})
_LATER = {
    "tomorrow": frozenset({"next_day"}),
    "soon": frozenset({"at_once", "soonish"}),
    "day": frozenset({"same_week"}),
    "week": frozenset({"same_week"}),
}
"""Lists of the lexicon of which a phrase gives such a time as well."""
_SPAN = 6
"""Words before a unit that are looked at."""
_TIMED = frozenset({FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.DURATION, FigureKind.TIME})
_WORDS = frozenset(_UNITS) | _TOMORROW | _SOON


def new_timings(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that sets a time of which nothing beside the rewrite speaks.

    It is for a reader to look at where the clause has a time of the draft's as well.
    """
    if comparison.reply.texts.isdisjoint(_WORDS):
        return
    sides = [s for s in (comparison.draft, comparison.facts, comparison.customer) if s]
    given: frozenset[str] | None = None
    finding = added("new_deadline", "your draft gives no such time.", Value.INTEGRITY, comparison)
    for frame in comparison.new_frames:
        set_here = list(_timings(frame)) if not _WORDS.isdisjoint(frame.clause.texts) else []
        if not set_here or _wished(frame):
            continue
        if given is None:
            given = frozenset().union(*map(_given, sides))
        if any(
            unit not in given and not _held(comparison, frame, at, sides) for unit, at in set_here
        ):
            figures = comparison.reply.figures_in(frame)
            timed = any(figure.kind in _TIMED and not figure.weak for figure in figures)
            yield replace(finding(frame), severity=Severity.REVIEW) if timed else finding(frame)


def _wished(frame: Frame) -> bool:
    """True for "I hope you are better soon"; not for "we hope to know soon"."""
    bound = any((p.promised or p.duty) and p.word not in HEALING for p in frame.predicates)
    return "feeling" in frame.cues and not bound and not _hoped(frame.clause.texts)


def _timings(frame: Frame) -> Iterator[tuple[str, int]]:
    """The units by which a clause places something ahead in time, and where."""
    words = frame.clause.texts
    for at, word in enumerate(words):
        if word in _UNITS:
            if _placed(words, at, _UNITS[word]):
                yield _UNITS[word], at
        elif word in _TOMORROW:
            yield "tomorrow", at
        elif word in _SOON and _comes(frame, at):
            yield "soon", at


def _placed(words: Sequence[str], at: int, unit: str) -> bool:
    """True if the words before a unit place something ahead in it."""
    first = at
    while first and at - first < _SPAN and words[first - 1] in _LEADS:
        first -= 1
    leads = frozenset(words[first:at])
    before = ("", "", *words[:first])[-2:]
    if (*words, "")[at + 1][:1].isdigit():  # "in spring 2027"
        return False
    if before[1] == "any":
        return unit in _ANY and before[0] not in _PLACES
    if leads & _AHEAD:
        return True
    if leads & _EDGES and "of" in leads:
        return unit != "day"
    if "this" in leads:
        return unit in _THIS and "of" not in leads
    return _bounded(words[at], unit, leads, before[1])


def _bounded(word: str, unit: str, leads: frozenset[str], before: str) -> bool:
    """True behind "within", "in a few", "by the" and the like, as far as they fit the unit."""
    if unit == "season":
        return bool(leads & _SPELL) or before in _ONWARD
    if unit == "weekend":
        return before in _LIMITS
    if unit == "part" or (unit == "hour" and leads & _WORKING):
        return False
    loose = (word.endswith("s") and leads <= {"the"}) or bool(leads & _VAGUE) or leads == {"a"}
    return before == "within" or (before in {"in", "over"} and loose)


def _comes(frame: Frame, at: int) -> bool:
    """True for "will be with you soon", "we hope to know soon": not for "as soon as"."""
    words = frame.clause.texts
    if words[at - 1 : at] in {("as",), ("the",), ("how",)} or frame.negated:
        return False
    if frame.force in {Force.CONDITION, Force.QUESTION}:
        return False
    return _hoped(words) or not _FUTURE.isdisjoint(words)


def _hoped(words: Sequence[str]) -> bool:
    return any(one in _HOPED and two == "to" for one, two in pairwise(words))


def _given(side: Side) -> frozenset[str]:
    """The units by which a text speaks of time without a number."""
    found = {unit for unit, cues in _LATER.items() if not cues.isdisjoint(side.cues)}
    if side.texts.isdisjoint(_WORDS):
        return frozenset(found)
    for frame in side.frames:
        words = frame.clause.texts
        if _WORDS.isdisjoint(words):
            continue
        counted = [figure for figure in side.figures_in(frame) if not figure.weak]
        for at, word in enumerate(frame.clause.words):
            unit = _UNITS.get(word.text)
            if unit is None or (at and words[at - 1] in _EACH):
                continue
            if not any(figure.start <= word.start < figure.end for figure in counted):
                found.add(unit)
    return frozenset(found)


def _held(comparison: Comparison, frame: Frame, at: int, sides: Sequence[Side]) -> bool:
    """True if the unit is part of a figure that stands beside the rewrite: "a week", "7 days"."""
    start = frame.clause.words[at].start
    return any(
        figure.start <= start < figure.end and any(side.holds(figure) for side in sides)
        for figure in comparison.reply.figures_in(frame)
    )
