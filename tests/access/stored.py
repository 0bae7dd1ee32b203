"""Real keys in a real database, with a clock that tests set."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.access.issuing import Issued, Issuer, Wish
from api.access.pepper import Pepper
from api.storage.api_keys import ApiKeys
from api.storage.database import Database

PEPPER = "Q3mZr8kTq0vLxW2nB7yHs5dPf1gJc6aEuR4tYiO9"
OTHER_PEPPER = "nV5bX1zKd8wQe3rT6yUi9oPa2sDf4gHjLm7cB0xZ"
START = datetime(2026, 11, 22, 8, tzinfo=UTC)


class Calendar:
    """A time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """Now."""
        return self.now

    def pass_by(self, **units: float) -> None:
        """Days, hours, minutes or seconds."""
        self.now += timedelta(**units)


class Keys:
    """The issuer of one database, its store and its time."""

    def __init__(self, database: Database, pepper: str = PEPPER) -> None:
        self.database = database
        self.calendar = Calendar()
        self.store = ApiKeys(database)
        self.issuer = Issuer(self.store, Pepper(pepper), now=self.calendar)

    async def create(self, name: str = "web", *scopes: str, days: float = 90) -> Issued:
        """A key, for rewrites unless said otherwise."""
        return await self.issuer.create(
            Wish(name, frozenset(scopes or ["rewrite"]), timedelta(days=days))
        )


@asynccontextmanager
async def opened(path: Path, pepper: str = PEPPER) -> AsyncIterator[Keys]:
    """A database in a file, made where there is none."""
    database = Database(str(path))
    try:
        await database.prepare()
        yield Keys(database, pepper)
    finally:
        await database.close()
