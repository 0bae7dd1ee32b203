"""The table of API keys."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from api.storage.database import Database
from api.storage.key_record import KeyRecord
from api.storage.tables import API_KEYS, MARKS, USAGE


class ApiKeys:
    """Keys in a database; each method is one transaction, on the disk before it returns.

    Raises StorageError only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_digest(self, digest: bytes) -> KeyRecord | None:
        """The key with this digest, valid or not."""
        return await self._one(API_KEYS.c.digest == digest)

    async def by_id(self, key_id: str) -> KeyRecord | None:
        """The key with this id, valid or not."""
        return await self._one(API_KEYS.c.id == key_id)

    async def all(self) -> tuple[KeyRecord, ...]:
        """Every key, oldest first."""
        async with self._database.read() as connection:
            return await _records(connection, select(API_KEYS).order_by(API_KEYS.c.created_at))

    async def add(
        self, record: KeyRecord, *, most_live: int, replaced_until: datetime | None = None
    ) -> tuple[KeyRecord, ...]:
        """Keep a new key; the key that it replaces lives until then, or ends when it would have.

        Where `most_live` keys of its name would outlive this moment beside it, nothing is changed,
        and they are returned.
        """
        now = record.created_at
        replaced = API_KEYS.c.id == record.replaces
        async with self._database.write() as connection:
            if replaced_until is not None:
                await connection.execute(
                    update(API_KEYS)
                    .where(replaced, API_KEYS.c.expires_at > replaced_until)
                    .values(expires_at=replaced_until)
                )
            live = await _records(
                connection,
                select(API_KEYS).where(
                    API_KEYS.c.name == record.name,
                    API_KEYS.c.revoked_at.is_(None),
                    API_KEYS.c.expires_at > now,
                ),
            )
            if len(live) >= most_live:
                await connection.rollback()
                return live
            await connection.execute(insert(API_KEYS).values(_values(record)))
        return ()

    async def revoke(self, key_id: str, at: datetime) -> None:
        """End a key for good; one that has been revoked keeps its time."""
        async with self._database.write() as connection:
            await connection.execute(
                update(API_KEYS)
                .where(API_KEYS.c.id == key_id, API_KEYS.c.revoked_at.is_(None))
                .values(revoked_at=at)
            )

    async def erase(self, key_id: str) -> None:
        """Delete a key so that no byte of it stays in any file of the database."""
        async with self._database.write() as connection:
            await connection.execute(delete(USAGE).where(USAGE.c.key_id == key_id))
            await connection.execute(delete(API_KEYS).where(API_KEYS.c.id == key_id))
        await self._database.forget_deleted()

    async def note_use(self, key_id: str, at: datetime) -> None:
        """Remember when a key was last used; a later time that is known stays."""
        last = API_KEYS.c.last_used_at
        async with self._database.write() as connection:
            await connection.execute(
                update(API_KEYS)
                .where(API_KEYS.c.id == key_id, or_(last.is_(None), last < at))
                .values(last_used_at=at)
            )

    async def mark(self, name: str, value: bytes) -> bytes:
        """The value of a mark of the database; the first one that was given stays."""
        wanted = select(MARKS.c.value).where(MARKS.c.name == name)
        async with self._database.write() as connection:
            found: bytes | None = (await connection.execute(wanted)).scalar()
            if found is None:
                await connection.execute(insert(MARKS).values(name=name, value=value))
        return value if found is None else found

    async def _one(self, condition: ColumnElement[bool]) -> KeyRecord | None:
        async with self._database.read() as connection:
            found = await _records(connection, select(API_KEYS).where(condition))
        return found[0] if found else None


async def _records(
    connection: AsyncConnection, query: Select[*tuple[Any, ...]]
) -> tuple[KeyRecord, ...]:
    return tuple(_read(row) for row in await connection.execute(query))


def _read(row: Row[*tuple[Any, ...]]) -> KeyRecord:
    columns = dict(row._mapping)
    return KeyRecord(**{**columns, "scopes": frozenset(columns["scopes"].split())})


def _values(record: KeyRecord) -> dict[str, object]:
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {**values, "scopes": _words(record.scopes)}


def _words(scopes: Iterable[str]) -> str:
    return " ".join(sorted(scopes))
