"""Amounts, dates, durations and counts: each of the draft's is kept, none is new."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.figure import Figure, FigureKind
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.held_figures import distinct
from api.domain.side import Side

_TIMES = frozenset({FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.DURATION})
_NEAR = 22
"""Characters behind a figure in which it may be said to count back."""
_MANY = 6
"""Figures of the draft that are the same, of which the first ones are looked at."""
_LISTED = 1000
"""Characters behind a count in which its list stands."""
_ANNOUNCED = r"[^.!?\n:]{0,60}:[ ]{0,4}\n{0,2}"
_LINES = r"[ \t]{0,8}(?:[-*•]|\d{1,2}[.)])[ \t]"
_ITEMS = r", (?:and |or )?| and | or "
_STOPS = re.compile(r"[.!?;\n]")
_WORD = re.compile("[a-z]+")
_RATE = re.compile(r" (?:an?|per|each|every) (hour|day|night|week|month|year)\b", re.IGNORECASE)
"""What makes a sum one that is paid for each of these."""
_SHORT_RATE = r"(?i) ?(?:/|p\.? ?[a-z]{1,2}\b|an?\b|per\b|each\b|[a-z]{3,8}ly\b)"
_UNITS = {
    "hour": "hour|hr",
    "day": "day|daily|diem",
    "night": "night",
    "week": "week|wk",
    "month": "month|mth|mo\\b",
    "year": "year|yr|annual|annum",
}
"""The words by which a draft may speak of such a rate itself."""


def changed_figures(comparison: Comparison) -> Iterator[Finding]:
    """Yield `changed_figure`, `dropped_fact` and `invented_fact` for figures.

    A figure of the rewrite may come from the draft, from a fact (which makes the draft more
    exact) or from the customer's own message (see `borrowed`). A lost and a new one of one kind
    are one change. Weak figures ("a day", a bare "two") support and never accuse.
    """
    reply = comparison.reply
    sources = [s for s in (comparison.draft, comparison.facts, comparison.customer) if s]
    new = _New(
        comparison,
        [f for f in reply.figures if not f.weak and not any(source.holds(f) for source in sources)],
    )
    for figure in _distinct(comparison):
        if figure in reply.held:
            continue
        instead = new.instead_of(figure)
        if instead or not _counts_a_list(figure, comparison.draft):
            yield _lost(comparison, figure, instead)
    for figure in new.left():
        if figure.kind is FigureKind.NUMBER and not any(char.isdigit() for char in figure.quote):
            continue  # "the three options below" counts what is there
        if _in_passing(comparison, figure):
            continue
        yield invented(comparison, figure)
    yield from _new_months(comparison, sources)
    yield from _new_rates(comparison)


def _distinct(comparison: Comparison) -> Iterator[Figure]:
    """The draft's figures, each once; none where the rewrite has them all, as most have."""
    figures = comparison.draft.figures
    kept = comparison.reply.figure_keys
    return distinct(() if all(f.weak or f.key in kept for f in figures) else figures)


def _counts_a_list(figure: Figure, side: Side) -> bool:
    """True for the 3 of "3 missing: seats 20, 21, 22": what it counts follows, item by item."""
    text = side.document.text[figure.end : figure.end + _LISTED]
    announced = re.match(_ANNOUNCED, text) if figure.kind is FigureKind.NUMBER else None
    if announced is None:
        return False
    listed = text[announced.end() :]
    if re.match(_LINES, listed):
        items = sum(bool(re.match(_LINES, line)) for line in listed.split("\n"))
    else:
        items = len(re.split(_ITEMS, _STOPS.split(listed)[0]))
    return figure.values == (float(items),)


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


def _new_months(comparison: Comparison, sources: Sequence[Side]) -> Iterator[Finding]:
    """A month named alone that no source names or has a date in: "in March", "in April"."""
    said = {figure.values[1] for figure in comparison.reply.figures if _is_month(figure)}
    lost = (f for f in comparison.draft.figures if _is_month(f) and f.values[1] not in said)
    named: set[float] | None = None
    for figure in comparison.reply.figures:
        if not _is_month(figure) or any(side.held.in_month(figure.values[1]) for side in sources):
            continue
        if named is None:
            months = comparison.lexicon.months
            words = (w for side in sources for w in _WORD.findall(side.document.text.lower()))
            named = {months[word] for word in words if word in months}
        if figure.values[1] not in named:
            instead = next(lost, None)
            yield _lost(comparison, instead, figure) if instead else invented(comparison, figure)


def _is_month(figure: Figure) -> bool:
    return figure.kind is FigureKind.DATE and figure.weak


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
        if rate is None or not same or re.search(_UNITS[rate[1].lower()], said):
            continue
        if any(re.match(_SHORT_RATE, draft.document.text[source.end :]) for source in same):
            continue
        yield Finding(
            "changed_figure",
            Severity.BLOCK,
            f"Your draft says '{same[0].quote}'; the rewrite says '{figure.quote}{rate[0]}'.",
            Value.INTEGRITY,
            draft=Span.of(draft.document.text, same[0].start, same[0].end),
            reply=Span.of(reply.document.text, figure.start, rate.end()),
        )
