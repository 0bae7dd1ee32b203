"""Amounts, dates, durations, percentages and counts, typed and canonical.

`5-7 business days` and `five to seven working days` are the same figure; so are `24 hours` and
`1 day`, `$25` and `25 dollars`. List numbers are no figures (they are markers), nor is anything
inside protected text. A bare "a day", "one" or "two" is *weak*: it may support a figure of the
other text, and never accuses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from api.domain.document import Document
from api.domain.lexicon import Lexicon
from api.domain.numerals import Numerals, Token
from api.domain.words import Word


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `values` in `unit` (a range has two), with the words that stand for it.

    A duration is in seconds, months or business days; a date is (year or 0, month, day or 0); a
    time is minutes after midnight. `bound` is "most", "least", "about" or "".
    """

    kind: FigureKind
    values: tuple[float, ...]
    unit: str
    start: int
    end: int
    quote: str
    bound: str = ""
    weak: bool = False

    def same(self, other: "Figure") -> bool:
        """Equal in value and unit, however it is written; a missing year fits any year."""
        if self.kind is not other.kind or self.unit != other.unit:
            return False
        if self.kind is FigureKind.DATE:
            (year, *day), (other_year, *other_day) = self.values, other.values
            return day == other_day and (year == other_year or 0 in (year, other_year))
        return self.values == other.values


_UNITS = {
    "h": "hour", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "wk": "week", "wks": "week", "yr": "year", "yrs": "year",
    "d": "day",
}  # fmt: skip
_CALENDAR = frozenset({"calendar", "full", "consecutive", "whole", "more", "additional", "further"})
_BUSINESS = frozenset({"business", "working", "work"})
_NAMED = frozenset({"§", "section", "sections", "step", "chapter", "article"})
_BOUND_REACH = 3
_CENTURY = 100
_QUARTERS = frozenset({"quarter", "quarters"})
_LAST_DAY = 31
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_ALSO_WORDS = frozenset({"may", "march", "mar", "sep", "jan"})
"""Months whose name alone says something else as often."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What starts at a token: `after` is the position behind it."""

    kind: FigureKind
    values: tuple[float, ...]
    unit: str
    after: int
    weak: bool = False


_Parse = Callable[[Numerals, Lexicon, int], _Found | None]


