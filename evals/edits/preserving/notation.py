"""The same figures written another way: words and digits, dates, times, money, durations."""

import re

from evals.edits.dates import MONTH, ordinal
from evals.edits.edit import keeps
from evals.edits.text import pick, substituted

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNIT = r"(?:(?:full|working|business|calendar|consecutive) )?(?:day|week|month|year|hour|minute)s?"
_THING = r"(?:photos|pictures|seats|people|repairs|copies|proofs|children|nights|quotes)"
_TIMED = rf"(?= (?:{_UNIT}|{_THING})\b)"
_DIGITS = re.compile(
    rf"(?<![\w.,:/£$€#-])(?<! of )(?P<a>[1-9]\d?)"
    rf"(?:(?P<to> to | or |[-–])(?P<b>[2-9]|[1-9]\d))?{_TIMED}"
)
_WORD = "|".join(_ONES[2:])
_WORDS = re.compile(rf"(?<![\w-])(?P<a>{_WORD})(?:(?P<to> to | or )(?P<b>{_WORD}))?{_TIMED}", re.I)


def number_word(number: int) -> str:
    """A number below a hundred in words: 45 is "forty-five"."""
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


@keeps
def spelled_out(draft: str) -> str | None:
    """Write counts of days, hours and things in words."""

    def spelled(found: re.Match[str]) -> str:
        first = number_word(int(found["a"]))
        if not found["b"]:
            return first
        return f"{first} {found['to'].strip(' -–') or 'to'} {number_word(int(found['b']))}"

    return substituted(draft, _DIGITS, spelled)


@keeps
def in_digits(draft: str) -> str | None:
    """Write counts of days, hours and things in digits."""

    def digits(found: re.Match[str]) -> str:
        first = str(_ONES.index(found["a"].lower()))
        return first + (f"{found['to']}{_ONES.index(found['b'].lower())}" if found["b"] else "")

    return substituted(draft, _WORDS, digits)


_DAY_MONTH = re.compile(
    r"(?<!\d to )(?<!\d and )(?<!\d or )(?<![\d–-])(?<!\d )\b(?P<day>\d{1,2}) "
    rf"(?P<month>{MONTH})\b(?! (?:to|and|or) \d)(?!\s?[-–])(?! \d{{1,2}}:)"
    r"(?P<year> 20\d\d\b)?(?! \d)"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?!\d|st|nd|rd|th|[-–:]|,? (?:and|to|or) \d)"
    rf"(?P<year>, 20\d\d)?\b"
)


@keeps
def dates(draft: str) -> str | None:
    """Write each date another way: "6 November", "November 6", "6th November", "6 Nov"."""
    form = pick(draft, "dates", ("american", "ordinal", "short"))

    def other(found: re.Match[str]) -> str:
        day, month, year = int(found["day"]), found["month"], found["year"] or ""
        if form == "american":
            return f"{month} {day}" + (f", {year.strip()}" if year else "")
        return f"{ordinal(day)} {month}{year}" if form == "ordinal" else f"{day} {month[:3]}{year}"

    said = substituted(draft, _DAY_MONTH, other)
    if said != draft:
        return said
    return substituted(
        draft, _MONTH_DAY, lambda m: f"{m['day']} {m['month']}{(m['year'] or '').strip(',')}"
    )


_LATE = re.compile(r"(?<![\d:.-])(?P<hour>1[3-9]|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])(?! ?[-–])")
_HALF_DAY = re.compile(
    r"(?<![\d:.–-])(?<!\d to )(?P<hour>[1-9]|1[01])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>am|pm)\b"
    r"(?! ?(?:[-–]|to ))"
)


