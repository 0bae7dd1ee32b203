"""Whether a series grows: a least-squares slope and how sure it is."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Sample = TypeVar("Sample")

_T_975 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""Student's t, 97.5 %, for 1 to 30 degrees of freedom; beyond, that of 30 is a little too wide."""
FEWEST = 4
"""Points below which nothing can be said."""


@dataclass(frozen=True)
class Trend:
    """Units of y for each unit of x, with a 95 % interval that takes each point for independent."""

    slope: float
    low: float
    high: float


def trend(xs: Sequence[float], ys: Sequence[float]) -> Trend:
    """The line through points; raises ValueError where there are fewer than four."""
    if len(xs) < FEWEST:
        raise ValueError(f"a trend needs {FEWEST} points, not {len(xs)}")
    line = statistics.linear_regression(xs, ys)
    middle = statistics.fmean(xs)
    spread = sum((x - middle) ** 2 for x in xs)
    left = sum((y - line.slope * x - line.intercept) ** 2 for x, y in zip(xs, ys, strict=True))
    freedom = len(xs) - 2
    error = math.sqrt(left / freedom / spread)
    reach = _T_975[min(freedom, len(_T_975)) - 1] * error
    return Trend(line.slope, line.slope - reach, line.slope + reach)


def settled(values: Sequence[Sample]) -> Sequence[Sample]:
    """Without the first quarter: caches and pools fill there."""
    return values[len(values) // 4 :]
