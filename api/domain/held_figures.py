"""The figures of one text, made ready to ask whether it holds another text's figure."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from api.domain.figure import CLOCK, EITHER, HALF_DAY, Figure, FigureKind

_Measure = tuple[FigureKind, str]

_DIGITS = re.compile(r"(?<!\w)(?<!\d[.,])\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,4})?(?!\w|[.,]\d)")


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
_MINUTE = 60.0
_DAY = 86_400.0
_MOMENTS = {FigureKind.TIME: _MINUTE, FigureKind.DATE: _DAY}
"""What may lie a duration apart, with the seconds of its unit."""
_MANY_MOMENTS = 12
"""Times or dates of a text, above which no duration is counted between them."""
_MONTH = 1000
"""More than any day of a month: days of two months are never near."""
_SHORT = 10
"""Numbers of a range of which each one may be named."""
_CLOCK = r"(?<![\d.$€£₹¥])\d{1,2}\.[0-5]\d(?!\d|\.\d| ?%)"
_WEEK = {
    "weekday": frozenset({"monday", "tuesday", "wednesday", "thursday", "friday"}),
    "weekend": frozenset({"saturday", "sunday"}),
}
_IN_PARTS = frozenset({FigureKind.DATE, FigureKind.WEEKDAY, FigureKind.TIME})
"""Kinds of which one says the same as another whose values are others: "5 May" any year's."""


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
        self._range_faces: set[float] = set()
        self._open_faces: set[float] = set()
        self._settled: set[float] = set()
        self._days: set[str] = set()
        self._numbers: set[float] = set()
        self._bare: set[float] = set()
        self._units: dict[_Measure, set[float]] = defaultdict(set)
        self._inside: set[float] = set()
        self._moments: dict[FigureKind, set[float]] = defaultdict(set)
        self._limits: set[tuple[str, float]] = set()
        self._counts: dict[tuple[float, ...], list[Figure]] = defaultdict(list)
        self._text = text
        for figure in figures:
            self.add(figure)

    @cached_property
    def _clocks(self) -> set[str]:
        """Times of the text that are written with a point."""
        return set(re.findall(_CLOCK, self._text))

    @cached_property
    def _digits(self) -> set[str]:
        """Numbers of the text in digits, protected ones among them."""
        return {digits.replace(",", "") for digits in _DIGITS.findall(self._text)}

    def add(self, figure: Figure) -> None:
        """Hold one more figure."""
        measure = figure.kind, figure.unit
        self._add_equal(figure, measure)
        if figure.kind is FigureKind.WEEKDAY:
            self._days |= _WEEK.get(figure.unit, {figure.unit})
        elif figure.kind is FigureKind.DATE:
            self._add_date(figure)
        else:
            self._add_quantity(figure, measure)

    def add_equal(self, figure: Figure) -> None:
        """Hold one more figure for `equal` alone."""
        if figure.kind in _IN_PARTS:
            self.add(figure)
        else:
            self._add_equal(figure, (figure.kind, figure.unit))

    def _add_equal(self, figure: Figure, measure: _Measure) -> None:
        self._equal.add((measure, figure.values))
        if " or " in figure.quote:
            self._equal.update((measure, (value,)) for value in figure.values)

    def _add_date(self, figure: Figure) -> None:
        for single in (figure, *_days(figure)):
            for day in _orders(single):
                self._years[day].add(figure.values[0])
        self._numbers.update(figure.values[2:])
        self._inside.update(_inside(figure.values[2:]))
        self._moments[figure.kind].update(_day_numbers(figure))

    def _add_quantity(self, figure: Figure, measure: _Measure) -> None:
        self._ends[measure].update(figure.values)
        self._numbers.update(figure.values)
        if len(figure.values) > 1:
            self._range_ends[measure].update(figure.values)
        if figure.kind is FigureKind.NUMBER:
            self._bare.update(figure.values)
            self._inside.update(_inside(figure.values))
            self._limits.update((figure.bound, value) for value in figure.values)
            self._counts[figure.values].append(figure)
        elif figure.kind is FigureKind.TIME:
            self._add_time(figure)
        else:
            self._add_units(figure, measure)

    def _add_time(self, figure: Figure) -> None:
        face = _face(figure)
        (self._clock if figure.unit == CLOCK else self._either).add(face)
        if figure.unit == CLOCK:
            self._open_faces.update(face)
        else:
            self._settled.update(figure.values)
        self._numbers.update(*_hours(figure))
        self._faces.update(face)
        self._range_faces.update(face if len(face) > 1 else ())
        self._moments[figure.kind].update(figure.values)

    def _add_units(self, figure: Figure, measure: _Measure) -> None:
        counted = _counted(figure)
        self._units[measure].update(counted)
        if not figure.weak:
            self._numbers.update(counted)
        if figure.unit == "second" and "week" in figure.quote.lower():
            self._numbers.update(value / _DAY for value in figure.values)  # "gone after 7"

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
        otherwise = _OTHERWISE.get(figure.kind, HeldFigures._within)
        return otherwise(self, figure)

    def in_month(self, month: float) -> bool:
        """True if one of the dates may be in the month, or names it."""
        return any(day[0] == month for day in self._years)

    def _day(self, figure: Figure) -> bool:
        """True for a date of which the bare number stands here: "on the 20th"."""
        days = _days(figure) or [figure]
        return bool(figure.values[-1]) and all(
            day.values[-1] in self._bare or self.equal(day) for day in days
        )

    def _lasts(self, figure: Figure) -> bool:
        """True for a duration that is said with another unit, without one, or by its two ends."""
        ways = (self._left_out, self._apart, self._aged, self._between, self._within)
        return any(way(figure) for way in ways)

    def _strikes(self, figure: Figure) -> bool:
        """True for times of which the bare hours stand here, or that stand here with a point."""
        hours = _hours(figure)
        bare = bool(hours) and all(not self._bare.isdisjoint(either) for either in hours)
        return bare or self._written(figure) or self._within(figure)

    def _costs(self, figure: Figure) -> bool:
        return self._bare.issuperset(figure.values) or self._within(figure)

    def _left_out(self, figure: Figure) -> bool:
        """True for the 4 of "after 4 and after 11 minutes": a unit said once for both."""
        digits = {float(number) for number in _NUMBER.findall(figure.quote)}
        units = self._units.get((figure.kind, figure.unit))
        if units is None or not digits:
            return False
        return self._bare >= digits or (len(digits) > 1 and self._bare | units >= digits)

    def _between(self, figure: Figure) -> bool:
        """True for the half hour from 06:40 to 07:10, and the two days from the 4th to the 6th."""
        apart = figure.values[0] if len(figure.values) == 1 and figure.unit == "second" else 0.0
        for kind, size in _MOMENTS.items():
            moments = self._moments[kind]
            if apart and len(moments) <= _MANY_MOMENTS:
                steps = {apart / size, (HALF_DAY * 2 - apart / size) if size == _MINUTE else 0.0}
                if any(abs(a - b) in steps for a in moments for b in moments if a != b):
                    return True
        return False

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
        if not figure.bound and self._inside.issuperset(figure.values):
            return True
        if len(figure.quote) >= _LONG and figure.quote in self._text:
            return True
        return bool(re.search(_CLOCK, figure.quote)) and _faces(figure.quote) <= self._faces

    def _written(self, figure: Figure) -> bool:
        """True if the times stand here with a point, as people write them: 8.30."""
        clocks = {f"{int(n // 60)}.{int(n % 60):02}" for n in figure.values}
        return clocks <= self._clocks

    def _within(self, figure: Figure) -> bool:
        """True if both ends of a range stand here, or a range whose end the figure is."""
        measure = figure.kind, figure.unit
        if figure.kind is FigureKind.TIME:
            ends = self._faces if len(figure.values) > 1 else self._range_faces
            return ends.issuperset(_face(figure)) and self._same_half(figure)
        if len(figure.values) > 1:
            return self._ends[measure].issuperset(figure.values)
        end_of_a_range = figure.values[0] in self._range_ends[measure]
        return end_of_a_range and figure.kind is not FigureKind.DURATION

    def _same_half(self, figure: Figure) -> bool:
        """False where the text settles another half of the day: 14:00 is no 2 am."""
        return figure.unit == CLOCK or all(
            since in self._settled or since % HALF_DAY in self._open_faces
            for since in figure.values
        )


