"""Amounts, dates, durations and counts: each of the draft's is kept, none is new."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison, Side
from api.domain.figures import Figure, FigureKind
from api.domain.finding import Finding, Severity, Span, Value

_LIMITS = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.NUMBER})
"""Kinds whose limits compare; "at least 2 days before" is "2 days before at the latest"."""
_OPPOSITE = {("most", "least"), ("least", "most")}


def changed_figures(comparison: Comparison) -> Iterator[Finding]:
    """Yield `changed_figure`, `dropped_fact` and `invented_fact` for figures.

    A figure of the rewrite may come from the draft, from a fact (which makes the draft more
    exact) or from the customer's own message. A lost and a new one of one kind are one change.
    Weak figures ("a day", a bare "two") support and never accuse.
    """
    draft, reply = comparison.draft, comparison.reply
    new = [figure for figure in reply.figures if not figure.weak and not _known(figure, comparison)]
    lost = [figure for figure in _distinct(draft.figures) if not _carried(figure, reply)]
    for figure in lost:
        instead = _instead(figure, new, comparison)
        if instead:
            new.remove(instead)
        yield _lost(comparison, figure, instead)
    for figure in new:
        if figure.kind is FigureKind.NUMBER and not any(char.isdigit() for char in figure.quote):
            continue  # "the three options below" counts what is there
        yield Finding(
            "invented_fact",
            Severity.BLOCK,
            f"The rewrite says '{figure.quote}'; your draft does not.",
            Value.HONESTY,
            reply=Span.of(reply.document.text, figure.start, figure.end),
            also=("changed_figure", "new_deadline")
            if figure.kind in {FigureKind.DURATION, FigureKind.DATE, FigureKind.WEEKDAY}
            else ("changed_figure",),
        )
    yield from _turned_bounds(comparison)


def _distinct(figures: Sequence[Figure]) -> Iterator[Figure]:
    seen: list[Figure] = []
    for figure in figures:
        if not figure.weak and not any(figure.same(other) for other in seen):
            seen.append(figure)
            yield figure


def _known(figure: Figure, comparison: Comparison) -> bool:
    sides = (comparison.draft, comparison.facts, comparison.customer)
    return any(side and _carried(figure, side) for side in sides)


def _carried(figure: Figure, side: Side) -> bool:
    """True if the side holds the figure, or both ends of a range, or the same bare number."""
    if any(figure.same(other) for other in side.figures):
        return True
    if figure.kind is FigureKind.NUMBER:
        if any(set(figure.values) <= set(other.values) for other in side.figures):
            return True
        return bool(figure.values) and _digits(figure) in side.document.text
    ends = {
        value
        for other in side.figures
        if other.kind is figure.kind and other.unit == figure.unit
        for value in other.values
    }
    if figure.kind is FigureKind.DATE:
        return False
    if len(figure.values) > 1:
        return set(figure.values) <= ends
    return bool(figure.values) and figure.values[0] in {
        value for other in side.figures if len(other.values) > 1 and other.kind is figure.kind
        and other.unit == figure.unit for value in other.values
    } and figure.kind is not FigureKind.DURATION  # fmt: skip


def _digits(figure: Figure) -> str:
    return figure.quote if figure.quote.replace(",", "").isdigit() else "\0"


def _instead(figure: Figure, new: Sequence[Figure], comparison: Comparison) -> Figure | None:
    """The new figure that most likely replaced the lost one: of its kind, nearest by link."""
    source = comparison.draft.sentence_at(figure.start)
    alike = [
        other
        for other in new
        if other.kind is figure.kind
        or {other.kind, figure.kind} <= {FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.DURATION}
    ]
    linked = [
        other
        for other in alike
        if source is not None
        and (at := comparison.reply.sentence_at(other.start)) is not None
        and source in comparison.links[at]
    ]
    return next(iter(linked or alike), None)


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
    """A limit turned round: "at least 7 days" that became "up to 7 days"."""
    for figure in comparison.reply.figures:
        same = [other for other in comparison.draft.figures if figure.same(other)]
        if (
            figure.kind in _LIMITS
            and same
            and all((o.bound, figure.bound) in _OPPOSITE for o in same)
        ):
            source = same[0]
            yield Finding(
                "changed_figure",
                Severity.BLOCK,
                f"Your draft gives '{source.quote}' as a limit the other way round"
                f" than the rewrite's '{figure.quote}'.",
                Value.INTEGRITY,
                draft=Span.of(comparison.draft.document.text, source.start, source.end),
                reply=Span.of(comparison.reply.document.text, figure.start, figure.end),
            )
