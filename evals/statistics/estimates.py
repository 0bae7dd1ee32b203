"""A number with the 95 % interval that resampling gives it.

The bootstrap (Efron 1979) draws as many units as there are, with replacement, many times over; the
interval is between the 2.5th and the 97.5th percentile of what the draws give. It says nothing of
units that are alike by kinship, so a unit is a case, and the repeats of a case are one unit.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from random import Random

from evals.statistics.binomial import likelihood
from evals.statistics.quantiles import quantile

RESAMPLES = 10_000
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Value and interval: "2.41 [2.20, 2.63]"."""
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def mean(values: Sequence[float], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """The mean of one value for each unit. Raises ValueError for no values.

    The same seed gives the same interval. 10,000 draws of 240 values take about 0.2 s; where most
    values are zero, as in the difference of two runs, they take a tenth of that.
    """
    if not values:
        raise ValueError("nothing has no mean")
    n = len(values)
    middle = fsum(values) / n
    if min(values) == max(values):
        return Estimate(middle, middle, middle)
    total = _totals(values, Random(seed))  # noqa: S311 - chance that can be repeated, no secret
    drawn = sorted(total() / n for _ in range(resamples))
    return Estimate(middle, quantile(drawn, TAIL), quantile(drawn, 1 - TAIL))


def _totals(values: Sequence[float], chance: Random) -> Callable[[], float]:
    """What draws the sum of one resample.

    How many of its values are not zero is binomial, so only those need to be drawn one by one.
    """
    n = len(values)
    counted = [value for value in values if value]
    if len(counted) > n / 2:
        return lambda: sum(chance.choices(values, k=n))
    up_to = list(accumulate(likelihood(k, n, len(counted) / n) for k in range(n + 1)))
    return lambda: sum(chance.choices(counted, k=bisect(up_to, chance.random(), 0, n)))
