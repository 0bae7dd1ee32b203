"""Numbers of a text: groups of digits, and the windows of groups that may be one number.

People write "4111 1111 1111 1111", "4111.1111.1111.1111", one digit at a time, or break the line in
the middle. A window is a few neighbouring groups; whoever judges it sees how it was grouped.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from api.rewriting.personal.cues import Cues

_GROUP = re.compile(r"[0-9]+")
_BETWEEN = frozenset(" .-_/\t")
_GAP = re.compile(
    r"[ \t]{1,3}|[ \t]?[-._/]|[-_/][ \t]|[ \t][-/][ \t]|[ \t]?[()][ \t(./-]?|[ \t-]?\r?\n[ \t]?"
)
"""What stands between the groups of one number. A full stop with a space ends a sentence."""
_MOST_GROUPS = 8
_LEAST_DIGITS, _MOST_DIGITS = 9, 19
_FREE_WINDOWS, _CHARS_A_WINDOW = 500, 8
_SPELLED = 9
"""Single digits in a row, evenly spaced, that are one number written a digit at a time."""
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    r"(?<![\w.,/])(?<!\d )(?:"
    rf"{_YEAR}([./-])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([./ -])\d{{1,2}}\2{_YEAR}"
    rf"|\d{{1,2}}([./])\d{{1,2}}\3\d\d|{_YEAR}[ ]?[-/][ ]?{_YEAR}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))(?!\w|[./-]\d| \d\d\d)"
)
_CURRENCY = (
    r"eur|usd|gbp|inr|cad|aud|nzd|chf|sek|nok|dkk|pln|brl|zar|jpy|sgd|euros?|dollars?|pounds?|"
    r"rupees?|kr|kroner|kronor|zł|zl|rs|pence|cents?"
)
_SUM = r"(?:\d{1,3}(?:[ .,']\d{3}){1,6}|\d{1,15})(?:[.,]\d{1,2}(?!\d))?"
_MONEY = re.compile(
    rf"(?:[€$£¥₹]|\b(?:{_CURRENCY})\.?)[ \t]?{_SUM}"
    rf"|(?<![\d.,]){_SUM}[ \t]?(?:[€$£¥₹%]|(?:{_CURRENCY})\b)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<![\w.,])\d{1,12}[.,]\d{1,2}(?![\w.,]\d|\d)")


class Group(NamedTuple):
    """Digits without anything between them; `spaced` if they were written one at a time."""

    start: int
    end: int
    digits: str


class Window(NamedTuple):
    """Neighbouring groups taken as one number; `sizes` are the digits of each group."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]


class Numbers:
    """The numbers of one folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues = Cues(text)
        self.groups = [Group(*m.span(), m.group()) for m in _GROUP.finditer(text)]
        self._spell()

    @cached_property
    def dates(self) -> list[tuple[int, int]]:
        """Where dates stand that are written in digits."""
        return [found.span() for found in _DATE.finditer(self.text)]

    @cached_property
    def joined(self) -> list[bool]:
        """For each group, whether it may go on in the next one: little stands between them."""
        ends = [group.end for group in self.groups]
        starts = [group.start for group in self.groups[1:]]
        gaps = (_GAP.fullmatch(self.text, *gap) for gap in zip(ends, starts, strict=False))
        return [*(gap is not None for gap in gaps), False]

    def windows(self) -> Iterator[Window]:
        """Every window of 9 to 19 digits, by its start, the longest last.

        Where a text has more of them than anybody writes (dozens of numbers without a word in
        between), the rest of its numbers are windows as far as they go: judged by nobody, so that
        no text takes long. Such a window has no sizes.
        """
        left = _FREE_WINDOWS + len(self.text) // _CHARS_A_WINDOW
        for at in range(len(self.groups)):
            for window in self.from_group(at, _LEAST_DIGITS):
                left -= 1
                yield window
            if left < 0:
                yield from self.runs(at + 1, _LEAST_DIGITS)
                return

    def runs(self, at: int, least: int) -> Iterator[Window]:
        """All that is joined from group `at` on, as windows of `least` digits or more."""
        first = at
        for last in range(at, len(self.groups)):
            if self.joined[last]:
                continue
            digits = "".join(group.digits for group in self.groups[first : last + 1])
            if len(digits) >= least:
                yield Window(self.groups[first].start, self.groups[last].end, digits, ())
            first = last + 1

    def from_group(self, at: int, least: int) -> Iterator[Window]:
        """The windows of `least` to 19 digits that begin with this group, the longest last."""
        joined, groups = self.joined, self.groups
        start, _, digits = groups[at]
        sizes: tuple[int, ...] = (len(digits),)
        for last in range(at, at + _MOST_GROUPS):
            if last > at:
                digits += groups[last].digits
                sizes += (len(groups[last].digits),)
            if len(digits) > _MOST_DIGITS:
                return
            if len(digits) >= least:
                yield Window(start, groups[last].end, digits, sizes)
            if not joined[last]:
                return

    @cached_property
    def money(self) -> list[tuple[int, int]]:
        """Where amounts of money and percentages stand."""
        return [found.span() for found in _MONEY.finditer(self.text)]

    @cached_property
    def decimals(self) -> list[tuple[int, int]]:
        """Where numbers with one or two decimals stand."""
        return [found.span() for found in _DECIMAL.finditer(self.text)]

    def dated(self, start: int, end: int) -> bool:
        """True if a date stands in the piece, or the piece in a date."""
        return _meet(self.dates, start, end)

    def paid(self, start: int, end: int) -> bool:
        """True if an amount of money stands in the piece, or the piece in one."""
        return _meet(self.money, start, end)

    def priced(self, start: int) -> bool:
        """True if the digit at `start` is one of an amount, or of a number with decimals."""
        return any(_meet(spans, start, start + 1) for spans in (self.money, self.decimals))

    def _spell(self) -> None:
        """Make one group of digits that were written one at a time."""
        made: list[Group] = []
        for run in self._spelled():
            if len(run) < _SPELLED:
                made += run
            else:
                made.append(Group(run[0].start, run[-1].end, "".join(g.digits for g in run)))
        self.groups = made

    def _spelled(self) -> Iterable[list[Group]]:
        run: list[Group] = []
        gap = ""
        for group in self.groups:
            between = self.text[run[-1].end : group.start] if run else ""
            single = group.end - group.start == 1
            alike = not gap or between == gap
            if run and single and len(between) == 1 and between in _BETWEEN and alike:
                gap = between
                run.append(group)
                continue
            if run:
                yield run
            run, gap = [group], ""
            if not single:
                yield run
                run = []
        if run:
            yield run


def _meet(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """True if one of the spans, which are in order, has a character of the piece."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start


def glued(text: str, start: int, end: int) -> bool:
    """True if an ASCII letter or digit stands right beside the piece: it is part of a code."""
    return _ascii_word(text[start - 1 : start] if start else "") or _ascii_word(text[end : end + 1])


def _ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()
