"""The door to the database: what is durable, what is private, whose errors leave it."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy.exc
from sqlalchemy import event, text

from api.storage import sqlite
from api.storage.database import Database
from api.storage.errors import DatabaseDown, StorageError, UnusableDatabase
from api.storage.tables import MARKS
from tests.conftest import ROOT

pytestmark = pytest.mark.anyio
PREPARE = """
import asyncio, sys
from api.storage.database import Database
async def main():
    database = Database(sys.argv[1])
    await database.prepare()
    await database.close()
asyncio.run(main())
"""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database that is ready."""
    made = Database(str(tmp_path / "kind.db"))
    await made.prepare()
    yield made
    await made.close()


async def test_what_is_committed_is_on_the_disk_and_what_is_deleted_is_overwritten(
    database: Database,
) -> None:
    """On every connection, as SQLite itself says."""
    async with database.read() as connection:
        settings = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in (
                "journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout",
            )
        }  # fmt: skip

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5_000,
    }


async def test_nobody_else_can_read_the_files(database: Database, tmp_path: Path) -> None:
    """Nor what stands beside the file while it is open."""
    async with database.write() as connection:
        await connection.execute(MARKS.insert().values(name="a", value=b"1"))
    files = _files(tmp_path)

    assert [path.name for path in files] == ["kind.db", "kind.db-shm", "kind.db-wal"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    """Somebody may have restored it from a backup."""
    path = tmp_path / "kind.db"
    path.touch(0o644)
    database = Database(str(path))
    await database.prepare()
    await database.close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    """An error of whoever writes undoes what was written, and stays their own."""

    async def write_and_fail() -> None:
        async with database.write() as connection:
            await connection.execute(MARKS.insert().values(name="a", value=b"1"))
            raise KeyError

    with pytest.raises(KeyError):
        await write_and_fail()
    async with database.read() as connection:
        assert (await connection.execute(MARKS.select())).all() == []


async def test_writers_take_turns(database: Database, tmp_path: Path) -> None:
    """Of one process and of two: what each has read is still so when it writes."""
    other = Database(str(tmp_path / "kind.db"))

    async def add(through: Database) -> None:
        async with through.write() as connection:
            found = (await connection.execute(MARKS.select())).all()
            await asyncio.sleep(0)
            await connection.execute(MARKS.insert().values(name=str(len(found)), value=b""))

    await asyncio.gather(*(add(through) for _ in range(10) for through in (database, other)))
    await other.close()
    async with database.read() as connection:
        assert len((await connection.execute(MARKS.select())).all()) == 20


async def test_many_processes_may_start_at_once(tmp_path: Path) -> None:
    """One makes the tables, the others find them."""
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", PREPARE, str(tmp_path / "new.db"), cwd=ROOT,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    errors = [(await process.communicate())[1] for process in started]

    assert [process.returncode for process in started] == [0, 0, 0], errors


async def test_a_new_file_that_another_process_is_preparing_is_waited_for(tmp_path: Path) -> None:
    """For the write log SQLite waits for nobody: it says at once that it is busy."""
    path = tmp_path / "new.db"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = sqlite.engine_of(path)
    asked: list[str] = []

    def on_statement(*arguments: object) -> None:
        asked.append(str(arguments[2]))
        if len(asked) == 3:
            holder.rollback()

    event.listen(engine.sync_engine, "before_cursor_execute", on_statement)
    await sqlite.keep_write_log(engine)
    await engine.dispose()

    assert asked == ["PRAGMA journal_mode = WAL"] * 3
    assert holder.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    holder.close()


async def test_a_file_that_is_never_free_is_waited_for_no_longer_than_a_writer_is(
    tmp_path: Path,
) -> None:
    """Then it is busy, as it says."""
    holder = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    engine = sqlite.engine_of(tmp_path / "new.db")
    with pytest.raises(sqlalchemy.exc.OperationalError) as refused:
        await sqlite.keep_write_log(engine, patience_s=0.03)
    await engine.dispose()
    holder.close()

    assert sqlite.is_passing(refused.value.orig)


async def test_what_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    """A wrong path must not cost a file."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but somebody's notes\n" * 50)
    path.chmod(0o644)
    database = Database(str(path))
    with pytest.raises(UnusableDatabase, match=r"notes\.txt"):
        await database.prepare()
    await database.close()

    assert path.read_text().startswith("not a database")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


async def test_a_path_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    """The operator reads which, and why."""
    for path in (tmp_path / "missing" / "kind.db", tmp_path):
        database = Database(str(path))
        with pytest.raises(UnusableDatabase, match=str(path)):
            await database.prepare()


async def test_a_locked_database_is_down_and_not_broken(database: Database, tmp_path: Path) -> None:
    """It may work again: nobody has to mend anything. No value is in the message."""
    async with database.read() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    holder = sqlite3.connect(tmp_path / "kind.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseDown) as error:
            async with database.write() as connection:
                pytest.fail("it was let in")
    finally:
        holder.close()

    assert "BEGIN" not in str(error.value)
    assert error.value.__cause__ is None


async def test_no_error_of_the_libraries_leaves(database: Database) -> None:
    """Nor their messages, which hold statements and values."""
    with pytest.raises(StorageError) as error:
        async with database.write() as connection:
            await connection.execute(text("SELECT * FROM canaries WHERE name = :n"), {"n": "zebra"})

    assert "canaries" not in str(error.value)
    assert "zebra" not in str(error.value)
    known = {
        made for made in vars(sqlalchemy.exc).values() if isinstance(made, type)
        and issubclass(made, Exception) and not issubclass(made, Warning)
    }  # fmt: skip
    foreign = {made for made in known if not issubclass(made, sqlalchemy.exc.SQLAlchemyError)}
    # What a driver raises; SQLAlchemy wraps it in a DBAPIError, as it does sqlite3's own.
    assert foreign == {sqlalchemy.exc.EmulatedDBAPIException}


async def test_a_file_that_went_away_is_noticed(database: Database, tmp_path: Path) -> None:
    """Also one that is still open: what is written to it would be gone with this process."""
    path = tmp_path / "kind.db"
    await database.require_readable()
    await database.require_writable()
    path.rename(tmp_path / "moved.db")

    with pytest.raises(UnusableDatabase, match="there is no such file"):
        await database.require_readable()


async def test_a_database_without_its_tables_is_unusable(tmp_path: Path) -> None:
    """Somebody has changed the file under a running service."""
    database = Database(str(tmp_path / "kind.db"))
    with pytest.raises(UnusableDatabase):
        async with database.read() as connection:
            await connection.execute(MARKS.select())
    await database.close()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())
