"""How many tokens a key may spend on the model in a day: reserved before, settled after.

A day is UTC's; the clock decides when it is over. What was reserved is a guess that holds until the
provider says what it really was, so a key that asks for much at once cannot spend more than it has:
at each reservation, all that is spent and reserved is within the limit.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

DAY_S = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


class Usage(Protocol):
    """Where the tokens that keys have spent outlive the process."""

    async def spent(self, day: date) -> Mapping[str, int]:
        """Key id -> tokens of that day."""
        ...

    async def add(self, day: date, tokens: Mapping[str, int]) -> None:
        """Count more tokens of that day, all of them or none."""
        ...


@dataclass(slots=True)
class _Account:
    """One key's day."""

    spent: int = 0
    reserved: int = 0
    limit: int = 0


class Reservation:
    """Tokens that one call may cost, until somebody says what it did cost."""

    def __init__(self, tokens: int, close: Callable[[int], None]) -> None:
        self.tokens = tokens
        self._close: Callable[[int], None] | None = close

    def settle(self, tokens: int | None = None) -> None:
        """The call cost so many tokens; without a number, what was reserved. Only once."""
        if self._close is not None:
            close, self._close = self._close, None
            close(self.tokens if tokens is None else tokens)

    def release(self) -> None:
        """The call cost nothing."""
        self.settle(0)


class Budgets:
    """What each key has spent today, in memory; `usage` makes it outlive the process.

    `clock` counts seconds since 1970 in UTC. One that is set back does not open a day again.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.time, usage: Usage | None = None
    ) -> None:
        self._clock = clock
        self._usage = usage
        self._day = 0
        self._accounts: dict[str, _Account] = {}
        self._unwritten: Counter[tuple[int, str]] = Counter()

    def reserve(self, key_id: str, tokens: int, *, limit: int) -> Reservation | None:
        """Set `tokens` aside for one call; None where they are over the day's `limit`.

        With a limit of 0 nothing is ever over it.
        """
        account = self._account(key_id)
        account.limit = limit
        if limit and account.spent + account.reserved + tokens > limit:
            return None
        account.reserved += tokens
        day = self._day

        def close(cost: int) -> None:
            account.reserved -= tokens
            account.spent += cost
            if self._usage is not None and cost:
                self._unwritten[day, key_id] += cost

        return Reservation(tokens, close)

    def left(self, key_id: str, *, limit: int) -> int:
        """Tokens of today that are neither spent nor reserved."""
        account = self._account(key_id)
        return max(0, limit - account.spent - account.reserved)

    @property
    def reset_s(self) -> float:
        """Seconds until the next day begins."""
        return (self._today() + 1) * DAY_S - self._clock()

    @property
    def largest_share(self) -> float:
        """Of all keys with a limit, the share of today's tokens that the keenest has used."""
        self._today()
        shares = ((a.spent + a.reserved) / a.limit for a in self._accounts.values() if a.limit)
        return max(shares, default=0.0)

    @property
    def unwritten(self) -> int:
        """Tokens that would be forgotten if the process died now."""
        return self._unwritten.total()

    async def load(self) -> None:
        """Add what was spent today before this process began; once."""
        if self._usage is not None:
            for key_id, tokens in (await self._usage.spent(_date(self._today()))).items():
                self._account(key_id).spent += tokens

    async def save(self) -> None:
        """Write what was spent since the last time; what cannot be written is kept for the next."""
        for day in sorted({day for day, _ in self._unwritten}):
            await self._save(day)

    async def _save(self, day: int) -> None:
        assert self._usage is not None  # noqa: S101 - nothing is unwritten without
        tokens = {key_id: spent for (its, key_id), spent in self._unwritten.items() if its == day}
        await self._usage.add(_date(day), tokens)
        # More may have been spent meanwhile.
        self._unwritten.subtract({(day, key_id): spent for key_id, spent in tokens.items()})
        self._unwritten = +self._unwritten

    def _account(self, key_id: str) -> _Account:
        self._today()
        return self._accounts.setdefault(key_id, _Account())

    def _today(self) -> int:
        """The day it is; a new one begins with nothing spent."""
        day = int(self._clock() // DAY_S)
        if day > self._day:
            self._day = day
            self._accounts = {}
        return self._day


def _date(day: int) -> date:
    return date.fromordinal(_EPOCH + day)
