"""Stored API keys, looked up by digest, remembered for moments."""

import asyncio
import hmac
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from api.access.caller import Caller
from api.access.issuing import utc_now
from api.access.key_format import is_key
from api.access.pepper import Pepper
from api.access.scope import Scope
from api.storage.errors import StorageError
from api.storage.key_record import KeyRecord

REMEMBERED_S = 2.0
"""Seconds before a key is looked up again: what was revoked elsewhere works no longer than that."""
MAX_REMEMBERED = 4_096
USE_NOTED_EVERY = timedelta(minutes=10)


class KeyLookup(Protocol):
    """Where keys are found; api.storage.api_keys says what each method promises."""

    async def by_digest(self, digest: bytes) -> KeyRecord | None:
        """The key with this digest."""
        ...

    async def by_id(self, key_id: str) -> KeyRecord | None:
        """The key with this id."""
        ...

    async def note_use(self, key_id: str, at: datetime) -> None:
        """Remember when a key was last used."""
        ...


class KeyRing:
    """Knows whose a stored key is; also what is no key is remembered, and no more than a few.

    What has not the form of a key is refused without a look at the database. Raises StorageError
    where the database fails: nobody comes in by an old answer.
    """

    def __init__(
        self,
        store: KeyLookup,
        pepper: Pepper,
        *,
        now: Callable[[], datetime] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        max_remembered: int = MAX_REMEMBERED,
    ) -> None:
        self._store = store
        self._pepper = pepper
        self._now = now
        self._clock = clock
        self._max_remembered = max_remembered
        self._remembered: OrderedDict[bytes | str, tuple[float, KeyRecord | None]] = OrderedDict()
        self._noted: OrderedDict[str, datetime] = OrderedDict()
        self._noting: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many answers are remembered."""
        return len(self._remembered)

    async def caller(self, credential: str) -> Caller | None:
        """The holder of a stored key that is valid now."""
        if not is_key(credential):
            return None
        digest = self._pepper.of_key(credential)
        record = await self._recall(digest, lambda: self._store.by_digest(digest))
        if record is None or not hmac.compare_digest(record.digest, digest):
            return None
        return self._admit(record)

    async def holder(self, key_id: str) -> Caller | None:
        """The holder of the key with this id, for what was made with it; None once it has ended."""
        record = await self._recall(key_id, lambda: self._store.by_id(key_id))
        return None if record is None else self._admit(record)

    async def close(self) -> None:
        """Let the last notes of use be written."""
        await asyncio.gather(*self._noting)

    async def _recall(
        self, by: bytes | str, look_up: Callable[[], Awaitable[KeyRecord | None]]
    ) -> KeyRecord | None:
        now = self._clock()
        known = self._remembered.get(by)
        if known is not None and now - known[0] < REMEMBERED_S:
            return known[1]
        record = await look_up()
        self._remember(by, now, record)
        return record

    def _remember(self, by: bytes | str, at: float, record: KeyRecord | None) -> None:
        self._remembered[by] = (at, record)
        self._remembered.move_to_end(by)
        if len(self._remembered) > self._max_remembered:
            self._remembered.popitem(last=False)

    def _admit(self, record: KeyRecord) -> Caller | None:
        now = self._now()
        if record.state(now) != "live":
            return None
        self._note_use(record, now)
        return Caller(
            record.id,
            frozenset(scope for scope in Scope if scope in record.scopes),
            requests_per_minute=record.requests_per_minute,
            tokens_per_day=record.tokens_per_day,
        )

    def _note_use(self, record: KeyRecord, now: datetime) -> None:
        """Start a note that no request waits for, unless there has been one lately."""
        last = max(filter(None, (record.last_used_at, self._noted.get(record.id))), default=None)
        if last is not None and now - last < USE_NOTED_EVERY:
            return
        self._noted[record.id] = now
        if len(self._noted) > self._max_remembered:
            self._noted.popitem(last=False)
        task = asyncio.create_task(self._write_use(record.id, now))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def _write_use(self, key_id: str, now: datetime) -> None:
        with suppress(StorageError):
            await self._store.note_use(key_id, now)
