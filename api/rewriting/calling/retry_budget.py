"""How many calls may be repeated: about one for every ten that went well.

Jitter spreads retries and does not lessen them: in an outage each request would still ask three
times a provider that is down because it is asked too much.
"""

MOST_RETRIES = 10
SUCCESSES_PER_RETRY = 10


class RetryBudget:
    """A bucket of `most` retries, full at the start; one is spent per retry, a tenth earned back.

    Counted in tenths, as whole numbers: ten successes are one retry, exactly.
    """

    def __init__(self, most: int = MOST_RETRIES) -> None:
        self._most = most * SUCCESSES_PER_RETRY
        self._left = self._most

    @property
    def left(self) -> float:
        """How many retries are left, never less than 0."""
        return self._left / SUCCESSES_PER_RETRY

    def earn(self) -> None:
        """A call went well."""
        self._left = min(self._most, self._left + 1)

    def spend(self) -> bool:
        """Take one retry; False where there is none, and nothing is taken."""
        if self._left < SUCCESSES_PER_RETRY:
            return False
        self._left -= SUCCESSES_PER_RETRY
        return True
