"""All about the API keys of one database: opened together, closed together.

Imported only where KINDREPLY_DATABASE is set.
"""

from api.access.issuing import Issuer
from api.access.key_ring import KeyRing
from api.access.pepper import Pepper
from api.storage.api_keys import ApiKeys
from api.storage.database import Database
from api.storage.usage import Usage


class StoredKeys:
    """`issuer` makes and ends keys, `ring` knows whose they are, `usage` what they have spent."""

    def __init__(self, database: Database, pepper: Pepper) -> None:
        self._database = database
        store = ApiKeys(database)
        self.issuer = Issuer(store, pepper)
        self.ring = KeyRing(store, pepper)
        self.usage = Usage(database)

    async def open(self) -> None:
        """Bring the database up to date; raises StorageError, and WrongPepper."""
        await self._database.prepare()
        await self.issuer.require_pepper()

    async def readable(self) -> None:
        """Raise StorageError where nothing can be looked up."""
        await self._database.require_readable()

    async def writable(self) -> None:
        """Raise StorageError where nothing can be kept."""
        await self._database.require_writable()

    async def close(self) -> None:
        """Write what is still to be written, and give the connections back."""
        await self.ring.close()
        await self._database.close()
