"""Telephone numbers: candidates by their looks, judged by the numbering plans of `phonenumbers`.

The one door to that library. Of its metadata only the plans' general patterns are used, which are
compiled once: its own parser takes a tenth of a millisecond a number, and calls the numbers that
regulators keep for drama invalid, which people write into drafts all the same.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from phonenumbers.phonemetadata import PhoneMetadata

from api.rewriting.personal.found import Found, Kind
from api.rewriting.personal.numbers import Numbers, Window, glued

REGIONS = (
    "US", "GB", "IE", "AU", "NZ", "ZA", "IN", "SG", "DE", "AT", "CH", "FR", "BE", "NL", "ES", "PT",
    "IT", "PL", "SE", "NO", "DK", "FI", "BR", "MX",
)  # fmt: skip
"""Whose national forms are known; international ones are known for every country."""
_LEAST, _MOST = 7, 15
_MOST_AT_HOME, _MOST_GROUPS_OF_LONG = 12, 2
_LEAST_ABROAD = 7
_LEAST_TRUNK, _LEAST_BRACKETED = 9, 3
_MOST_GROUPS = 7
_FREE_PLACES, _CHARS_A_PLACE = 100, 40
"""More numbers in a text than anybody writes are telephone numbers unjudged: no text takes long."""
_KEY_DIGITS = 9
"""Digits that "+44 20 7946 0018" and "020 7946 0018" share."""
_PLUS = re.compile(r"(?:\(\s?)?\+\s?\(?$")
_SAME_LINE = re.compile(r"[ \t.\-_/)]+")
_DECIMAL = re.compile(r"[.,][0-9]")
_GROUPED: tuple[tuple[tuple[int, ...], re.Pattern[str]], ...] = tuple(
    (sizes, re.compile(form))
    for sizes, form in (
        ((3, 3, 4), r"[2-9]\d{9}"),  # North America, Italian mobiles
        ((3, 7), r"[2-9]\d\d[2-9]\d{6}"),
        ((1, 3, 3, 4), r"1[2-9]\d{9}"),
        ((4, 3, 3), r"1[38]00\d{6}"),  # Australia, Ireland
        ((4, 3, 4), r"1[38]00\d{7}"),
        ((5, 5), r"[6-9]\d{9}"),  # India
        ((3, 3, 3), r"[5-9]\d{8}"),  # Spain, Portugal, Poland
        ((3, 2, 2, 2), r"[5-9]\d{8}"),
        ((3, 4, 4), r"1[3-9]\d{9}"),  # China
        ((2, 5, 4), r"[1-9]\d9\d{8}"),  # Brazil
        ((2, 4, 4), r"[1-9]\d[2-9]\d{7}"),
    )
)
_LOCAL = ((3, 4), (4, 4), (2, 2, 2, 2), (3, 2, 3), (3, 2, 2))


@lru_cache(maxsize=512)
def _abroad(code: int) -> re.Pattern[str]:
    """The numbers of all regions that share a country code, with or without a trunk prefix."""
    plans = (
        PhoneMetadata.metadata_for_nongeo_region(code)
        if region == "001"
        else PhoneMetadata.metadata_for_region(region)
        for region in COUNTRY_CODE_TO_REGION_CODE[code]
    )
    return re.compile(f"0?(?:{'|'.join(map(_form, plans))})")


@cache
def _national() -> re.Pattern[str]:
    """The national forms of REGIONS, trunk prefix included where a region has one."""
    plans = []
    for region in REGIONS:
        plan = PhoneMetadata.metadata_for_region(region)
        prefix = f"(?:{plan.national_prefix})?" if plan and plan.national_prefix else ""
        plans.append(f"{prefix}(?:{_form(plan)})")
    return re.compile("|".join(plans))


def _form(plan: PhoneMetadata | None) -> str:
    """The pattern for all numbers of a plan; one that nothing fits where there is none."""
    desc = plan.general_desc if plan else None
    return (desc.national_number_pattern if desc else None) or r"(?!)"


def prepare() -> None:
    """Load the plans that nearly every request needs, before the first request."""
    _national()
    _abroad(1)
    _abroad(44)


def is_international(digits: str) -> bool:
    """True for the digits behind a plus, country code first, that a plan allows."""
    for length in (1, 2, 3):
        code = int(digits[:length])
        if code in COUNTRY_CODE_TO_REGION_CODE:
            return bool(_abroad(code).fullmatch(digits, length))
    return False


def is_national(digits: str) -> bool:
    """True for digits that somebody in one of REGIONS could dial."""
    return bool(_national().fullmatch(digits))


def phones(
    numbers: Numbers, *, known: frozenset[str] = frozenset(), ends: frozenset[int] = frozenset()
) -> Iterator[Found]:
    """Yield telephone numbers; with `known`, only those whose last nine digits are in it.

    `ends` are where other numbers of a person end, behind which a telephone number may begin.
    """
    text, done = numbers.text, 0
    left = _FREE_PLACES + len(text) // _CHARS_A_PLACE
    for at, group in enumerate(numbers.groups):
        if group.start < done:
            continue
        if at and numbers.joined[at - 1] and not known:
            before = numbers.groups[at - 1].end
            whole = before == done or before in ends
            if not whole and _SAME_LINE.fullmatch(text, before, group.start):
                continue  # the middle of something else
        if not left:
            for run in numbers.runs(at, _LEAST) if not known else ():
                yield Found(run.start, run.end, Kind.PHONE, run.digits[-_KEY_DIGITS:])
            return
        left -= 1
        found = _Place(numbers, at, known).phone()
        if found:
            done = found.end
            yield found


class _Place:
    """Where a candidate begins, read once for all of its lengths."""

    def __init__(self, numbers: Numbers, at: int, known: frozenset[str]) -> None:
        group = numbers.groups[at]
        before = numbers.text[max(0, group.start - 4) : group.start]
        plus = _PLUS.search(before)
        self._numbers = numbers
        self._text = numbers.text
        self._at = at
        self._known = known
        self._plus = bool(plus)
        self._start = group.start - (len(plus.group()) if plus else before[-1:] == "(")

    def phone(self) -> Found | None:
        """The longest number that begins here."""
        windows = list(self._numbers.from_group(self._at, _LEAST))
        # On one line, if it can be: the next line may begin with another number.
        for window in sorted(windows, key=self._breaks, reverse=True):
            if self._takes(window):
                start, written = self._start, self._text[self._start : window.end]
                if written[0] == "(" and written.count("(") > written.count(")"):
                    start += len(written) - len(written[1:].lstrip())
                return Found(start, window.end, Kind.PHONE, window.digits[-_KEY_DIGITS:])
        return None

    def _breaks(self, window: Window) -> tuple[bool, int]:
        return "\n" not in self._text[window.start : window.end], window.end

    def _takes(self, window: Window) -> bool:
        """True if the window is a telephone number in this place."""
        digits = window.digits
        if len(digits) > _MOST + 2 or len(window.sizes) > _MOST_GROUPS:
            return False
        inside = self._text[window.start : window.end]
        if inside.count("(") > inside.count(")"):
            return False  # "0345 555 0142 (24/7)"
        known = digits[-_KEY_DIGITS:] in self._known
        taken = known if self._known else self._looks_dialled(window)
        beside = glued(self._text, window.start, window.end)
        return taken and (not beside or _extended(self._text, window.end))

    def _looks_dialled(self, window: Window) -> bool:
        digits, cues = window.digits, self._numbers.cues
        rambling = len(digits) > _MOST_AT_HOME and len(window.sizes) > _MOST_GROUPS_OF_LONG
        if self._plus:
            return _LEAST_ABROAD <= len(digits) <= _MOST and is_international(digits)
        if digits.startswith("00") and len(digits) > _LEAST_ABROAD + 1:
            dialled = is_international(digits[2:])
        elif len(digits) > _MOST or rambling:
            return False
        elif cues.phone(window.start, window.end):
            return self._is_free(window) and (is_national(digits) or window.sizes in _LOCAL)
        elif digits[0] == "0" and not self._bracketed(window):
            dialled = len(digits) >= _LEAST_TRUNK and is_national(digits)
        elif self._start < window.start and ")" in self._text[window.start : window.end]:
            dialled = is_national(digits)
        else:
            dialled = any(
                window.sizes == sizes and form.fullmatch(digits) for sizes, form in _GROUPED
            )
        return dialled and self._is_free(window) and not cues.thing(window.start)

    def _bracketed(self, window: Window) -> bool:
        """True for "(020)": a first group of three digits or more with brackets of its own."""
        size = window.sizes[0]
        closed = self._text.startswith(")", window.start + size)
        return closed and size >= _LEAST_BRACKETED and self._start < window.start

    def _is_free(self, window: Window) -> bool:
        """True if no date, amount or decimal stands there."""
        text = self._text
        return not (
            self._numbers.dated(window.start, window.end)
            or self._numbers.priced(window.start)
            or self._numbers.paid(window.start, window.end)
            or _DECIMAL.match(text, window.end)
            or self._numbers.cues.counted(window.end)
        )


def _extended(text: str, end: int) -> bool:
    """True before an extension that touches the number: "555-0132x12"."""
    return text[end : end + 1] in ("x", "X") and text[end + 1 : end + 2].isdigit()
