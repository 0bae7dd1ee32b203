"""Several checks at once: one of twenty is below 0.05 by chance alone."""

from collections.abc import Sequence


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p values in the order given (Holm 1979), never below the raw ones.

    Held against 0.05, they keep the chance of even one false alarm in the family below 5 %,
    however the checks hang together.
    """
    if any(not 0 <= p <= 1 for p in ps):
        raise ValueError("a p value lies between 0 and 1")
    adjusted = [1.0] * len(ps)
    least = 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=lambda each: ps[each])):
        least = max(least, min(1.0, (len(ps) - rank) * ps[place]))
        adjusted[place] = least
    return tuple(adjusted)
