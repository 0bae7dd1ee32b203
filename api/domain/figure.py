"""One amount, date, duration or count: its kind, its values, and the words that stand for it."""

from enum import StrEnum
from typing import NamedTuple

HALF_DAY = 12 * 60
"""Minutes after which a clock without "am" or "pm" says the same again."""
CLOCK = "clock"
"""The unit of a time that does not say which half of the day it means."""
EITHER = "either order"
"""The unit of a date like 4/5/2027, whose day and month may stand either way round."""


class FigureKind(StrEnum):
    """What a figure measures."""

    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    NUMBER = "number"


FigureKey = tuple[FigureKind, str, tuple[float, ...]]
"""Kind, unit and values of a figure."""


class Figure(NamedTuple):
    """One figure: `values` in `unit` (a range has two), with the words that stand for it.

    A duration is in seconds, months or business days; a date is (year or 0, month, day or 0); a
    time is minutes after midnight. `bound` is "most", "least", "about" or "". A `weak` figure may
    support one of another text, and never accuses.
    """

    kind: FigureKind
    values: tuple[float, ...]
    unit: str
    start: int
    end: int
    quote: str
    bound: str = ""
    weak: bool = False

    @property
    def key(self) -> FigureKey:
        """What it measures: equal for "$25" and "25 dollars", whatever their bounds."""
        return self.kind, self.unit, self.values

    @property
    def feature(self) -> str:
        """The key among the features of a sentence, which are strings: "=money$(25.0,)"."""
        return f"={self.kind}{self.unit}{self.values}"


class Found(NamedTuple):
    """What starts at a token: `after` is the position behind it."""

    kind: FigureKind
    values: tuple[float, ...]
    unit: str
    after: int
    weak: bool = False
