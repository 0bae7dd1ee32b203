"""How often a key may ask: the only door to the `limits` package.

A moving window, so that nobody gets twice the limit around the turn of a minute. Counts are kept in
memory, or where a storage URI says; a storage that fails is replaced by memory for that request,
so that a limit is looser for a while and never gone.
"""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import ConcurrentUpdateError, ConfigurationError, StorageError
from limits.storage import storage_from_string

WINDOW_S = 60
_ROUNDING_S = 1e-6
"""So that whoever waits the seconds they were told is let in, whatever floats add up to."""


class UnusableStorage(Exception):
    """No such storage, its package is not installed, or it keeps no moving window."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a key has left once a request is counted, or refused and not counted."""

    allowed: bool
    limit: int
    """Requests in any 60 seconds."""
    left: int
    wait_s: int
    """Whole seconds, rounded up, until the oldest counted request is counted no more."""


class Rates:
    """Counts the requests of each key.

    `clock` counts seconds for the windows in memory, never backwards. A `storage_uri` is one of
    the `limits` package, without its "async+". Raises UnusableStorage.
    """

    def __init__(
        self, storage_uri: str | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._here = _Windows(MovingWindowRateLimiter(_Memory(clock)), clock)
        self._first = self._here if storage_uri is None else _elsewhere(storage_uri)

    async def hit(self, key_id: str, limit: int) -> Rate:
        """Count one request of a key that may make `limit` (1 or more) in a minute."""
        try:
            return await self._first.hit(key_id, limit)
        except (StorageError, ConcurrentUpdateError):
            return await self._here.hit(key_id, limit)


@dataclass(frozen=True, slots=True)
class _Windows:
    """A limiter and the clock by which its resets are to be read."""

    limiter: MovingWindowRateLimiter
    clock: Callable[[], float]

    async def hit(self, key_id: str, limit: int) -> Rate:
        item = RateLimitItemPerMinute(limit)
        allowed = await self.limiter.hit(item, key_id)
        stats = await self.limiter.get_window_stats(item, key_id)
        wait_s = math.ceil(stats.reset_time - self.clock())
        return Rate(allowed, limit, stats.remaining, min(max(wait_s, 1), WINDOW_S))


def _elsewhere(storage_uri: str) -> _Windows:
    try:
        storage = storage_from_string(f"async+{storage_uri}", wrap_exceptions=True)
        return _Windows(MovingWindowRateLimiter(storage), time.time)
    except (ConfigurationError, NotImplementedError) as error:
        raise UnusableStorage(type(error).__name__) from None


class _Memory(MemoryStorage):
    """The package's storage in memory, but for its moving windows.

    Those start a task at each hit, which visits the key of everybody in a thread: 0.2 ms of CPU
    for one key, 1 ms for fifty. They also know no clock but the wall's.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._hits: defaultdict[str, deque[float]] = defaultdict(deque)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` requests, unless the last `expiry` seconds then held over `limit`."""
        hits = self._in_window(key, expiry)
        if len(hits) + amount > limit:
            return False
        hits.extend([self._clock()] * amount)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 - the package's interface
        """When the oldest request in the window came, and how many there are."""
        hits = self._in_window(key, expiry)
        return (hits[0], len(hits)) if hits else (self._clock(), 0)

    def _in_window(self, key: str, expiry: int) -> deque[float]:
        hits = self._hits[key]
        now = self._clock() + _ROUNDING_S
        while hits and hits[0] + expiry <= now:
            hits.popleft()
        return hits
