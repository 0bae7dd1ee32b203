"""Spent tokens on their way to a database that may be down."""

import asyncio
import io
import json
from collections.abc import Mapping
from datetime import date

import pytest

from api.access.budgets import Budgets
from api.access.saving import Saving
from api.logging import build_log
from api.storage.errors import DatabaseDown

pytestmark = pytest.mark.anyio
KEY = "key-canary"


class Table:
    """A table that says when it was written to, and is down when the test says so."""

    def __init__(self) -> None:
        self.tokens: dict[str, int] = {}
        self.written = asyncio.Event()
        self.asked = asyncio.Event()
        self.down = False

    async def spent(self, day: date) -> Mapping[str, int]:
        """What was written."""
        assert day == date(1970, 1, 1)
        return dict(self.tokens)

    async def add(self, day: date, tokens: Mapping[str, int]) -> None:
        """Add, or fail."""
        assert day == date(1970, 1, 1)
        self.asked.set()
        if self.down:
            raise DatabaseDown("locked")
        for key_id, more in tokens.items():
            self.tokens[key_id] = self.tokens.get(key_id, 0) + more
        self.written.set()


class Saved:
    """Budgets that are saved into a table, and the log of that."""

    def __init__(self, *, every_s: float) -> None:
        self.table = Table()
        self.log = io.BytesIO()
        self.budgets = Budgets(clock=lambda: 0, usage=self.table)
        self.saving = Saving(self.budgets, log=build_log("debug", self.log), every_s=every_s)

    def spend(self, tokens: int) -> None:
        """A call that cost so much."""
        reservation = self.budgets.reserve(KEY, tokens, limit=0)
        assert reservation is not None
        reservation.settle()


async def test_what_is_spent_is_saved_soon_and_read_at_the_next_start() -> None:
    """Without anybody waiting for it."""
    saved = Saved(every_s=0.001)
    saved.table.tokens[KEY] = 30
    await saved.saving.start()
    assert saved.budgets.left(KEY, limit=100) == 70
    saved.spend(20)
    await saved.table.written.wait()
    await saved.saving.stop()
    assert saved.table.tokens == {KEY: 50}
    assert saved.log.getvalue() == b""


async def test_the_last_tokens_are_saved_when_the_service_stops() -> None:
    """However long it would have been until the next time."""
    saved = Saved(every_s=3_600)
    await saved.saving.start()
    saved.spend(20)
    await saved.saving.stop()
    assert saved.table.tokens == {KEY: 20}


async def test_a_database_that_is_down_is_told_once_and_loses_nothing() -> None:
    """What it could not take is saved when it is back; the log names no key."""
    saved = Saved(every_s=0.001)
    await saved.saving.start()
    saved.table.down = True
    saved.spend(20)
    for _ in range(3):
        saved.table.asked.clear()
        await saved.table.asked.wait()
    (event,) = [json.loads(line) for line in saved.log.getvalue().splitlines()]
    assert (event["event"], event["level"]) == ("usage_unsaved", "error")
    assert event["error"] == "DatabaseDown"
    assert KEY not in saved.log.getvalue().decode()
    assert saved.budgets.unwritten == 20
    saved.table.down = False
    await saved.saving.stop()
    assert saved.table.tokens == {KEY: 20}


async def test_stopping_what_never_began_does_nothing() -> None:
    """A service whose database could not be opened stops too."""
    saved = Saved(every_s=3_600)
    saved.spend(20)
    await saved.saving.stop()
    assert saved.table.tokens == {}
