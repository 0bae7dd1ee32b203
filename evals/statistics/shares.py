"""A share is never shown bare: with its count and the 95 % interval it could as well have been."""

import math
from dataclasses import dataclass
from statistics import NormalDist

Z_95 = NormalDist().inv_cdf(0.975)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Lower and upper bound of a share of `n` trials (Wilson 1927); (0, 1) for no trials.

    It holds for small `n` too. The share need not be a whole number of trials: where a trial is
    the mean of its repeats, the interval is, if anything, too wide.
    """
    if not n:
        return 0.0, 1.0
    spread = Z_95**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z_95 * math.sqrt(share * (1 - share) / n + spread / n / 4) / (1 + spread)
    low = max(0.0, middle - half) if share > 0 else 0.0
    return low, min(1.0, middle + half) if share < 1 else 1.0


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, printed with Wilson's interval."""

    hits: int
    n: int
    units: int | None = None
    """Independent trials among the `n`, where several are repeats of one; None: all are."""

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 <= self.hits <= self.n:
            raise ValueError(f"{self.hits} of {self.n} is no share")
        if self.units is not None and not min(self.n, 1) <= self.units <= self.n:
            raise ValueError(f"{self.n} counts cannot be repeats of {self.units} trials")

    @property
    def trials(self) -> int:
        """How many independent trials stand behind it."""
        return self.n if self.units is None else self.units

    @property
    def value(self) -> float | None:
        """From 0 to 1; None for nothing counted."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; (0, 1) for nothing counted."""
        return wilson(self.value or 0.0, self.trials)

    def __str__(self) -> str:
        """Percent, interval and count: "60.0 % [35.7, 80.2] (9/15)"."""
        if self.value is None:
            return "none counted (0/0)"
        low, high = self.interval
        percent = f"{100 * self.value:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        repeats = f", {self.trials} without repeats" if self.trials < self.n else ""
        return f"{percent} ({self.hits}/{self.n}{repeats})"
