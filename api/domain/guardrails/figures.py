"""Amounts, dates, durations and counts: each of the draft's is kept, none is new."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from api.domain.comparison import Comparison
from api.domain.figure import Figure, FigureKey, FigureKind
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.held_figures import distinct
from api.domain.side import Side

_LIMITS = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.NUMBER})
"""Kinds whose limits compare; "at least 2 days before" is "2 days before at the latest"."""
_TIMES = frozenset({FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.DURATION})
_OPPOSITE = frozenset({("most", "least"), ("least", "most")})
_UPPER = frozenset({"most", "until"})
_NEAR = 22
"""Characters behind a figure in which it may be said to count back."""
_BACK = (
    "before",
    "ahead",
    "advance",
    "prior",
    "notice",
    "earlier",
    "or more",
    "onward",
    "to ",
    "and ",
)
_BEFORE = 48
"""Characters before a figure in which its limit may be denied."""
_MANY = 6
"""Figures of the draft that are the same, of which the first ones are looked at."""
_RATE = re.compile(r" (?:an?|per|each|every) (hour|day|night|week|month|year)\b", re.IGNORECASE)
"""What makes a sum one that is paid for each of these."""
_SHORT_RATE = re.compile(
    r" ?(?:/|p\.? ?[a-z]{1,2}\b|an?\b|per\b|each\b|[a-z]{3,8}ly\b)", re.IGNORECASE
)
_UNITS = {
    "hour": re.compile("hour|hr"),
    "day": re.compile("day|daily|diem"),
    "night": re.compile("night"),
    "week": re.compile("week|wk"),
    "month": re.compile("month|mth|mo\\b"),
    "year": re.compile("year|yr|annual|annum"),
}
"""The words by which a draft may speak of such a rate itself."""
_NO = re.compile(r"\b(?:no|not|never|nobody|none|cannot)\b|n['’]t\b")
_NO_MORE = re.compile(
    r"(?:\b(?:no|not|never|cannot)|n['’]t)"
    r" (?:[a-z]{1,12} than|over|above|below|under|beyond|exceed|exceeding) $"
)
"""A limit with a "no" of its own, which denies nothing else: "no wider than"."""
_LOOSENED = frozenset({("most", "about"), ("least", "about")})
"""Limits that have become estimates: "more than 90 days", "about 90 days"."""
_LOWERED = frozenset({("", "most")})
"""Sums that have become limits: "75 %", "up to 75 %"."""
_SUMS = frozenset({FigureKind.MONEY, FigureKind.PERCENT})
_TURNS: Mapping[FigureKind, frozenset[tuple[str, str]]] = {
    kind: frozenset[tuple[str, str]]().union(
        _LOOSENED if kind in _LIMITS | {FigureKind.DURATION} else (),
        _OPPOSITE if kind in _LIMITS else (),
        _LOWERED if kind in _SUMS else (),
    )
    for kind in FigureKind
}
"""The changes of a limit that are too much for a figure of each kind."""


def changed_figures(comparison: Comparison) -> Iterator[Finding]:
    """Yield `changed_figure`, `dropped_fact` and `invented_fact` for figures.

    A figure of the rewrite may come from the draft, from a fact (which makes the draft more
    exact) or from the customer's own message (see `borrowed`). A lost and a new one of one kind
    are one change. Weak figures ("a day", a bare "two") support and never accuse.
    """
    reply = comparison.reply
    sources = [
        side.held for side in (comparison.draft, comparison.facts, comparison.customer) if side
    ]
    new = _New(
        comparison,
        [f for f in reply.figures if not f.weak and not any(f in held for held in sources)],
    )
    for figure in distinct(comparison.draft.figures):
        if figure not in reply.held:
            yield _lost(comparison, figure, new.instead_of(figure))
    for figure in new.left():
        if figure.kind is FigureKind.NUMBER and not any(char.isdigit() for char in figure.quote):
            continue  # "the three options below" counts what is there
        if _in_passing(comparison, figure):
            continue
        yield invented(comparison, figure)
    yield from _turned_bounds(comparison)
    yield from _new_rates(comparison)


def invented(comparison: Comparison, figure: Figure) -> Finding:
    """How a figure of the rewrite is quoted that nothing gave it."""
    timed = figure.kind in _TIMES
    return Finding(
        "invented_fact",
        Severity.BLOCK,
        f"The rewrite says '{figure.quote}'; your draft does not.",
        Value.HONESTY,
        reply=Span.of(comparison.reply.document.text, figure.start, figure.end),
        also=("changed_figure", "new_deadline") if timed else ("changed_figure",),
    )


def _in_passing(comparison: Comparison, figure: Figure) -> bool:
    """True for "three weeks is a long wait": a figure in words in a sentence of empathy."""
    at = comparison.reply.sentence_at(figure.start)
    if at is None or any(char.isdigit() for char in figure.quote):
        return False
    sentence = comparison.reply.by_sentence[at]
    return any(frame.courtesy or "feeling" in frame.cues for frame in sentence)


class _New:
    """Figures that only the rewrite has, taken one by one for what they stand in place of."""

    def __init__(self, comparison: Comparison, figures: Sequence[Figure]) -> None:
        self._comparison = comparison
        self._figures = figures
        self._taken: set[int] = set()
        self._alike: dict[FigureKind, deque[int]] = defaultdict(deque)
        self._linked: dict[tuple[FigureKind, int], deque[int]] = defaultdict(deque)
        for n, figure in enumerate(figures):
            self._alike[_family(figure)].append(n)
            at = comparison.reply.sentence_at(figure.start)
            for source in comparison.links[at] if at is not None else ():
                self._linked[_family(figure), source].append(n)

    def instead_of(self, figure: Figure) -> Figure | None:
        """Take the one that most likely replaced a lost figure: of its kind, by link first."""
        source = self._comparison.draft.sentence_at(figure.start)
        family = _family(figure)
        linked = self._linked.get((family, source)) if source is not None else None
        for waiting in (linked, self._alike.get(family)):
            while waiting:
                n = waiting.popleft()
                if n not in self._taken:
                    self._taken.add(n)
                    return self._figures[n]
        return None

    def left(self) -> Iterator[Figure]:
        """Yield those that stand in place of nothing."""
        return (figure for n, figure in enumerate(self._figures) if n not in self._taken)


def _family(figure: Figure) -> FigureKind:
    return FigureKind.DATE if figure.kind in _TIMES else figure.kind


def _lost(comparison: Comparison, figure: Figure, instead: Figure | None) -> Finding:
    draft, reply = comparison.draft.document.text, comparison.reply.document.text
    if instead:
        return Finding(
            "changed_figure",
            Severity.BLOCK,
            f"Your draft says '{figure.quote}'; the rewrite says '{instead.quote}'.",
            Value.INTEGRITY,
            draft=Span.of(draft, figure.start, figure.end),
            reply=Span.of(reply, instead.start, instead.end),
        )
    return Finding(
        "dropped_fact",
        Severity.BLOCK,
        f"Your draft says '{figure.quote}'; the rewrite leaves it out.",
        Value.HONESTY,
        draft=Span.of(draft, figure.start, figure.end),
        also=("changed_figure",),
    )


def _turned_bounds(comparison: Comparison) -> Iterator[Finding]:
    """A limit turned round, loosened to an estimate, or made of what was none."""
    limits: dict[FigureKey, list[Figure]] = defaultdict(list)
    hours: dict[float, list[Figure]] = defaultdict(list)
    for figure in comparison.draft.figures:
        limits[figure.key].append(figure)
        if figure.kind is FigureKind.NUMBER and len(figure.values) == 1:
            hours[figure.values[0] % 12].append(figure)
    for figure in comparison.reply.figures:
        same = limits.get(figure.key, [])[:_MANY]
        if same and figure.kind is FigureKind.TIME:  # "after 6" is said of a time as well
            same = [*same, *hours[figure.values[0] / 60 % 12][:_MANY]]
        turns = _TURNS[figure.kind]
        if same and all(
            ((source.bound, figure.bound) in turns or _flipped(source, figure, comparison))
            and _denied(source, comparison.draft) == _denied(figure, comparison.reply)
            for source in same
        ):
            source = same[0]
            draft = comparison.draft.clause_at(source.start, source.end)
            reply = comparison.reply.clause_at(figure.start, figure.end)
            yield Finding(
                "changed_figure",
                Severity.BLOCK,
                f"'{figure.quote}' is another limit in your draft ('{draft.quote}') than in the"
                f" rewrite ('{reply.quote}').",
                Value.INTEGRITY,
                draft=draft,
                reply=reply,
            )


def _new_rates(comparison: Comparison) -> Iterator[Finding]:
    """A sum that has come to be paid again and again: "$35", "$35 a night"."""
    draft, reply = comparison.draft, comparison.reply
    said = draft.document.text.lower()
    for figure in reply.figures:
        if figure.kind is not FigureKind.MONEY:
            continue
        rate = _RATE.match(reply.document.text, figure.end, figure.end + _NEAR)
        same = (
            [source for source in draft.figures if source.key == figure.key][:_MANY] if rate else []
        )
        if rate is None or not same or _UNITS[rate[1].lower()].search(said):
            continue
        if any(_SHORT_RATE.match(draft.document.text, source.end) for source in same):
            continue
        yield Finding(
            "changed_figure",
            Severity.BLOCK,
            f"Your draft says '{same[0].quote}'; the rewrite says '{figure.quote}{rate[0]}'.",
            Value.INTEGRITY,
            draft=Span.of(draft.document.text, same[0].start, same[0].end),
            reply=Span.of(reply.document.text, figure.start, rate.end()),
        )


def _flipped(source: Figure, figure: Figure, comparison: Comparison) -> bool:
    """True if "within 28 days" became "after 28 days"; not where both count back from something."""
    bounds = {source.bound, figure.bound}
    if "least" not in bounds or not bounds & _UPPER:
        return False
    behind = (
        comparison.draft.document.text[source.end : source.end + _NEAR],
        comparison.reply.document.text[figure.end : figure.end + _NEAR],
    )
    return not any(word in text.lower() for text in behind for word in _BACK)


def _denied(figure: Figure, side: Side) -> bool:
    """True for "no band below 6.0", which says the same as "at least 6.0"."""
    before = side.document.text[max(0, figure.start - _BEFORE) : figure.start]
    said = _NO_MORE.sub("", re.split(r"[.;!?\n]", before)[-1].lower())
    return bool(_NO.search(said))