@keeps
def clock(draft: str) -> str | None:
    """Write each time of day another way: "14:20", "2:20 pm"; "8am", "8:00 am", "08:00"."""
    form = pick(draft, "clock", ("spaced", "minutes", "long"))

    def other(found: re.Match[str]) -> str:
        hour, minute = int(found["hour"]), found["minute"] or "00"
        if form == "long":
            return f"{hour + 12 * (found['half'] == 'pm'):02}:{minute}"
        if form == "minutes" or found["minute"]:
            return f"{hour}:{minute} {found['half']}"
        return f"{hour} {found['half']}" if " " not in found[0] else f"{hour}{found['half']}"

    said = substituted(draft, _LATE, lambda m: f"{int(m['hour']) - 12}:{m['minute']} pm")
    return substituted(said, _HALF_DAY, other)


_MONEY = re.compile(
    r"(?<![\w.])(?P<sign>[£€$])(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,6})(?P<cents>\.\d\d)?"
    r"(?![\d.,]*\d|[kKmM]\b| ?[-–]|/)(?P<end>(?=[.,;)]|$| (?:on|for|per|a|to|in|from|is|by|if|will"
    r"|was|of|over|extra|each|and)\b))?"
)
_CURRENCY = {"£": ("GBP", "pounds"), "€": ("EUR", "euros"), "$": ("", "dollars")}


@keeps
def money(draft: str) -> str | None:
    """Write each amount another way: "£35", "GBP 35", "35 pounds", "£35.00"."""
    form = pick(draft, "money", ("code", "word", "cents"))

    def other(found: re.Match[str]) -> str:
        code, word = _CURRENCY[found["sign"]]
        amount = found["whole"].replace(",", "") + (found["cents"] or "")
        if form == "word" and found["end"] is not None and amount != "1":
            return f"{amount} {word}"
        if form == "code" and code:
            return f"{code} {amount}"
        return f"{found['sign']}{amount}" + ("" if found["cents"] else ".00")

    return substituted(draft, _MONEY, other)


_PERCENT = re.compile(r"(?<=\d)(?: ?%| per ?cent\b)(?! ?to| ?[-–])")


@keeps
def percent(draft: str) -> str | None:
    """Write "20 percent", "20 per cent" for "20%", or the sign for the word."""
    word = pick(draft, "percent", (" percent", " per cent"))
    return substituted(draft, _PERCENT, lambda m: word if "%" in m[0] else "%")


_EQUAL = {
    "14 days": "two weeks",
    "7 days": "one week",
    "21 days": "three weeks",
    "28 days": "four weeks",
    "two weeks": "14 days",
    "three weeks": "21 days",
    "12 months": "one year",
    "24 months": "two years",
    "36 months": "three years",
    "60 minutes": "one hour",
    "60 min": "one hour",
    "90 minutes": "one and a half hours",
    "one year": "12 months",
    "2 years": "24 months",
    "2 yrs": "24 months",
    "half an hour": "30 minutes",
    "one hour": "60 minutes",
    "an hour": "60 minutes",
}
_SPAN = re.compile(
    rf"(?<![\w.,-])(?<!\d to )(?<! a )(?<!last )(?<!past )(?:{'|'.join(_EQUAL)})(?![\w-])", re.I
)


@keeps
def durations(draft: str) -> str | None:
    """Say a length of time in another unit that is exactly as long: "14 days", "two weeks"."""
    return substituted(draft, _SPAN, lambda m: _EQUAL[m[0].lower()])


_RANGE = re.compile(
    rf"(?<![\w.,:/£$€-])(?P<a>\d{{1,3}})(?P<to> to | ?[-–] ?)(?P<b>\d{{1,3}})(?= {_UNIT}\b)"
)


@keeps
def ranges(draft: str) -> str | None:
    """Write "5 to 7 days" for "5-7 days", or a dash for the word."""
    dash = pick(draft, "dash", ("-", "–"))
    return substituted(
        draft, _RANGE, lambda m: f"{m['a']}{dash if m['to'] == ' to ' else ' to '}{m['b']}"
    )


EDITS = (spelled_out, in_digits, dates, clock, money, percent, durations, ranges)
