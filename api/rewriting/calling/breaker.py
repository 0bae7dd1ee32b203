"""Who asks a model that fails: nobody for a moment, then exactly one request, then everybody.

    closed -- too many failures --> open -- its time is over --> half_open (one probe)
    half_open -- the probe passed --> closed, failed --> open for twice as long
    any -- only the operator can help --> latched for 60 s --> half_open

A pure state machine: the clock and chance are given, and nothing waits. Each permit is settled
exactly once; a call that was let through before the last change of state says nothing of the
state now, so a late answer neither closes nor opens anything.
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum

WINDOW_S = 10.0
FEWEST_CALLS = 20
FAILED_SHARE = 0.5
FAILURES_IN_A_ROW = 5
"""What opens a breaker at low traffic, over whatever time."""
FIRST_OPEN_S = 2.0
MAX_OPEN_S = 30.0
JITTER = 0.25
"""Of the open time, either way, so that replicas do not probe together."""
LATCH_S = 60.0
_DOUBLINGS = 4
"""After so many the open time is at its most."""


class State(StrEnum):
    """What a breaker does with the next request."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"
    LATCHED = "latched"


class Breaker:
    """The breaker of one model at one provider.

    `clock` counts seconds, never backwards; `chance` draws from 0 up to 1; `changed` is told each
    new state. A breaker with limits that are never reached never opens.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        chance: Callable[[], float],
        changed: Callable[[State], None] = lambda _: None,
        failures_in_a_row: int = FAILURES_IN_A_ROW,
        fewest_calls: int = FEWEST_CALLS,
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._changed = changed
        self._failures_in_a_row = failures_in_a_row
        self._fewest_calls = fewest_calls
        self._state = State.CLOSED
        self._round = 0
        self._until = 0.0
        self._opened = 0
        self._probing = False
        self._in_a_row = 0
        self._ended: deque[tuple[float, bool]] = deque()
        """When each call of the window ended, and whether it failed."""
        self._failed = 0

    @property
    def state(self) -> State:
        """The state since the last request; an open time that is over shows with the next one."""
        return self._state

    @property
    def admits(self) -> bool:
        """True where the next request would be let through."""
        if self._state is State.CLOSED:
            return True
        if self._state is State.HALF_OPEN:
            return not self._probing
        return self._clock() >= self._until

    def admit(self) -> int | None:
        """A permit for one call, to be settled below once it has ended; None: do not call."""
        if not self.admits:
            return None
        if self._state is not State.CLOSED:
            if self._state is not State.HALF_OPEN:
                self._become(State.HALF_OPEN)
            self._probing = True
        return self._round

    def passed(self, permit: int) -> None:
        """The model answered."""
        if permit != self._round:
            return
        if self._state is State.HALF_OPEN:
            self._opened = 0
            self._become(State.CLOSED)
        else:
            self._count(failed=False)

    def failed(self, permit: int) -> None:
        """The model, its provider or the way there failed."""
        if permit != self._round:
            return
        self._count(failed=True)
        if self._state is State.HALF_OPEN or self._tripped:
            spread = 1 + JITTER * (2 * self._chance() - 1)
            open_s = min(MAX_OPEN_S, FIRST_OPEN_S * 2.0 ** min(self._opened, _DOUBLINGS))
            self._opened += 1
            self._until = self._clock() + open_s * spread
            self._become(State.OPEN)

    def misconfigured(self, permit: int) -> None:
        """Each further call would fail until the operator changes something."""
        if permit == self._round:
            self._until = self._clock() + LATCH_S
            self._become(State.LATCHED)

    def uncounted(self, permit: int) -> None:
        """The call says nothing of the model: the caller left, or the prompt was refused."""
        if permit == self._round:
            self._probing = False

    @property
    def _tripped(self) -> bool:
        calls = len(self._ended)
        return self._in_a_row >= self._failures_in_a_row or (
            calls >= self._fewest_calls and self._failed >= calls * FAILED_SHARE
        )

    def _count(self, *, failed: bool) -> None:
        now = self._clock()
        self._in_a_row = self._in_a_row + 1 if failed else 0
        self._ended.append((now, failed))
        self._failed += failed
        while self._ended[0][0] <= now - WINDOW_S:
            self._failed -= self._ended.popleft()[1]

    def _become(self, state: State) -> None:
        self._state = state
        self._round += 1
        self._probing = False
        self._in_a_row = 0
        self._ended.clear()
        self._failed = 0
        self._changed(state)
