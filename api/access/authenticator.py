"""How somebody proves who they are: one way each, tried in order by the gate."""

import hmac
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


class ConfiguredKey:
    """KINDREPLY_API_KEY: one key with every scope."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    async def caller(self, credential: str) -> Caller | None:
        """The holder of the configured key."""
        if hmac.compare_digest(credential.encode(), self._key):
            return Caller(ENV_KEY_ID, ALL_SCOPES)
        return None
