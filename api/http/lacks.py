"""How the model and the database are, for `/readyz`: without the first, requests are answered."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from api.http.readiness import Check, Lack
from api.rewriting.calling.breaker import State
from api.storage.errors import StorageError

NO_MODEL = Lack("model", "no_model", "the phrasebook writes every reply")
PARTS = ("model", "second_model")
DATABASE = "database"
WRITE_S = 0.5
"""Somebody else may be writing for a moment: that is no lack yet."""


class Standing(Protocol):
    """A model, as far as it matters here."""

    @property
    def state(self) -> State:
        """Whether requests get through."""
        ...


def model_check(targets: Sequence[Standing], *, configured: bool) -> Check:
    """Whether the models are asked; whatever they lack, the phrasebook stands in."""

    async def check() -> list[Lack]:
        if not configured:
            return [NO_MODEL]
        usable = any(target.state is State.CLOSED for target in targets)
        writer = "the other model writes" if usable else "the phrasebook writes"
        lacks = []
        for part, target in zip(PARTS, targets, strict=False):
            match target.state:
                case State.LATCHED:
                    instead = f"{writer}; its key, name or certificate is refused"
                    lacks.append(Lack(part, "misconfigured", instead))
                case State.OPEN | State.HALF_OPEN:
                    lacks.append(Lack(part, "paused", f"{writer} until it answers again"))
        return lacks

    return check


def database_check(
    read: Callable[[], Awaitable[None]], write: Callable[[], Awaitable[None]]
) -> Check:
    """Whether keys can be looked up, and whether anything can be kept; both raise StorageError."""

    writing: asyncio.Future[None] | None = None

    async def written_within(seconds: float) -> bool:
        """A write that waits is not cut off: SQLite would wait all the same, and we for it."""
        nonlocal writing
        if writing is None or writing.done():
            writing = asyncio.ensure_future(write())
        done, _ = await asyncio.wait({writing}, timeout=seconds)
        for ended in done:
            ended.result()
        return bool(done)

    async def check() -> list[Lack]:
        try:
            await read()
        except StorageError:
            instead = "the operator must make KINDREPLY_DATABASE readable"
            return [Lack(DATABASE, "not_readable", instead, serious=True)]
        try:
            written = await written_within(WRITE_S)
        except StorageError:
            written = False
        if not written:
            return [Lack(DATABASE, "not_writable", "keys work; what they spend is not kept")]
        return []

    return check
