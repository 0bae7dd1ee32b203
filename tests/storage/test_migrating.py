"""A database becomes what the code knows, and a newer one is refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.storage.database import Database
from api.storage.errors import UnusableDatabase
from api.storage.migrating import FOLDER, HEAD
from api.storage.tables import METADATA

pytestmark = pytest.mark.anyio


async def test_the_migrations_make_the_tables_that_queries_use(tmp_path: Path) -> None:
    """A column that one of the two lacks fails here, not on somebody's data."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))

    database = Database(str(tmp_path / "kind.db"))
    await database.prepare()
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


def test_the_newest_migration_is_the_one_that_is_named() -> None:
    """An up-to-date database is recognised without alembic."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_a_database_that_is_up_to_date_stays_as_it_is(tmp_path: Path) -> None:
    """Every start of the service looks."""
    path = tmp_path / "kind.db"
    for _ in range(2):
        database = Database(str(path))
        await database.prepare()
        async with database.read() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            assert found.scalars().all() == [HEAD]
        await database.close()


async def test_a_database_of_a_newer_release_is_refused(tmp_path: Path) -> None:
    """An older release would not know what it breaks; the message says what to run."""
    database = Database(str(tmp_path / "kind.db"))
    await database.prepare()
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnusableDatabase, match=r"newer kindreply .* 9999"):
        await database.prepare()
    await database.close()


async def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    """All tables or none: the next start begins where this one did."""
    path = tmp_path / "kind.db"
    database = Database(str(path))
    await _run(database, "CREATE TABLE api_keys (id TEXT)")
    with pytest.raises(UnusableDatabase):
        await database.prepare()
    async with database.read() as connection:
        found = await connection.execute(text("SELECT name FROM sqlite_master"))
        assert found.scalars().all() == ["api_keys"]
    await _run(database, "DROP TABLE api_keys")
    await database.prepare()
    await database.close()


async def _run(database: Database, statement: str) -> None:
    async with database.write() as connection:
        await connection.execute(text(statement))
