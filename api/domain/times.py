"""When and how long: dates, weekdays, times of day and durations, as they are written."""

import re

from api.domain.figure import CLOCK, EITHER, HALF_DAY, FigureKind, Found
from api.domain.lexicon import Lexicon
from api.domain.numerals import Numerals

HOURS = {"noon": 12 * 60.0, "midday": 12 * 60.0, "midnight": 0.0}
WHOLE_WEEKS = frozenset({"weekday", "weekdays", "weekend", "weekends"})
_TOLD = {"both": 2.0, "another": 1.0}
"""Words that count units: "both nights", "another fortnight"."""
_ONE_DAY = frozenset({"weekday", "weekend"})
_UNITS = {
    "h": "hour", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "wk": "week", "wks": "week", "yr": "year", "yrs": "year",
    "d": "day", "mo": "month", "mos": "month", "mths": "month", "mth": "month", "s": "second",
    "daily": "day", "weekly": "week", "monthly": "month", "yearly": "year",
}  # fmt: skip
_CALENDAR = frozenset({"calendar", "full", "consecutive", "whole", "more", "additional", "further"})
_BUSINESS = frozenset({"business", "working", "work", "wkg"})
_CENTURY = 100
_POINTING = frozenset({"those", "these", "both"})
"""Words before a number of days that were named already: "on those two days"."""
_QUARTERS = frozenset({"quarter", "quarters"})
_LAST_DAY = 31
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_STATUSES = range(400, 600)
"""Answers of servers, which come in numbers: "429s"."""
_AGED = frozenset({"under", "over"})
_ALSO_WORDS = frozenset({"may", "march", "mar", "sep", "jan"})
"""Months whose name alone says something else as often."""
_IN_A_MONTH = frozenset(
    {"in", "by", "until", "till", "since", "from", "during", "early", "late", "mid", "of", "before",
     "after", "to", "through", "next", "last", "this"}
)  # fmt: skip
"""Words behind which such a name, with a capital, is a month."""
_DAY = 86_400.0
_MINUTES = 60
"""Minutes of an hour, and seconds of a minute."""
_ALSO_SAID = frozenset({"mon", "wed", "sat", "sun"})
"""Short names of days that are words of their own as often."""
_ON_A_DAY = frozenset({"on", "by", "until", "till", "every", "next", "last", "til"})
_LISTING = frozenset({",", "/", "("})
_ARTICLES = frozenset({"the", "a"})
"""Words before a capital "Sun" or "Sat" that is a name."""
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "am", "pm"})
_EACH = frozenset({"a", "per", "each", "every"})
_JOINTS = frozenset({"-", "–", "—"})
_UNTIL = frozenset({"until", "till"})
_TO = _UNTIL | {"to"}
_NO_TIME = (None, "", 0)
_ON_THE_CLOCK = 12
_PARTS_OF_DAY = {
    ("in", "the", "morning"): "am",
    ("in", "the", "afternoon"): "pm",
    ("in", "the", "evening"): "pm",
}


def written_date(numerals: Numerals, _lexicon: Lexicon, at: int) -> Found:
    """2027-05-04, 4/5/2027; a version number is no date but a number of its own."""
    text = numerals.text(at)
    if numerals.kind(at) == "iso":
        return Found(FigureKind.DATE, tuple(map(float, text.split("-"))), "", at + 1)
    if numerals.kind(at) == "slash":
        first, second, year = (float(part) for part in re.split(r"[/.]", text))
        century = 2000 if year < _CENTURY else 0
        return Found(FigureKind.DATE, (year + century, first, second), EITHER, at + 1)
    return Found(FigureKind.NUMBER, (), text, at + 1)


