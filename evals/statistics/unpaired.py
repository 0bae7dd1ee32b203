"""Two shares of which only the counts are known, as of a run and a committed baseline."""

from math import comb


def exact_test(hits_a: int, n_a: int, hits_b: int, n_b: int) -> float:
    """The p value of Fisher's exact test (1935), two-sided.

    How likely a table no likelier than this one would be, if both shares were the same. For the
    same cases run twice it is cautious: the paired test sees more, and needs each case.
    """
    if not (0 <= hits_a <= n_a and 0 <= hits_b <= n_b):
        raise ValueError("more hits than trials")
    hits = hits_a + hits_b
    possible = range(max(0, hits - n_b), min(hits, n_a) + 1)
    ways = {k: comb(n_a, k) * comb(n_b, hits - k) for k in possible}
    seen = ways[hits_a]
    return min(1.0, sum(w for w in ways.values() if w <= seen) / comb(n_a + n_b, hits))
