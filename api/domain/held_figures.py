"""The figures of one text, made ready to ask whether it holds another text's figure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from api.domain.figures import Figure, FigureKind

_Measure = tuple[FigureKind, str]

_DIGITS = re.compile(r"(?<!\w)(?<!\d[.,])\d{1,15}(?:,\d{3}){0,4}(?!\w|[.,]\d)")


class HeldFigures:
    """Answers `figure in held` in constant time, however many figures there are.

    Held is a figure that is equal, a range of which both ends stand there, or a bare number that
    stands there with a unit ("5" in "5 days") or among protected text.
    """

    def __init__(self, figures: Iterable[Figure] = (), text: str = "") -> None:
        self._equal: set[tuple[_Measure, tuple[float, ...]]] = set()
        self._years: dict[tuple[float, ...], set[float]] = defaultdict(set)
        self._ends: dict[_Measure, set[float]] = defaultdict(set)
        self._range_ends: dict[_Measure, set[float]] = defaultdict(set)
        self._numbers: set[float] = set()
        self._digits = {digits.replace(",", "") for digits in _DIGITS.findall(text)}
        for figure in figures:
            self.add(figure)

    def add(self, figure: Figure) -> None:
        """Hold one more figure."""
        measure = figure.kind, figure.unit
        self._equal.add((measure, figure.values))
        if figure.kind is FigureKind.DATE:
            self._years[figure.values[1:]].add(figure.values[0])
            return
        self._ends[measure].update(figure.values)
        self._numbers.update(figure.values)
        if len(figure.values) > 1:
            self._range_ends[measure].update(figure.values)

    def equal(self, figure: Figure) -> bool:
        """True if `figure.same` holds of any of the figures."""
        if figure.kind is FigureKind.DATE:
            years = self._years.get(figure.values[1:], set())
            return bool(years) and (figure.values[0] == 0 or bool(years & {0, figure.values[0]}))
        return ((figure.kind, figure.unit), figure.values) in self._equal

    def __contains__(self, figure: Figure) -> bool:
        if self.equal(figure):
            return True
        if figure.kind is FigureKind.DATE or not figure.values:
            return False
        if figure.kind is FigureKind.NUMBER:
            written = figure.quote.replace(",", "")
            return self._numbers.issuperset(figure.values) or written in self._digits
        measure = figure.kind, figure.unit
        if len(figure.values) > 1:
            return self._ends[measure].issuperset(figure.values)
        end_of_a_range = figure.values[0] in self._range_ends[measure]
        return end_of_a_range and figure.kind is not FigureKind.DURATION


def distinct(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield each figure that accuses once, however often it is said."""
    held = HeldFigures()
    for figure in figures:
        if not figure.weak and not held.equal(figure):
            held.add(figure)
            yield figure
