"""Figures with another value: amounts, dates, durations, shares, times, units."""

import re
from collections.abc import Sequence

from evals.edits.breaking.quantities import (
    AMOUNT,
    CLOCK,
    DATE,
    DURATION,
    PERCENT,
    WORDS,
    Found,
    once,
)
from evals.edits.dates import ordinal
from evals.edits.edit import breaks
from evals.edits.text import capital, cut, pick

_LAST_DAY = 28
"""Every month has the days up to this one."""
_SMALLER = {
    "working day": "day",
    "business day": "day",
    "calendar day": "hour",
    "day": "hour",
    "week": "day",
    "month": "week",
    "year": "month",
    "hour": "minute",
    "minute": "second",
    "min": "sec",
}
_RANGE = re.compile(r"\b(?:and|to|or|between) $")


def _changed(draft: str, found: Sequence[Found], step: int) -> str | None:
    """One of the figures with another number, which stands nowhere in the draft."""
    if not found:
        return None
    start, match = pick(draft, "figure", found)
    at = start + match.start("n") - match.start()
    return cut(draft, at, at + len(match["n"]), _another(draft, match["n"], step))


def _another(draft: str, old: str, step: int) -> str:
    if old.lower() in WORDS:
        word = WORDS[(WORDS.index(old.lower()) + 2) % len(WORDS)]
        return capital(word) if old[0].isupper() else word
    number = int(old.replace(",", ""))
    used = {int(n.replace(",", "")) for n in re.findall(r"\d{1,9}(?:,\d{3})*", draft)}
    new = number + pick(draft, old, (step, -step) if number > step + 1 else (step,))
    while new in used or new < 1:
        new += 1
    return f"{new:,}" if "," in old else str(new)


@breaks("changed_figure", "invented_fact")
def changed_amount(draft: str) -> str | None:
    """Change an amount of money."""
    return _changed(draft, once(draft, AMOUNT), step=5)


@breaks("changed_figure", "invented_fact")
def changed_date(draft: str) -> str | None:
    """Move a date by some days within its month."""
    dates = [
        (start, found)
        for start, found in once(draft, DATE)
        if not _RANGE.search(draft[max(0, start - 8) : start])
    ]
    if not dates:
        return None
    start, found = pick(draft, "date", dates)
    old = int(found["day"] or found["second"])
    used = {int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", draft)}
    near = (old + 3, old - 4, old + 1, old - 2, *range(1, _LAST_DAY))
    new = next(day for day in near if 0 < day <= _LAST_DAY and day not in used)
    if found["first"]:
        said = f"{found['first']} {new}"
    else:
        said = f"{ordinal(new) if found['nth'] else new} {found['month']}"
    return cut(draft, start, start + len(found[0]), said)


@breaks("changed_figure", "new_deadline", "invented_fact")
def changed_duration(draft: str) -> str | None:
    """Change how many days, weeks or hours something lasts."""
    several = [(start, f) for start, f in once(draft, DURATION) if f["unit"].endswith("s")]
    return _changed(draft, several, step=2)


@breaks("changed_figure", "invented_fact")
def changed_percent(draft: str) -> str | None:
    """Change a percentage."""
    return _changed(draft, once(draft, PERCENT), step=5)


@breaks("changed_figure", "invented_fact")
def changed_time(draft: str) -> str | None:
    """Change a time of day by an hour."""
    times = [
        (start, found)
        for start, found in once(draft, CLOCK)
        if found["half"] or (found["minute"] or "").startswith(":")
    ]
    if not times:
        return None
    start, found = pick(draft, "time", times)
    hour, latest = int(found["hour"]), 11 if found["half"] else 22
    new = hour + 1 if hour < latest else hour - 1
    said = f"{new:02}" if found["hour"].startswith("0") else str(new)
    return cut(draft, start, start + len(found["hour"]), said)


@breaks("changed_figure", "new_deadline", "invented_fact")
def changed_unit(draft: str) -> str | None:
    """Give a length of time in a shorter unit: weeks become days, working days plain days."""
    found = once(draft, DURATION)
    if not found:
        return None
    start, match = pick(draft, "unit", found)
    unit = match["unit"]
    smaller = _SMALLER[unit.lower().removesuffix("s")] + ("s" if unit.endswith("s") else "")
    end = start + len(match[0])
    return cut(draft, end - len(unit), end, smaller)


EDITS = (
    changed_amount,
    changed_date,
    changed_duration,
    changed_percent,
    changed_time,
    changed_unit,
)
