"""Brings a database to the form that this code knows. Never back: an older release refuses it."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from api.storage.errors import UnusableDatabase

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0002"
"""The newest migration; a test compares it with the files."""


async def migrate(connection: AsyncConnection) -> None:
    """Run what is missing, in the transaction of `connection`, which keeps all others out.

    Raises UnusableDatabase where the database is newer than this code.
    """
    await connection.run_sync(_migrate)


def _migrate(connection: Connection) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - 0.3 s, for the first start of a release only
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise UnusableDatabase(
            f"a newer kindreply has used this database (its version is {version}, this release"
            f" knows {HEAD}): run that release, or one after it"
        )
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
