"""How long one request keeps asking: whether to try again, and how long to wait before."""

from collections.abc import Callable

from api.rewriting.model import ModelError, RateLimited

MAX_CALLS = 3
"""Calls to providers for one request, over all models, the first included."""
MAX_WAIT_BESIDE_ANOTHER_S = 2.0
"""A longer wait is only for a model that nobody can stand in for."""
_FIRST_WAIT_S = 0.2
_FIRST_WAIT_RATE_LIMITED_S = 1.0
_MAX_WAIT_S = 4.0
_SPREAD_S = 0.1
"""Added to a wait that the provider names, so that callers do not come back all at once."""
_NEEDED_SHARE = 0.25
"""Of the deadline: with less left, another call would only be cut off and billed."""


class Patience:
    """One request's calls within `deadline_s` seconds from now.

    `clock` counts seconds, never backwards; `chance` draws from 0 up to 1.
    """

    def __init__(
        self, deadline_s: float, *, clock: Callable[[], float], chance: Callable[[], float]
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._ends = clock() + deadline_s
        self._needed_s = deadline_s * _NEEDED_SHARE
        self._failures = 0
        self.wait_s = 0.0
        """Seconds to wait before the next call, once `allows` has said yes."""

    @property
    def left_s(self) -> float:
        """Seconds until the deadline; negative once it has passed."""
        return self._ends - self._clock()

    def allows_another(self, wait_s: float = 0.0) -> bool:
        """True while there is time for one more call, `wait_s` seconds from now."""
        return wait_s + self._needed_s <= self.left_s

    def allows(self, error: ModelError, *, longest_wait_s: float = float("inf")) -> bool:
        """True where the failure came early enough, and may pass; decides `wait_s`."""
        if not error.retriable:
            return False
        self.wait_s = self._wait_s(error)
        self._failures += 1
        return self.wait_s <= longest_wait_s and self.allows_another(self.wait_s)

    def _wait_s(self, error: ModelError) -> float:
        if error.retry_after_s is not None:
            return error.retry_after_s + _SPREAD_S * self._chance() * (error.retry_after_s > 0)
        first = _FIRST_WAIT_RATE_LIMITED_S if isinstance(error, RateLimited) else _FIRST_WAIT_S
        # Full jitter: anything from nothing to the doubled wait.
        return min(_MAX_WAIT_S, first * 2.0**self._failures) * self._chance()
