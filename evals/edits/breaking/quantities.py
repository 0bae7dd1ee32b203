"""How amounts, dates, durations and times stand in a draft, for the edits that change them."""

import re

from evals.edits.dates import MONTH
from evals.edits.text import matches

Found = tuple[int, re.Match[str]]
"""Where a figure stands in the draft, and the figure."""

WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
UNIT = r"(?:working |business |calendar )?(?:day|week|month|year|hour|minute|min)s?"
AMOUNT = re.compile(
    r"(?<![\w.])(?:[£€$]|(?:EUR|GBP|USD|CAD|SEK) |Rs\.? )(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})"
    r"(?:\.\d\d)?(?![\d.,]*\d|[kKmM]\b)"
)
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?P<nth>st|nd|rd|th)? (?P<month>{MONTH})\b"
    rf"|\b(?P<first>{MONTH}) (?P<second>\d{{1,2}})\b(?![:–-])"
)
DURATION = re.compile(
    rf"(?<![\w.,:/£$€–-])(?<!to )(?<!and )(?<!or )(?P<n>[1-9]\d?|{'|'.join(WORDS)})"
    rf" (?P<unit>{UNIT})\b",
    re.I,
)
PERCENT = re.compile(r"(?<![\w.,])(?P<n>\d{1,2})(?:\.\d)?(?: ?%| per ?cent)")
CLOCK = re.compile(
    r"(?<![\d:.–-])(?P<hour>[01]?\d|2[0-3])(?P<minute>[:.][0-5]\d)?(?P<half> ?(?:am|pm))?\b"
    r"(?![\d:%.–-])"
)


def once(draft: str, pattern: re.Pattern[str]) -> list[Found]:
    """The figures whose words stand in the draft only once: changed there, they are changed."""
    return [
        (start, found)
        for start, found in matches(draft, pattern)
        if len(re.findall(rf"(?<!\d){re.escape(found[0])}(?!\d)", draft)) == 1
    ]
