"""How many calls to one provider are under way at once, and the short queue before them.

A provider that hangs would otherwise hold every request of the service until its deadline. First
come, first served; a place that is given back goes straight to the first who waits.
"""

import asyncio
from collections import deque
from collections.abc import Callable

MOST_RUNNING = 64
MOST_WAITING = 32
MAX_WAIT_S = 0.5


class Full(Exception):
    """No place, and no place in the queue, or none came free in time."""


class Bulkhead:
    """The places of one provider; `changed` is told whenever somebody comes, waits or goes."""

    def __init__(
        self,
        most_running: int = MOST_RUNNING,
        *,
        most_waiting: int = MOST_WAITING,
        max_wait_s: float = MAX_WAIT_S,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._most_running = most_running
        self._most_waiting = most_waiting
        self._max_wait_s = max_wait_s
        self._changed = changed
        self._queue: deque[asyncio.Future[None]] = deque()
        self.running = 0
        """Calls under way."""

    @property
    def waiting(self) -> int:
        """Requests in the queue."""
        return len(self._queue)

    async def enter(self, wait_s: float) -> None:
        """Take a place, waiting at most `wait_s` seconds and never over `max_wait_s`.

        Raises Full. Whoever got a place calls `leave` once.
        """
        if self.running < self._most_running:  # then nobody waits: see `leave`
            self.running += 1
            self._changed()
            return
        if len(self._queue) >= self._most_waiting:
            raise Full
        place = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        self._changed()
        try:
            async with asyncio.timeout(min(wait_s, self._max_wait_s)):
                await place
        except BaseException as error:
            self._give_up(place)
            if not isinstance(error, TimeoutError):
                raise
        else:
            return
        raise Full

    def leave(self) -> None:
        """Give a place back, to the first in the queue if there is one."""
        while self._queue:
            place = self._queue.popleft()
            if not place.done():  # else its owner is about to leave the queue
                place.set_result(None)
                break
        else:
            self.running -= 1
        self._changed()

    def _give_up(self, place: "asyncio.Future[None]") -> None:
        """Leave the queue; a place that came at the last moment is passed on."""
        if place.done() and not place.cancelled():
            self.leave()
        else:
            if place in self._queue:
                self._queue.remove(place)
            self._changed()
