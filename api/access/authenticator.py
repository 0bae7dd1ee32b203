"""How somebody proves who they are: one way each, tried in order by the gate."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from api.access.caller import Caller
from api.access.scope import ALL_SCOPES

CONFIGURED = Caller("env", ALL_SCOPES)
"""Whoever holds KINDREPLY_API_KEY."""


class Authenticator(Protocol):
    """Knows one kind of credential: stored keys, the configured key, signed tokens."""

    async def caller(self, credential: str) -> Caller | None:
        """Whoever the credential belongs to; None where it is not, or no longer, one of ours.

        It is whatever was sent, in latin-1: any length, any form. Takes the same time for a wrong
        one as for none of this kind.
        """
        ...


class KeyHolders(Protocol):
    """Knows keys by their ids, for tokens and sessions that were made with one."""

    async def holder(self, key_id: str) -> Caller | None:
        """The holder of this key; None where there is none, or it has ended."""
        ...


class Keys(Authenticator, KeyHolders, Protocol):
    """Knows keys, and by their ids those who hold them."""


HolderOf = Callable[[str], Awaitable[Caller | None]]
"""The holder of the key with this id, wherever keys are kept; None once it has ended."""


def holder_among(keys: Sequence[KeyHolders]) -> HolderOf:
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
        return CONFIGURED if hmac.compare_digest(credential.encode(), self._key) else None

    async def holder(self, key_id: str) -> Caller | None:
        """The same, by its id."""
        return CONFIGURED if key_id == CONFIGURED.key_id else None
