"""The one door to the database: transactions, and our errors in place of everybody's.

Imported only where KINDREPLY_DATABASE is set: SQLAlchemy costs a quarter of a second and 15 MB.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from api.storage import sqlite
from api.storage.errors import DatabaseDown, StorageError, UnusableDatabase
from api.storage.migrating import migrate


class Database:
    """One database; connections are opened as they are needed, in the event loop that needs them.

    Every method raises StorageError and nothing of the libraries below.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._engine = sqlite.engine_of(self.path)
        self._writing = asyncio.Lock()

    async def prepare(self) -> None:
        """Make the database, or bring it up to date, however many processes do so at once.

        Raises UnusableDatabase where a newer kindreply has been here.
        """
        try:
            sqlite.create_file(self.path)
        except OSError as error:
            raise UnusableDatabase(f"{self.path}: {error.strerror}") from None
        with _our_errors(self.path):
            await sqlite.keep_write_log(self._engine)  # what is no database goes no further
        sqlite.close_to_others(self.path)
        async with self.write() as connection:
            await migrate(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view; nothing is changed."""
        with _our_errors(self.path):
            async with self._engine.connect() as connection, connection.begin():
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """All of it or nothing, alone: once this has been left, it is on the disk.

        Writers of this process wait for one another here, without polling the file.
        """
        with _our_errors(self.path):
            async with self._writing, self._engine.connect() as plain:
                connection = await plain.execution_options(**{sqlite.BEGIN: sqlite.WRITING})
                async with connection.begin():
                    yield connection

    async def require_readable(self) -> None:
        """Raise StorageError where the file is gone or cannot be read."""
        if not await asyncio.to_thread(self.path.is_file):
            raise UnusableDatabase(f"{self.path}: there is no such file")
        async with self.read() as connection:
            await connection.execute(text("PRAGMA schema_version"))

    async def require_writable(self) -> None:
        """Raise StorageError where nothing can be written: what it writes changes nothing."""
        async with self.write() as connection:
            version = (await connection.execute(text("PRAGMA user_version"))).scalar_one()
            await connection.execute(text(f"PRAGMA user_version = {int(version)}"))

    async def forget_deleted(self) -> None:
        """Leave no byte of what was deleted and committed in any file of the database."""
        with _our_errors(self.path):
            await sqlite.empty_write_log(self._engine)

    async def close(self) -> None:
        """Give all connections back."""
        await self._engine.dispose()


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise _ours(error.orig if isinstance(error, DBAPIError) else error, path) from None


def _ours(error: BaseException | None, path: Path) -> StorageError:
    # Their messages name statements, and with them values: only the kind of error goes on.
    if sqlite.is_passing(error):
        return DatabaseDown(f"{path}: locked, full or failing ({type(error).__name__})")
    return UnusableDatabase(f"{path}: cannot be used ({type(error).__name__})")
