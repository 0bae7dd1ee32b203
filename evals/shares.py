"""A share is never shown bare: with its count and the 95 % interval it could as well have been."""

import math
from dataclasses import dataclass

Z_95 = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, printed with Wilson's interval (Wilson 1927), which holds for small n too."""

    hits: int
    n: int

    def __post_init__(self) -> None:
        """Refuse what is no share."""
        if not 0 <= self.hits <= self.n:
            raise ValueError(f"{self.hits} of {self.n} is no share")

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound; (0, 1) for nothing counted."""
        if not self.n:
            return 0.0, 1.0
        share, spread = self.hits / self.n, Z_95**2 / self.n
        middle = (share + spread / 2) / (1 + spread)
        half = Z_95 * math.sqrt(share * (1 - share) / self.n + spread / self.n / 4) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """Percent, interval and count: "60.0 % [35.7, 80.2] (9/15)"."""
        if not self.n:
            return "none counted (0/0)"
        low, high = self.interval
        percent = f"{100 * self.hits / self.n:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        return f"{percent} ({self.hits}/{self.n})"
