"""How somebody proves who they are: one way each, tried in order by the gate."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from api.access.caller import Caller
from api.access.scope import ALL_SCOPES

ENV_KEY_ID = "env"
"""The key id of KINDREPLY_API_KEY."""


class Authenticator(Protocol):
    """Knows one kind of credential: stored keys, the configured key, signed tokens."""

    async def caller(self, credential: str) -> Caller | None:
        """Whoever the credential belongs to; None where it is not, or no longer, one of ours.

        It is whatever was sent, in latin-1: any length, any form. Takes the same time for a wrong
        one as for none of this kind.
        """
        ...


class Keys(Authenticator, Protocol):
    """Knows keys, and by their ids those who hold them: tokens and sessions carry only the id."""

    async def holder(self, key_id: str) -> Caller | None:
        """Whoever holds the key with this id; None where it is unknown, revoked or expired."""
        ...


HolderOf = Callable[[str], Awaitable[Caller | None]]
"""The holder of the API key with this id; None once it is revoked, expired or unknown."""


def holder_among(keys: Sequence[Keys]) -> HolderOf:
    """Asks each of these in turn."""

    async def holder_of(key_id: str) -> Caller | None:
        for known in keys:
            holder = await known.holder(key_id)
            if holder is not None:
                return holder
        return None

    return holder_of


class ConfiguredKey:
    """KINDREPLY_API_KEY: one key with every scope."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    async def caller(self, credential: str) -> Caller | None:
        """The holder of the configured key."""
        if hmac.compare_digest(credential.encode(), self._key):
            return await self.holder(ENV_KEY_ID)
        return None

    async def holder(self, key_id: str) -> Caller | None:
        """The same by the id."""
        return Caller(ENV_KEY_ID, ALL_SCOPES) if key_id == ENV_KEY_ID else None
