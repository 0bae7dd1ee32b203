"""Right figures in the wrong place: limits turned round, figures that stand for other things."""

import re
from itertools import combinations

from evals.edits.breaking.quantities import AMOUNT, DATE, DURATION, UNIT, once
from evals.edits.dates import MONTH
from evals.edits.edit import breaks
from evals.edits.text import cut, matches, pick, substituted

_NUMBER = r"(?= [£$€]?\d[\d,]*\b)"
_DAY = rf"\d{{1,2}} (?:{MONTH})"
_SOME_DAYS = r"\d+ (?:working |business )?(?:days|weeks|months|hours)"
_BOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"\bat least{_NUMBER}", ("at most", "no more than")),
    (rf"\bup to{_NUMBER}(?! \d+ {UNIT} (?:before|ahead))", ("at least",)),
    (rf"\bwithin(?= {_SOME_DAYS})", ("after",)),
    (rf"\bbefore(?= {_DAY}| \d{{1,2}}(?::\d\d|am|pm))", ("after",)),
    (rf"\bby(?= {_DAY})", ("after",)),
    (rf"(?<!\d )\bover{_NUMBER}", ("under",)),
    (rf"(?<!\d )\bunder{_NUMBER}", ("over",)),
    (rf"\babove{_NUMBER}", ("below",)),
    (rf"\bbelow{_NUMBER}", ("above",)),
    (rf"\bmore than{_NUMBER}", ("less than",)),
    (rf"\bless than{_NUMBER}", ("more than",)),
    (rf"\b(?:min|minimum){_NUMBER}", ("maximum",)),
    (rf"\b(?:max|maximum){_NUMBER}", ("minimum",)),
)
_TURNED = tuple((re.compile(bound, re.I), others) for bound, others in _BOUNDS)
_APART = re.compile(r"[a-z]{4}.{0,400}\b(?!and|the|for|from|with)[a-z]{3,}\b", re.S)
"""Between two figures that do not stand for the same: "2 and 9 October" would only be turned."""


@breaks("changed_figure", "new_deadline", "dropped_condition")
def flipped_bound(draft: str) -> str | None:
    """Turn one limit round: "at least" and "at most", "before" and "after"."""
    found = [(pattern, others) for pattern, others in _TURNED if any(matches(draft, pattern))]
    if not found:
        return None
    pattern, others = pick(draft, "bound", found)
    return substituted(draft, pattern, pick(draft, "flipped", others), limit=1)


def _swapped(draft: str, pattern: re.Pattern[str]) -> str | None:
    """Two different figures of one kind, each said once, change places."""
    found = [(start, start + len(match[0])) for start, match in once(draft, pattern)]
    pairs = [
        (one, two)
        for one, two in combinations(found, 2)
        if _APART.search(draft[one[1] : two[0]])
        and (draft[one[1] - 1] == "s") == (draft[two[1] - 1] == "s")
    ]
    if not pairs:
        return None
    one, two = pick(draft, "swapped", pairs)
    between = draft[one[1] : two[0]]
    return cut(draft, one[0], two[1], draft[slice(*two)] + between + draft[slice(*one)])


@breaks("reattached_fact", "changed_figure")
def swapped_amounts(draft: str) -> str | None:
    """Let two amounts change places, so that each stands for the other thing."""
    return _swapped(draft, AMOUNT)


@breaks("reattached_fact", "changed_figure")
def swapped_dates(draft: str) -> str | None:
    """Let two dates change places."""
    return _swapped(draft, DATE)


@breaks("reattached_fact", "changed_figure")
def swapped_durations(draft: str) -> str | None:
    """Let two lengths of time change places."""
    return _swapped(draft, DURATION)


EDITS = (flipped_bound, swapped_amounts, swapped_dates, swapped_durations)
