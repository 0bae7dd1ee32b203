"""Sessions: a person who has shown an API key once, recognised by a signed cookie from then on."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from api.access.authenticator import HolderOf
from api.access.caller import Caller
from api.access.tokens import Grant, Purpose, Signer, new_serial

SESSION_S = 12 * 60 * 60
"""A working day; counted from the login, not from the last click."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in. `token` is what the cookie holds, and is a secret.

    `expires_at_s` is Unix time in seconds. The page sends `csrf_token` with every change: a site
    that makes the browser send the cookie does not know it.
    """

    caller: Caller
    token: str
    csrf_token: str
    expires_at_s: int


class Sessions:
    """Begins sessions and recognises them; nothing is stored, so nothing is lost by a restart.

    `clock` gives Unix time in seconds.
    """

    def __init__(self, signer: Signer, *, holder_of: HolderOf, clock: Callable[[], float]) -> None:
        self._signer = signer
        self._holder_of = holder_of
        self._clock = clock

    def begin(self, caller: Caller) -> Session:
        """Log in whoever has just shown this key."""
        expires_at_s = math.floor(self._clock()) + SESSION_S
        token = self._signer.sign(
            Grant(Purpose.SESSION, caller.key_id, caller.scopes, expires_at_s, serial=new_serial())
        )
        return Session(caller, token, self._signer.csrf_token(token), expires_at_s)

    async def find(self, token: str) -> Session | None:
        """The session of a cookie; None where it is not ours, has ended, or its key has.

        Its scopes are those of the login as far as the key still has them.
        """
        grant = self._signer.read(token, Purpose.SESSION, now_s=self._clock())
        holder = None if grant is None else await self._holder_of(grant.key_id)
        if grant is None or holder is None:
            return None
        caller = replace(holder, scopes=holder.scopes & grant.scopes)
        return Session(caller, token, self._signer.csrf_token(token), grant.expires_at_s)
