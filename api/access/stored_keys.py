"""All about the API keys of one database: opened together, closed together.

Imported only where KINDREPLY_DATABASE is set.
"""

from api.access.issuing import Issuer
from api.access.key_ring import KeyRing
from api.access.pepper import Pepper
from api.storage.api_keys import ApiKeys
from api.storage.database import Database


class StoredKeys:
    """`issuer` makes and ends keys, `ring` knows whose they are."""

    def __init__(self, database: Database, pepper: Pepper) -> None:
        self._database = database
        self._store = ApiKeys(database)
        self.issuer = Issuer(self._store, pepper)
        self.ring = KeyRing(self._store, pepper)

    async def open(self) -> None:
        """Bring the database up to date; raises StorageError, and WrongPepper."""
        await self._database.prepare()
        await self.issuer.require_pepper()

    async def look(self) -> None:
        """Raise StorageError where no key could be found now, if there were one."""
        await self._store.by_id("")

    async def close(self) -> None:
        """Write what is still to be written, and give the connections back."""
        await self.ring.close()
        await self._database.close()
