"""Two versions on the same cases: is the difference more than chance?

A case is *fixed* where the second version does better and *broken* where it does worse. Cases in
which both do as well say nothing about which is better, and are left out of the test.
"""

from collections.abc import Sequence
from math import comb

from evals.statistics.estimates import RESAMPLES, Estimate, mean

ALPHA = 0.05
"""How often a test may cry wolf where there is no difference."""


def sign_test(fixed: int, broken: int) -> float:
    """The p value, two-sided and exact: McNemar's test (1947) where a case passes or fails.

    How likely a split at least as uneven would be, if fixed and broken were equally likely.
    """
    if fixed < 0 or broken < 0:
        raise ValueError("a count cannot be negative")
    n = fixed + broken
    tail = sum(comb(n, k) for k in range(min(fixed, broken) + 1))
    return min(1.0, 2 * tail / (1 << n))


def mean_difference(
    a: Sequence[float], b: Sequence[float], *, seed: int, resamples: int = RESAMPLES
) -> Estimate:
    """By how much `b` is above `a` in the mean, case by case, with a bootstrap interval.

    Raises ValueError where the two are not one value for each of the same cases.
    """
    differences = [after - before for before, after in zip(a, b, strict=True)]
    return mean(differences, seed=seed, resamples=resamples)
