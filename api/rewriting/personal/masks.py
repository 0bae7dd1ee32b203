"""Patterns of the operator, for numbers that only the operator's business has.

    CUSTOMER=CU-#{6,8}; POLICY=@@-####

`#` is a digit, `@` a letter, `?` either; `{n}` and `{n,m}` repeat what stands before; everything
else stands for itself, letters in any case. No free regex: what may repeat must end where something
else begins, so a match never has to be tried twice, and any text takes time in proportion to its
length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from api.rewriting.personal.folding import fold
from api.rewriting.personal.found import Found, Kind

MAX_MASKS = 32
MAX_CHARS = 64
"""Characters that one mask may match."""
MIN_CHARS = 4
_LABEL = re.compile(r"[A-Z][A-Z]{1,15}")
_PART = re.compile(r"(?P<what>\\.|[^\\{}])(?:\{(?P<least>\d{1,3})(?:,(?P<most>\d{1,3}))?\})?", re.S)
_CLASSES = {"#": "[0-9]", "@": "[A-Za-z]", "?": "[A-Za-z0-9]"}
_EXAMPLES = {"#": "0", "@": "A", "?": "A0"}


class MaskError(ValueError):
    """A pattern that cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Mask:
    """One pattern: `label` is what stands in the placeholder."""

    label: str
    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[Found]:
        """Yield what fits the mask and is no part of a longer word."""
        for found in self.pattern.finditer(text):
            yield Found(*found.span(), self.label, " ".join(found.group().upper().split()))


def masks(written: str) -> tuple[Mask, ...]:
    """Read `NAME=mask; NAME=mask`. Raises MaskError, which names the pattern."""
    found: list[Mask] = []
    for number, entry in enumerate(filter(None, map(str.strip, written.split(";"))), 1):
        label, equals, mask = (part.strip() for part in entry.partition("="))
        if not equals or not _LABEL.fullmatch(label):
            raise MaskError(f"pattern {number} must be NAME=mask, its name 2 to 16 capital letters")
        if label in frozenset(Kind) or any(label == other.label for other in found):
            raise MaskError(f"{label} is taken; give the pattern another name")
        found.append(Mask(label, _compiled(label, mask)))
    if len(found) > MAX_MASKS:
        raise MaskError(f"at most {MAX_MASKS} patterns")
    return tuple(found)


def _compiled(label: str, mask: str) -> re.Pattern[str]:
    parts = list(_parts(label, mask))
    least, most = sum(part[1] for part in parts), sum(part[2] for part in parts)
    if most > MAX_CHARS:
        raise MaskError(f"{label} may match more than {MAX_CHARS} characters")
    if least < MIN_CHARS:
        raise MaskError(f"{label} may match fewer than {MIN_CHARS} characters")
    if not any(what in _CLASSES for what, _, _ in parts):
        raise MaskError(f"{label} needs a #, @ or ?")
    for (what, low, high), (following, at_least, _) in pairwise(parts):
        if low != high and (not at_least or _meet(what, following)):
            raise MaskError(
                f"{label}: what follows {what}{{{low},{high}}} must be something that it cannot be"
            )
    source = "".join(f"{_source(what)}{{{low},{high}}}+" for what, low, high in parts)
    return re.compile(rf"(?<![A-Za-z0-9]){source}(?![A-Za-z0-9])", re.IGNORECASE)


def _parts(label: str, mask: str) -> Iterator[tuple[str, int, int]]:
    """Each sign of the mask with how often it stands, at least and at most."""
    at = 0
    for part in _PART.finditer(mask):
        if part.start() != at:
            break
        at = part.end()
        what = part["what"] if part["what"] in _CLASSES else fold(part["what"][-1]).text
        least = int(part["least"] or 1)
        most = int(part["most"] or least)
        if not what or not 0 <= least <= most or not most:
            raise MaskError(f"{label} has a repeat that cannot be")
        yield what if part["what"] in _CLASSES else f"\\{what}", least, most
    if at != len(mask) or not mask:
        raise MaskError(f"{label} has a repeat that cannot be read; write {{n}} or {{n,m}}")


def _source(what: str) -> str:
    if what in _CLASSES:
        return _CLASSES[what]
    return r"\s" if what[1:].isspace() else f"(?:{re.escape(what[1:])})"


def _meet(one: str, other: str) -> bool:
    """True if one character could be both."""
    one_pattern = re.compile(_source(one), re.IGNORECASE)
    other_pattern = re.compile(_source(other), re.IGNORECASE)
    return any(other_pattern.match(char) for char in _EXAMPLES.get(one, one[1:])) or any(
        one_pattern.match(char) for char in _EXAMPLES.get(other, other[1:])
    )
