"""SQLite: one file, one host. The only module that knows its words.

What is committed has reached the disk (`synchronous=FULL`), what is deleted is overwritten
(`secure_delete`), and a writer waits for its turn before it reads (`BEGIN IMMEDIATE`), so that no
transaction fails halfway because another was quicker.
"""

import asyncio
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 5_000
TURN_S = 0.01
"""Between two tries at what SQLite does not wait for."""
OWNER_ONLY = 0o600
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
)
PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOMEM")
"""Beginnings of the names of errors that may be gone the next time."""
BEGIN = "kindreply_begin"
"""The execution option of a connection that says how its transaction begins; None: not at all."""
READING, WRITING = "BEGIN", "BEGIN IMMEDIATE"


def engine_of(path: Path) -> AsyncEngine:
    """Connections to a file, which nobody but its owner can read; nothing is opened yet."""
    url = URL.create("sqlite+aiosqlite", database=str(path))
    engine = create_async_engine(url, pool_timeout=BUSY_TIMEOUT_MS / 1000)
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def create_file(path: Path) -> None:
    """Make the file where there is none; raises OSError."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))


def close_to_others(path: Path) -> None:
    """Let nobody but its owner read the file, and the two that stand beside it while it is open."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(FileNotFoundError, PermissionError):  # another user's, which this one may use
            path.with_name(name).chmod(OWNER_ONLY)


async def keep_write_log(engine: AsyncEngine, patience_s: float = BUSY_TIMEOUT_MS / 1000) -> None:
    """Let readers and one writer work at the same time; it stays so for good.

    For this alone SQLite does not wait for its turn, whatever the busy timeout: processes that
    start on one new file would fail. So it is asked for again, for so many seconds.
    """
    give_up_at = monotonic() + patience_s
    while True:
        try:
            return await _outside_transactions(engine, "PRAGMA journal_mode = WAL")
        except DBAPIError as error:
            if not is_passing(error.orig) or monotonic() > give_up_at:
                raise
        await asyncio.sleep(TURN_S)


async def empty_write_log(engine: AsyncEngine) -> None:
    """Bring all that was written into the file, and leave no copy of it in the log beside it."""
    await _outside_transactions(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


async def look(connection: AsyncConnection) -> None:
    """Read the head of the file, whatever tables there are."""
    await connection.exec_driver_sql("PRAGMA schema_version")


async def write_what_is_there(connection: AsyncConnection) -> None:
    """Write to the file, and change nothing."""
    version = (await connection.exec_driver_sql("PRAGMA user_version")).scalar_one()
    await connection.exec_driver_sql(f"PRAGMA user_version = {int(version)}")


def is_passing(error: BaseException | None) -> bool:
    """Whether the same may work later: busy, full, an error of the disk."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    return name.startswith(PASSING)


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    words = connection.get_execution_options().get(BEGIN, READING)
    if words is not None:
        connection.exec_driver_sql(words)


async def _outside_transactions(engine: AsyncEngine, pragma: str) -> None:
    async with engine.connect() as plain:
        connection = await plain.execution_options(**{BEGIN: None})
        await connection.exec_driver_sql(pragma)