def figures(document: Document, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Every figure of the document in order, outside protected text and fixed blocks."""
    numerals = Numerals(document, lexicon.numbers)
    found: list[Figure] = []
    after = 0
    for at, token in enumerate(numerals.tokens):
        if at < after or not _may_start(token, lexicon):
            continue
        figure = _first(numerals, lexicon, at)
        if figure is None:
            continue
        start = numerals.tokens[at].start
        end = numerals.tokens[min(figure.after, len(numerals.tokens)) - 1].end
        found.append(
            Figure(
                figure.kind, figure.values, figure.unit, start, end, document.text[start:end],
                _bound(numerals, lexicon, at), figure.weak,
            )
        )  # fmt: skip
        after = figure.after
    return tuple(found)


def _first(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    if numerals.text(at - 1).lower() in _NAMED:
        return None
    return next((found for parse in _PARSES if (found := parse(numerals, lexicon, at))), None)


def _may_start(token: Token, lexicon: Lexicon) -> bool:
    """True if a figure may start here; for most words of a text it may not."""
    if token.kind != "word":
        return token.kind != "mark"
    word = token.word
    return (
        word in lexicon.numbers
        or word in lexicon.ordinals
        or word in {"a", "an", "half"}
        or word in lexicon.currencies
        or word in lexicon.months
        or word.removesuffix("s") in lexicon.weekdays
    )


def _written_date(numerals: Numerals, _lexicon: Lexicon, at: int) -> _Found | None:
    text = numerals.text(at)
    if numerals.kind(at) == "iso":
        return _Found(FigureKind.DATE, tuple(map(float, text.split("-"))), "", at + 1)
    if numerals.kind(at) == "slash":
        first, second, year = (float(part) for part in re.split(r"[/.]", text))
        century = 2000 if year < _CENTURY else 0
        return _Found(FigureKind.DATE, (year + century, first, second), "", at + 1)
    if numerals.kind(at) == "version":
        return _Found(FigureKind.NUMBER, (), text, at + 1)
    return None


def _weekday(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    day = numerals.word(at).removesuffix("s")
    return _Found(FigureKind.WEEKDAY, (), day, at + 1) if day in lexicon.weekdays else None


def _month_first(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    month = lexicon.months.get(numerals.word(at))
    if month is None or not numerals.text(at)[0].isupper():
        return None
    days_at = at + 2 if numerals.text(at + 1) == "." else at + 1
    days, after = numerals.value(days_at) if numerals.kind(days_at) == "number" else ((), at + 1)
    if not days:
        ambiguous = numerals.word(at) in _ALSO_WORDS
        return None if ambiguous else _Found(FigureKind.DATE, (0, month, 0), "", at + 1, weak=True)
    if days[0] > _LAST_DAY:
        return _Found(FigureKind.DATE, (days[0], month, 0), "", after)
    after += numerals.word(after) in _ORDINALS
    year, after = _year(numerals, after)
    return _Found(FigureKind.DATE, (year, month, *days), "", after)


def _day_first(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    days, after = numerals.value(at)
    if not days or numerals.word(at) in {"a", "an"}:
        return None
    after += numerals.word(after) in _ORDINALS
    after += numerals.word(after) == "of"
    month = lexicon.months.get(numerals.word(after))
    if month is None or not numerals.text(after)[0].isupper() or max(days) > _LAST_DAY:
        return None
    year, after = _year(numerals, after + 1)
    return _Found(FigureKind.DATE, (year, month, *days), "", after)


def _year(numerals: Numerals, at: int) -> tuple[float, int]:
    at_year = at + 1 if numerals.text(at) == "," else at
    text = numerals.text(at_year)
    if text.isdigit() and len(text) == len("2000") and text[:2] in {"19", "20"}:
        return float(text), at_year + 1
    return 0.0, at


def _time(numerals: Numerals, _lexicon: Lexicon, at: int) -> _Found | None:
    if numerals.kind(at) not in {"number", "clock"}:
        return None
    after = at + 1
    half = numerals.word(after)
    if half in {"a", "p"} and numerals.text(after + 1) == "." and numerals.word(after + 2) == "m":
        after += 3
    elif half in {"am", "pm"}:
        after += 1
    elif numerals.kind(at) == "number":
        return None
    hours, _, minutes = numerals.text(at).replace(".", ":").partition(":")
    hour = float(hours.replace(",", ""))
    if after > at + 1:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return _Found(FigureKind.TIME, (hour * 60 + float(minutes or 0),), "", after)


def _money(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    sign = numerals.text(at)
    currency = lexicon.currencies.get(numerals.word(at))
    if (numerals.kind(at) == "sign" and sign not in "%§") or currency:
        values, after = numerals.value(at + 1)
        if values and numerals.text(after) in {"-", "–"} and numerals.text(after + 1) == sign:
            upper, end = numerals.value(after + 2)
            values, after = values + upper, (end if upper else after)
        after += numerals.word(after) in lexicon.currencies
        return _Found(FigureKind.MONEY, values, currency or sign, after) if values else None
    values, after = numerals.value(at)
    currency = lexicon.currencies.get(numerals.word(after))
    if not values or currency is None:
        return None
    return _Found(FigureKind.MONEY, values, currency, after + 1)


def _percent(numerals: Numerals, _lexicon: Lexicon, at: int) -> _Found | None:
    """Shares; the whole and a half are idioms as often ("not 100 % there"), so they are weak."""
    values, after = numerals.value(at)
    word = numerals.word(after)
    if not values:
        return None
    weak = values == (100.0,)
    if numerals.text(after) == "%" or word == "percent":
        return _Found(FigureKind.PERCENT, values, "", after + 1, weak)
    if word == "per" and numerals.word(after + 1) == "cent":
        return _Found(FigureKind.PERCENT, values, "", after + 2, weak)
    if word in _QUARTERS and numerals.kind(at) == "word":
        share = tuple(number * 25 for number in values)
        return _Found(FigureKind.PERCENT, share, "", after + 1, weak=values == (1.0,))
    if numerals.word(at) == "half":
        return _Found(FigureKind.PERCENT, (50.0,), "", after, weak=True)
    return None


def _duration(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    values, after = numerals.value(at)
    if not values:
        return None
    if numerals.word(after) in _QUARTERS and numerals.word(after + 1) == "of":
        values = tuple(number / 4 for number in values)  # "three quarters of an hour"
        after += 3
    after += numerals.text(after) in {"-", "–"}
    business = False
    while (word := numerals.word(after)) in _CALENDAR | _BUSINESS:
        business |= word in _BUSINESS
        after += 1
    word = numerals.word(after)
    unit = _UNITS.get(word, word.removesuffix("s"))
    if unit == "day" and business:
        unit = "business day"
    if unit not in lexicon.durations:
        return None
    size, base = lexicon.durations[unit]
    rest, after = _rest(numerals, after + 1)
    spelled = numerals.word(at)
    weak = not rest and values == (1.0,) and spelled in {"a", "an", "one"}
    return _Found(
        FigureKind.DURATION, tuple((number + rest) * size for number in values), base, after, weak
    )


def _rest(numerals: Numerals, at: int) -> tuple[float, int]:
    """The "and a half" behind "an hour", and the position after it."""
    if (numerals.word(at), numerals.word(at + 1)) == ("and", "a"):
        part = {"half": 0.5, "quarter": 0.25}.get(numerals.word(at + 2), 0.0)
        if part:
            return part, at + 3
    return 0.0, at


def _ordinal(numerals: Numerals, lexicon: Lexicon, at: int) -> _Found | None:
    """The third day is day 3; an ordinal alone ("first, ...") says nothing, so it is weak."""
    number = lexicon.ordinals.get(numerals.word(at))
    return _Found(FigureKind.NUMBER, (float(number),), "", at + 1, weak=True) if number else None


def _count(numerals: Numerals, _lexicon: Lexicon, at: int) -> _Found | None:
    values, after = numerals.value(at)
    if not values or numerals.word(at) in {"a", "an", "half"}:
        return None
    weak = values == (1.0,) or (numerals.kind(at) == "word" and values in {(0.0,), (2.0,)})
    return _Found(FigureKind.NUMBER, values, "", after, weak)


_PARSES: tuple[_Parse, ...] = (
    _written_date, _weekday, _month_first, _time, _money, _duration, _percent, _day_first, _count,
    _ordinal,
)  # fmt: skip


def _bound(numerals: Numerals, lexicon: Lexicon, at: int) -> str:
    before = [
        Word(token.text.lower(), token.start, token.end)
        for token in numerals.tokens[max(0, at - _BOUND_REACH) : at]
    ]
    for first in range(len(before)):
        for bound, phrases in lexicon.bounds.items():
            length = phrases.at(before, first)
            if length and first + length == len(before):
                return bound
    return ""
