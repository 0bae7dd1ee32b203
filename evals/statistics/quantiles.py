"""The value below which a share of all values lies."""

from collections.abc import Sequence


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between neighbours on a straight line, as spreadsheets do; `ordered` ascends.

    Raises ValueError for no values and for a share outside 0 to 1.
    """
    if not ordered:
        raise ValueError("nothing has no quantile")
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share")
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    low, high = ordered[below], ordered[above]
    return min(max(low + (high - low) * (place - below), low), high)
