"""The table of tokens: what each key has spent on a day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import insert, select, update

from api.storage.database import Database
from api.storage.tables import USAGE


class Usage:
    """Tokens by key and day; each method is one transaction. Raises StorageError only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spent(self, day: date) -> Mapping[str, int]:
        """Key id -> tokens of that day."""
        wanted = select(USAGE.c.key_id, USAGE.c.tokens).where(USAGE.c.day == day)
        async with self._database.read() as connection:
            return {row.key_id: row.tokens for row in await connection.execute(wanted)}

    async def add(self, day: date, tokens: Mapping[str, int]) -> None:
        """Count more tokens of that day, all of them or none; on the disk before it returns."""
        async with self._database.write() as connection:
            for key_id, more in tokens.items():
                counted = await connection.execute(
                    update(USAGE)
                    .where(USAGE.c.key_id == key_id, USAGE.c.day == day)
                    .values(tokens=USAGE.c.tokens + more)
                )
                if not counted.rowcount:
                    await connection.execute(
                        insert(USAGE).values(key_id=key_id, day=day, tokens=more)
                    )
