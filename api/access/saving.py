"""Spent tokens on their way to the database: at most once a second, and once more at the end.

Best effort: a process that is killed forgets what it spent in its last second, what was reserved
for calls under way, and whatever a database that was down could not take. The service spends on
from memory meanwhile, and nobody waits for this.
"""

import asyncio
from contextlib import suppress

from api.access.budgets import Budgets
from api.logging import Log
from api.storage.errors import StorageError

SAVED_EVERY_S = 1.0


class Saving:
    """Saves budgets from `start` to `stop`; says once in the log that it cannot."""

    def __init__(self, budgets: Budgets, *, log: Log, every_s: float = SAVED_EVERY_S) -> None:
        self._budgets = budgets
        self._log = log
        self._every_s = every_s
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failing = False

    async def start(self) -> None:
        """Read what was spent today, and begin; raises StorageError."""
        await self._budgets.load()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Save for the last time; nothing where it never began."""
        self._stopping.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        last = False
        while not last:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await self._stopping.wait()
            last = self._stopping.is_set()
            await self._save()

    async def _save(self) -> None:
        try:
            await self._budgets.save()
        except StorageError as error:
            if not self._failing:
                self._log.error("usage_unsaved", error=type(error).__name__)
            self._failing = True
        else:
            self._failing = False