def weekday(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    """Monday, Mondays, Mon, mon; "weekdays" stands for its five, and is weak.

    So is "around the clock", which says 24 hours.
    """
    word = numerals.word(at)
    if (word, numerals.word(at + 1), numerals.word(at + 2)) == ("around", "the", "clock"):
        return Found(FigureKind.DURATION, (_DAY,), "second", at + 3, weak=True)
    if word in WHOLE_WEEKS:
        return Found(FigureKind.WEEKDAY, (), word.removesuffix("s"), at + 1, weak=True)
    day = word.removesuffix("s")
    if day in lexicon.weekdays:
        return Found(FigureKind.WEEKDAY, (), day, at + 1)
    if word in lexicon.weekdays_short and _as_a_day(numerals, lexicon, at):
        return Found(FigureKind.WEEKDAY, (), lexicon.weekdays_short[word], at + 1)
    return None


def _as_a_day(numerals: Numerals, lexicon: Lexicon, at: int) -> bool:
    """True unless the short word says something else: "she sat", "the sun".

    Such a word is a day behind a word of time ("by sat") or beside a number or another day.
    """
    word, before = numerals.word(at), numerals.word(at - 1)
    capital = numerals.text(at)[0].isupper()
    if word not in _ALSO_SAID or (capital and word in {"mon", "wed"}):
        return True
    listed = numerals.text(at - 1) in _LISTING
    if before in _ON_A_DAY or (capital and (before or listed) and before not in _ARTICLES):
        return True
    if numerals.kind(at + 1) in {"number", "clock"} or numerals.word(at + 1) in _PARTS:
        return True
    beside = {numerals.word(at + n) for n in (-2, -1, 1, 2)}
    return not beside.isdisjoint({*lexicon.weekdays, *lexicon.weekdays_short})


def month_first(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    """May 4, May 4th 2027, May 2027; a month alone is weak."""
    month = lexicon.months.get(numerals.word(at))
    if month is None or not numerals.text(at)[0].isupper():
        return None
    days_at = at + 2 if numerals.text(at + 1) == "." else at + 1
    days, after = numerals.value(days_at) if numerals.kind(days_at) == "number" else ((), at + 1)
    if not days:
        told = numerals.word(at + 1) == "the"
        days, after = numerals.ordinal(at + 1 + told)
        if not (told or after > at + 2):  # "in May first ..."
            days, after = (), at + 1
    if not days:
        named = numerals.word(at) not in _ALSO_WORDS or numerals.word(at - 1) in _IN_A_MONTH
        return Found(FigureKind.DATE, (0, month, 0), "", at + 1, weak=True) if named else None
    if days[0] > _LAST_DAY and not _year(numerals, days_at)[0]:  # "in May 171 users"
        return Found(FigureKind.DATE, (0, month, 0), "", at + 1, weak=True)
    if days[0] > _LAST_DAY:
        return Found(FigureKind.DATE, (days[0], month, 0), "", after)
    after += numerals.word(after) in _ORDINALS
    year, after = _year(numerals, after)
    return Found(FigureKind.DATE, (year, month, *days), "", after)


def day_first(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    """4 May, the 4th of May, the fourth of May, 24 to 31 May 2027."""
    days, after = numerals.ordinal(at)
    if not days:
        days, after = numerals.value(at)
    if not days or numerals.word(at) in {"a", "an"}:
        return None
    after += numerals.word(after) in _ORDINALS
    after += numerals.word(after) == "of"
    month = lexicon.months.get(numerals.word(after))
    if month is None or max(days) > _LAST_DAY:
        return None
    if numerals.word(after) in _ALSO_WORDS and not numerals.text(after)[0].isupper():
        return None
    year, after = _year(numerals, after + 1)
    return Found(FigureKind.DATE, (year, month, *days), "", after)


def _year(numerals: Numerals, at: int) -> tuple[float, int]:
    at_year = at + 1 if numerals.text(at) == "," else at
    text = numerals.text(at_year)
    if text.isdigit() and len(text) == len("2000") and text[:2] in {"19", "20"}:
        return float(text), at_year + 1
    return 0.0, at


def time_of_day(numerals: Numerals, _lexicon: Lexicon, at: int) -> Found | None:
    """1 pm, 13:00, 8-10am, noon, half past two, 5 o'clock."""
    past = _past(numerals, at)
    if past:
        return past
    if numerals.text(at - 1) == "/" and numerals.kind(at - 2) == "number":
        return None  # "14/8 AM" is a morning of a day
    first, half, after = _clock(numerals, at)
    if first is None:
        return None
    second, other, end = _clock(numerals, after + 1) if _joined(numerals, at, after) else _NO_TIME
    told = other or numerals.kind(after + 1) == "clock" or numerals.word(at) not in HOURS
    if second is not None and told and (half or other or numerals.kind(at) == "clock"):
        unit = _unit(half or other, max(first, second))
        return Found(FigureKind.TIME, _span(first, half, second, other), unit, end)
    if not half and numerals.kind(at) == "number":
        return None
    return Found(FigureKind.TIME, (_in_half(first, half),), _unit(half, first), after)


def _joined(numerals: Numerals, at: int, after: int) -> bool:
    """True where a time that starts `at` and ends before `after` begins a range.

    "At 9:10 and 13:40" are two times, and in "we hold 7.45 until noon" the hours are held.
    """
    joint = numerals.word(after)
    if joint == "and":
        return "between" in {numerals.word(at - 1), numerals.word(at - 2)}
    if joint in _UNTIL and numerals.word(after + 1) in HOURS:
        return after > at + 1 or numerals.kind(at) == "clock"
    return joint in _TO or numerals.text(after) in _JOINTS


def _past(numerals: Numerals, at: int) -> Found | None:
    """Half past two, a quarter to three."""
    minutes = {"half": 30.0, "quarter": 15.0}.get(numerals.word(at))
    way = numerals.word(at + 1)
    if minutes is None or way not in {"past", "to"}:
        return None
    hour, after = numerals.value(at + 2)
    if not hour:
        return None
    since = hour[0] * 60 + (minutes if way == "past" else -minutes)
    return Found(FigureKind.TIME, (since % HALF_DAY,), CLOCK, after)


def _clock(numerals: Numerals, at: int) -> tuple[float | None, str, int]:
    """Minutes on the clock face, "am" or "pm" or "", and the position after them.

    Noon and midnight are times with their half of the day.
    """
    word = numerals.word(at)
    if word in HOURS:
        return HOURS["noon"] * bool(HOURS[word]), ("pm" if HOURS[word] else "am"), at + 1
    if numerals.kind(at) not in {"number", "clock"}:
        return None, "", at
    hours, _, minutes = numerals.text(at).replace(".", ":").partition(":")
    since = float(hours.replace(",", "")) * 60 + float(minutes or 0)
    if since > 2 * HALF_DAY:
        return None, "", at
    after = at + 1
    half, after = _half(numerals, after, noon=since == HOURS["noon"])
    return (0.0 if half == "am" and since == HOURS["noon"] else since), half, after


def _half(numerals: Numerals, at: int, *, noon: bool) -> tuple[str, int]:
    """ "am", "pm", the clock face or nothing, as said behind a time; and the position after it."""
    word, second, third = (numerals.word(at + n) for n in range(3))
    if word in {"am", "pm"}:
        return word, at + 1
    if noon and word in HOURS:  # "12 noon"
        return ("pm" if HOURS[word] else "am"), at + 1
    if word in {"a", "p"} and numerals.text(at + 1) == "." and third == "m":
        return word + "m", at + 3
    if (word, second) == ("o", "clock"):
        return CLOCK, at + 2
    part = _PARTS_OF_DAY.get((word, second, third), "")
    return part, at + 3 * bool(part)


def _span(first: float, half: str, second: float, other: str) -> tuple[float, float]:
    """Both ends of "8-10am": the first takes the half of the second, if it then comes before.

    "22:00 to 02:00" ends on the next day.
    """
    end = _in_half(second, other)
    start = _in_half(first, half or other)
    if not half and start > end and first < (_ON_THE_CLOCK + 1) * 60:
        start = (start + HALF_DAY) % (2 * HALF_DAY)
    return start, end


def _in_half(since: float, half: str) -> float:
    if half in {"am", "pm"}:
        return since % HALF_DAY + (HALF_DAY if half == "pm" else 0)
    return since


def _unit(half: str, since: float = 0.0) -> str:
    """A clock face without "am" or "pm" may mean either half, unless it says 13 or more."""
    return "" if half in {"am", "pm"} or since >= (_ON_THE_CLOCK + 1) * 60 else CLOCK


def duration(numerals: Numerals, lexicon: Lexicon, at: int) -> Found | None:
    """24 hours, a day, two and a half hours, an hour and a half, 1 hour 30 minutes, 5-7 days."""
    values, after = numerals.value(at)
    told = _TOLD.get(numerals.word(at))
    if told:
        values, after = (told,), at + 1
    if not values and (numerals.word(at), numerals.word(at + 1)) == ("quarter", "of"):
        values, after = (1.0,), at
    kind_of_day = numerals.word(after) in _ONE_DAY and numerals.word(after + 1)
    if (
        not values
        or kind_of_day
        or (numerals.word(at) in {"a", "an"} and numerals.word(after) in WHOLE_WEEKS)
    ):
        return None  # "on a weekday" is said of its days, "two weekday visits" of visits
    if numerals.word(after) in _QUARTERS and numerals.word(after + 1) == "of":
        values = tuple(number / 4 for number in values)  # "three quarters of an hour"
        after += 3
    if (numerals.word(after), numerals.word(after + 1)) == ("or", "more"):
        after += 2  # "two or more days"
    before, after = _rest(numerals, after)
    if numerals.word(after) == "s" and (_aged(numerals, at) or values[0] in _STATUSES):
        return None
    size, base, after = _measure(numerals, lexicon, after)
    if not base or (numerals.word(after - 1).endswith("ly") and "." in numerals.text(at)):
        return None  # "0.50 daily" is a price
    behind, after = _rest(numerals, after)
    more, after = _smaller(numerals, lexicon, after, size, base)
    spelled = numerals.word(at) in {"a", "an", "one"} and values == (1.0,)
    each = numerals.word(after) in _EACH and numerals.word(after + 1) in lexicon.durations
    written = numerals.kind(at) == "number" and values == (1.0,)
    weak = each or bool(told) or ((spelled or written) and not before + behind + more)
    weak = weak or numerals.word(at - 1) in _POINTING
    if spelled and (numerals.word(after), numerals.word(after + 1)) == ("or", "two"):
        return Found(FigureKind.DURATION, (size, 2 * size), base, after + 2, weak=True)
    found = tuple((number + before + behind) * size + more for number in values)
    return Found(FigureKind.DURATION, found, base, after, weak)


def _aged(numerals: Numerals, at: int) -> bool:
    """True for the people of "under-12s": no seconds."""
    joined = numerals.text(at - 1) in _JOINTS
    return numerals.word(at - 1 - joined) in _AGED


def _measure(numerals: Numerals, lexicon: Lexicon, at: int) -> tuple[float, str, int]:
    """Size and base of the unit that stands here, "" for none, and the position after it."""
    at += numerals.text(at) in {"-", "–"}
    business = False
    while (word := numerals.word(at)) in _CALENDAR | _BUSINESS:
        business |= word in _BUSINESS
        at += 1
    word = numerals.word(at)
    unit = _UNITS.get(word, word.removesuffix("s"))
    if unit == "day" and business:
        unit = "business day"
    size, base = lexicon.durations.get(unit, (0, ""))
    return float(size), base, at + 1


def _rest(numerals: Numerals, at: int) -> tuple[float, int]:
    """The "and a half" before or behind a unit, and the position after it."""
    if (numerals.word(at), numerals.word(at + 1)) == ("and", "a"):
        part = {"half": 0.5, "quarter": 0.25}.get(numerals.word(at + 2), 0.0)
        if part:
            return part, at + 3
    return 0.0, at


def _smaller(
    numerals: Numerals, lexicon: Lexicon, at: int, size: float, base: str
) -> tuple[float, int]:
    """The "30 minutes" behind "1 hour", in the base unit, and the position after it."""
    start = at + (numerals.word(at) == "and")
    values, after = numerals.value(start)
    if len(values) != 1 or numerals.kind(start) != "number":
        return 0.0, at
    smaller, other, end = _measure(numerals, lexicon, after)
    if other == base and smaller < size:
        return values[0] * smaller, end
    short = numerals.word(at - 1) == "h" and start == at and not other
    if short and values[0] < _MINUTES:  # "2 h 10"
        return values[0] * _MINUTES, after
    return 0.0, at
