"""Figures of support mail that are nobody's personal data, and must reach the model as they are.

Runs of nine digits and more are drawn so that they are right by no rule of a card or a person:
whether one that is right by chance should be hidden has no answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.hostile.checksums import passes_luhn, weighted
from tests.hostile.national_ids import digits

FORMS = Path(__file__).with_name("look_alikes.yaml")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_UNITS = [
    "cm",
    "mm",
    "kg",
    "g",
    "m",
    "km",
    "l",
    "ml",
    "W",
    "kWh",
    "GB",
    "MB",
    "TB",
    "Mbps",
    "°C",
    "inches",
    "lb",
    "px",
    "dpi",
    "V",
    "Hz",
    "mAh",
    "psi",
]
_SPANS = ["minutes", "hours", "days", "weeks", "months", "years", "seconds", "nights"]
_AIRLINES = ["BA", "LH", "AF", "KL", "UA", "EK", "SQ", "QF", "FR", "U2"]
_SENTENCES = (
    "It says {v} on my screen.",
    "We have noted {v} for you.",
    "Please look at {v} once more.",
    "The answer was {v}, as far as I know.",
    "About {v}: that is what the page shows.",
    "You wrote {v}, not something else.",
    "I see {v} in the system.",
    "That would be {v} then.",
    "For {v} we need nothing more.",
    "{v} is what I was told!",
    "Is {v} right?",
    "First {v}, then the rest of it.",
    "The page (see {v}) is down.",
    'They said "{v}" and hung up.',
)


@dataclass(frozen=True)
class LookAlike:
    """A text as it must arrive, in a sentence."""

    kind: str
    text: str
    sentence: str


def look_alikes(chance: Random, share: float = 1.0) -> Iterator[LookAlike]:
    """Ten thousand of them, or a share of each kind."""
    for kind, of in _forms().items():
        for _ in range(round(of["count"] * share)):
            text = chance.choice(of["forms"]).format_map(_Drawn(chance))
            yield LookAlike(kind, text, chance.choice(_SENTENCES).replace("{v}", text))


@cache
def _forms() -> dict[str, Any]:
    forms: dict[str, Any] = yaml.safe_load(FORMS.read_text(encoding="utf-8"))
    return forms


class _Drawn(dict[str, Any]):
    """The fields of a form, each drawn once when it is asked for."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance

    def __missing__(self, name: str) -> object:
        self[name] = made = self._draw(name)
        return made

    def _draw(self, name: str) -> object:
        chance = self._chance
        ranges = {
            "a": (1, 30), "b": (31, 400), "c": (401, 999), "n": (1, 9_999), "t": (0, 9),
            "big": (10_000, 9_999_999), "yyyy": (1995, 2035), "d": (1, 28), "h": (1, 12),
            "q": (1, 4),
        }  # fmt: skip
        padded = {"cents": 99, "yy": 35, "mm": 12, "dd": 28, "hh": 23, "min": 59, "sec": 59}
        words = {
            "month": _MONTHS, "mon": [m[:3] for m in _MONTHS], "weekday": _WEEKDAYS, "unit": _UNITS,
            "span": _SPANS, "airline": _AIRLINES, "L": list("ABCDEFGHKLMNPRSTVX"),
        }  # fmt: skip
        if name in ranges:
            return chance.randint(*ranges[name])
        if name in padded:
            return f"{chance.randint(1, padded[name]):02}"
        if name in words:
            return chance.choice(words[name])
        if name == "hex7":
            return "".join(chance.choice("0123456789abcdef") for _ in range(7))
        return _unchecked(chance, int(name.removeprefix("d")))


def _unchecked(chance: Random, count: int) -> str:
    while _right_by_chance(made := digits(chance, count, "123456789")):
        pass
    return made


def _right_by_chance(made: str) -> bool:
    if len(made) < 9:
        return False
    if len(made) == 9:
        rests = (weighted(made, (9, 8, 7, 6, 5, 4, 3, 2, last)) % 11 for last in (1, -1))
        return 0 in rests or weighted(made, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0
    # A longer number could hold a card's, from any of its digits on.
    ends = range(12, len(made) + 1)
    return any(
        passes_luhn(made[at:end]) for end in ends for at in range(max(1, end - 11)) if end - at < 20
    )
