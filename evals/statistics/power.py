"""How many cases a comparison would need before it could see what it seems to see."""

from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist

from evals.statistics.binomial import likelihood
from evals.statistics.paired import ALPHA

POWER = 0.8
"""How often the test should find a difference of the size that was seen."""
MOST_CASES = 100_000
"""No answer is larger: nobody writes more cases."""
EXACT_BELOW = 150
"""Expected fixed and broken cases up to which the power is computed, not approximated."""
REACH = 7
"""Standard deviations beyond which a binomial is not added up."""


def cases_needed(fixed: float, broken: float, *, alpha: float = ALPHA) -> int | None:
    """How many cases give the exact two-sided McNemar test 80 % power, if the shares stay so.

    `fixed` and `broken` are shares of all cases. None where they are equal: no number of cases
    shows a difference that is not there. `MOST_CASES` means that many or more. The power is exact
    up to `EXACT_BELOW` expected fixed and broken cases; above, Miettinen's normal approximation
    (1968) with Fleiss's correction for counts being whole, which is then within 2 %.
    """
    if fixed < 0 or broken < 0 or fixed + broken > 1 + 1e-9:
        raise ValueError("fixed and broken are shares of the same cases")
    if fixed == broken:
        return None
    about = _approximately(fixed, broken, alpha)
    if about >= MOST_CASES:
        return MOST_CASES
    if about * (fixed + broken) > EXACT_BELOW:
        return ceil(about)
    low, high = 0, max(1, ceil(about))
    while power(high, fixed, broken, alpha=alpha) < POWER:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if power(middle, fixed, broken, alpha=alpha) < POWER:
            low = middle
        else:
            high = middle
    return min(high, MOST_CASES)


def power(cases: int, fixed: float, broken: float, *, alpha: float = ALPHA) -> float:
    """How often the exact test on so many cases is below `alpha`, on the side of the difference."""
    uneven = min(1.0, fixed + broken)
    better = max(fixed, broken) / (fixed + broken)
    found = 0.0
    for seen in _likely(cases, uneven):
        lesser = range(_rejects_up_to(seen, alpha) + 1)
        wins = sum(likelihood(k, seen, 1 - better) for k in lesser)
        found += likelihood(seen, cases, uneven) * wins
    return min(1.0, found)


def _approximately(fixed: float, broken: float, alpha: float) -> float:
    uneven, difference = fixed + broken, abs(fixed - broken)
    normal = NormalDist()
    sure, able = normal.inv_cdf(1 - alpha / 2), normal.inv_cdf(POWER)
    spread = sqrt(max(0.0, uneven - difference**2))
    cases = ((sure * sqrt(uneven) + able * spread) / difference) ** 2
    return float(cases / 4 * (1 + sqrt(1 + 4 / (cases * difference))) ** 2)


@lru_cache(maxsize=4_096)
def _rejects_up_to(n: int, alpha: float) -> int:
    """The most cases of `n` on the lesser side with which the test is below `alpha`; -1: none."""
    lesser, tail = -1, likelihood(0, n, 0.5)
    while 2 * tail <= alpha:
        lesser += 1
        tail += likelihood(lesser + 1, n, 0.5)
    return lesser


def _likely(n: int, share: float) -> range:
    """The counts that a binomial can be expected to give."""
    reach = REACH * sqrt(n * share * (1 - share)) + REACH
    return range(max(0, int(n * share - reach)), min(n, int(n * share + reach)) + 1)