_OTHERWISE: Mapping[FigureKind, Callable[[HeldFigures, Figure], bool]] = {
    FigureKind.NUMBER: HeldFigures._counted,
    FigureKind.DATE: HeldFigures._day,
    FigureKind.DURATION: HeldFigures._lasts,
    FigureKind.TIME: HeldFigures._strikes,
    FigureKind.MONEY: HeldFigures._costs,
}
"""How a figure of each kind may stand in a text without an equal one."""


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
    clocks = (clock.split(".") for clock in re.findall(_CLOCK, quote))
    return {(float(hour) * 60 + float(minute)) % HALF_DAY for hour, minute in clocks}


def _hours(figure: Figure) -> list[set[float]]:
    """The hours as one says them, for full hours: 9 or 21 for 9 pm; none for other times."""
    full = [since / 60 for since in figure.values if since % 60 == 0]
    whole = len(full) == len(figure.values)
    return [{hour, hour % 12 or 12.0} for hour in full] if whole else []


def _inside(ends: Sequence[float]) -> Iterator[float]:
    """What a short range counts between its ends: the 13 of "12 to 14"."""
    if len(ends) > 1 and ends[-1] - ends[0] <= _SHORT:
        yield from (float(n) for n in range(int(ends[0]) + 1, int(ends[-1])))


def _day_numbers(figure: Figure) -> Iterator[float]:
    """The days of a date, counted within its month; a month alone has none."""
    _, month, *days = figure.values
    yield from (month * _MONTH + day for day in days if day)


def distinct(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Yield each figure that accuses once, however often it is said."""
    held = HeldFigures()
    for figure in figures:
        if not figure.weak and not held.equal(figure):
            held.add_equal(figure)
            yield figure


def _counted(figure: Figure) -> tuple[float, ...]:
    """How many of its units a duration says: 5 for "five nights"; nothing for what has no unit."""
    if figure.kind is not FigureKind.DURATION:
        return ()
    unit = _UNIT.search(figure.quote.lower())
    size = _SIZES.get(unit[0].removesuffix("s")) if unit else None
    if size is None:
        return ()
    return tuple(value / size for value in figure.values)
