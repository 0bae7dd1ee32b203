"""The figures of one text, made ready to ask whether it holds another text's figure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from api.domain.figure import CLOCK, EITHER, HALF_DAY, Figure, FigureKind

_Measure = tuple[FigureKind, str]

_DIGITS = re.compile(r"(?<!\w)(?<!\d[.,])\d{1,15}(?:,\d{3}){0,4}(?!\w|[.,]\d)")


_NUMBER = re.compile(r"\d{1,9}")
_UNIT = re.compile(r"[a-z]{3,10}$")
_SIZES = {
    "minute": 60, "hour": 3600, "day": 86_400, "night": 86_400, "week": 604_800, "month": 1,
    "year": 12,
}  # fmt: skip
"""Units with what they are in the unit of their figure."""
_STOPS = re.compile(r"[.!?;\n]")
_REACH = 120
_MANY = 6
"""Figures of one value that are looked at; the first ones."""
_LONG = 5
"""Characters of a number that stands in another text by no chance."""
_CLOCK = re.compile(r"(?<![\d.$€£₹¥])\d{1,2}\.[0-5]\d(?!\d|\.\d| ?%)")
_WEEK = {
    "weekday": frozenset({"monday", "tuesday", "wednesday", "thursday", "friday"}),
    "weekend": frozenset({"saturday", "sunday"}),
}


class HeldFigures:
    """Answers `figure in held` in constant time, however many figures there are.

    Held is a figure that is equal, a range of which both ends stand there, or a bare number that
    stands there with a unit ("5" in "5 days") or among protected text; and the other way round, an
    amount, time or day of a month of which the bare number stands there ("at 9", "on the 20th").
    """

    def __init__(self, figures: Iterable[Figure] = (), text: str = "") -> None:
        self._equal: set[tuple[_Measure, tuple[float, ...]]] = set()
        self._years: dict[tuple[float, ...], set[float]] = defaultdict(set)
        self._ends: dict[_Measure, set[float]] = defaultdict(set)
        self._range_ends: dict[_Measure, set[float]] = defaultdict(set)
        self._clock: set[tuple[float, ...]] = set()
        self._either: set[tuple[float, ...]] = set()
        self._faces: set[float] = set()
        self._days: set[str] = set()
        self._numbers: set[float] = set()
        self._bare: set[float] = set()
        self._limits: set[tuple[str, float]] = set()
        self._counts: dict[tuple[float, ...], list[Figure]] = defaultdict(list)
        self._text = text
        for figure in figures:
            self.add(figure)

    @cached_property
    def _clocks(self) -> set[str]:
        """Times of the text that are written with a point."""
        return set(_CLOCK.findall(self._text))

    @cached_property
    def _digits(self) -> set[str]:
        """Numbers of the text in digits, protected ones among them."""
        return {digits.replace(",", "") for digits in _DIGITS.findall(self._text)}

    def add(self, figure: Figure) -> None:
        """Hold one more figure."""
        measure = figure.kind, figure.unit
        self._equal.add((measure, figure.values))
        if figure.kind is FigureKind.WEEKDAY:
            self._days |= _WEEK.get(figure.unit, {figure.unit})
        elif figure.kind is FigureKind.DATE:
            for single in (figure, *_days(figure)):
                for day in _orders(single):
                    self._years[day].add(figure.values[0])
            self._numbers.update(figure.values[2:])
        else:
            self._ends[measure].update(figure.values)
            self._numbers.update(figure.values)
            if not figure.weak:
                self._numbers.update(_counted(figure))
            if len(figure.values) > 1:
                self._range_ends[measure].update(figure.values)
        if figure.kind is FigureKind.NUMBER:
            self._bare.update(figure.values)
            self._limits.update((figure.bound, value) for value in figure.values)
            self._counts[figure.values].append(figure)
        if figure.kind is FigureKind.TIME:
            (self._clock if figure.unit == CLOCK else self._either).add(_face(figure))
            self._numbers.update(_hours(figure))
            self._faces.update(_face(figure))

    def equal(self, figure: Figure) -> bool:
        """True if one of the figures says the same, however it is written.

        A missing year fits any year, a clock face either half of the day; "4 and 11 June" is
        also said in two dates.
        """
        days = _days(figure) if figure.kind is FigureKind.DATE else []
        if days and all(self.equal(day) for day in days):
            return True
        if figure.kind is FigureKind.DATE:
            years = [self._years[day] for day in _orders(figure) if day in self._years]
            fitting = {0, figure.values[0]}
            return bool(years) and (
                figure.values[0] == 0 or any(not fitting.isdisjoint(each) for each in years)
            )
        if figure.kind is FigureKind.WEEKDAY:
            return bool(self._days & _WEEK.get(figure.unit, {figure.unit}))
        if figure.kind is FigureKind.TIME:
            other = figure.unit == CLOCK and _face(figure) in self._either
            if other or _face(figure) in self._clock:
                return True
        return ((figure.kind, figure.unit), figure.values) in self._equal

    def __contains__(self, figure: Figure) -> bool:
        if self.equal(figure):
            return True
        if not figure.values:
            return False
        if figure.kind is FigureKind.NUMBER:
            return self._counted(figure)
        if figure.kind is FigureKind.DATE:
            return bool(figure.values[-1]) and self._bare.issuperset(figure.values[2:])
        if figure.kind is FigureKind.DURATION and (
            self._left_out(figure) or self._apart(figure) or self._aged(figure)
        ):
            return True
        timed = figure.kind is FigureKind.TIME
        hours = _hours(figure) if timed else set(figure.values)
        measured = timed or figure.kind is FigureKind.MONEY
        bare = measured and self._bare.issuperset(hours)
        return bare or (timed and self._written(figure)) or self._within(figure)

    def _left_out(self, figure: Figure) -> bool:
        """True for the 4 of "after 4 and after 11 minutes": a unit said once for both."""
        digits = {float(number) for number in _NUMBER.findall(figure.quote)}
        same_unit = (figure.kind, figure.unit) in self._ends
        return same_unit and bool(digits) and self._bare >= digits

    def _apart(self, figure: Figure) -> bool:
        """True for the 5 nights of "nights elsewhere do not count (you had 5)"."""
        unit = _UNIT.search(figure.quote.lower())
        counts = self._counts.get(_counted(figure), ())[:_MANY]
        return any(unit is not None and unit[0] in self._sentence(count) for count in counts)

    def _sentence(self, figure: Figure) -> str:
        """The words around a figure, in lower case, at most `_REACH` characters on each side."""
        before = self._text[max(0, figure.start - _REACH) : figure.start]
        behind = self._text[figure.end : figure.end + _REACH]
        return (_STOPS.split(before)[-1] + _STOPS.split(behind)[0]).lower()

    def _aged(self, figure: Figure) -> bool:
        """True for the six years of "under 6": an age."""
        years = figure.unit == "month" and bool(figure.bound) and "year" in figure.quote.lower()
        return years and {(figure.bound, n / 12) for n in figure.values} <= self._limits

    def _counted(self, figure: Figure) -> bool:
        """True if a bare number stands here with a unit, in digits, or as a time with a point."""
        written = figure.quote.replace(",", "")
        if self._numbers.issuperset(figure.values) or written in self._digits:
            return True
        if len(figure.quote) >= _LONG and figure.quote in self._text:
            return True
        return bool(_CLOCK.search(figure.quote)) and _faces(figure.quote) <= self._faces

    def _written(self, figure: Figure) -> bool:
        """True if the times stand here with a point, as people write them: 8.30."""
        clocks = {f"{int(n // 60)}.{int(n % 60):02}" for n in figure.values}
        return clocks <= self._clocks

    def _within(self, figure: Figure) -> bool:
        """True if both ends of a range stand here, or a range whose end the figure is."""
        measure = figure.kind, figure.unit
        if figure.kind is FigureKind.TIME and len(figure.values) > 1:
            return self._faces.issuperset(_face(figure))
        if len(figure.values) > 1:
            return self._ends[measure].issuperset(figure.values)
        end_of_a_range = figure.values[0] in self._range_ends[measure]
        return end_of_a_range and figure.kind is not FigureKind.DURATION


def _days(figure: Figure) -> list[Figure]:
    """A date of several days as one date for each."""
    year, month, *days = figure.values
    return [figure._replace(values=(year, month, day)) for day in days] if len(days) > 1 else []


def _orders(figure: Figure) -> tuple[tuple[float, ...], ...]:
    """Month and day of a date, and the other way round where either may be meant."""
    day = figure.values[1:]
    return (day, day[::-1]) if figure.unit == EITHER else (day,)


def _face(figure: Figure) -> tuple[float, ...]:
    """What a clock shows at these times."""
    return tuple(since % HALF_DAY for since in figure.values)


def _faces(quote: str) -> set[float]:
    """Times written with a point, as a clock shows them: "8.30 to 9.15"."""
    clocks = (clock.split(".") for clock in _CLOCK.findall(quote))
    return {(float(hour) * 60 + float(minute)) % HALF_DAY for hour, minute in clocks}


def _hours(figure: Figure) -> set[float]:
    """The hours as one says them, for full hours: 9 for 9 am and 9 pm."""
    full = [since / 60 for since in figure.values if since % 60 == 0]
    return {hour % 12 or 12.0 for hour in full} if len(full) == len(figure.values) else {-1.0}


def distinct(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield each figure that accuses once, however often it is said."""
    held = HeldFigures()
    for figure in figures:
        if not figure.weak and not held.equal(figure):
            held.add(figure)
            yield figure


def _counted(figure: Figure) -> tuple[float, ...]:
    """How many of its units a duration says: 5 for "five nights"; nothing for what has no unit."""
    unit = _UNIT.search(figure.quote.lower())
    size = _SIZES.get(unit[0].removesuffix("s")) if unit else None
    if size is None or figure.kind is not FigureKind.DURATION:
        return ()
    return tuple(value / size for value in figure.values)
