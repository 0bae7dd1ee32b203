"""How long one request keeps asking: whether to try again, and how long to wait before."""

from collections.abc import Callable

from api.rewriting.model import ModelError, RateLimited

MAX_TRIES = 3
"""Calls to the provider for one request, the first included."""
_FIRST_WAIT_S = 0.2
_FIRST_WAIT_RATE_LIMITED_S = 1.0
_MAX_WAIT_S = 4.0
_SPREAD_S = 0.1
"""Added to a wait that the provider names, so that callers do not come back all at once."""
_NEEDED_SHARE = 0.25
"""Of the deadline: with less left, another try would only be cut off and billed."""


class Patience:
    """One request's tries within `deadline_s` seconds from now.

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
        """Seconds to wait before the next try, once `allows` has said yes."""

    def allows(self, error: BaseException) -> bool:
        """True where the failure came early enough, and may pass; decides `wait_s`."""
        if not isinstance(error, ModelError) or not error.retriable:
            return False
        self.wait_s = self._wait_s(error)
        self._failures += 1
        return self._clock() + self.wait_s + self._needed_s <= self._ends

    def _wait_s(self, error: ModelError) -> float:
        if error.retry_after_s is not None:
            return error.retry_after_s + _SPREAD_S * self._chance() * (error.retry_after_s > 0)
        first = _FIRST_WAIT_RATE_LIMITED_S if isinstance(error, RateLimited) else _FIRST_WAIT_S
        # Full jitter: anything from nothing to the doubled wait.
        return min(_MAX_WAIT_S, first * 2.0**self._failures) * self._chance()
