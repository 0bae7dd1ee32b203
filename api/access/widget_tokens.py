"""Widget tokens: what a page of somebody else holds in place of an API key, for some minutes.

The page's own server mints them with its key. A token works from one web origin, which the operator
has allowed, and lends no more than the key itself has.
"""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from api.access.authenticator import HolderOf
from api.access.caller import Caller
from api.access.scope import Scope
from api.access.tokens import Grant, Purpose, Signer, new_serial

LENDABLE = frozenset({Scope.REWRITE, Scope.CHECK, Scope.FEEDBACK})
"""What a widget does. Prompts, statistics and keys are for servers."""
MIN_TTL_S = 60
MAX_TTL_S = 900
DEFAULT_TTL_S = 300


class OriginNotListed(Exception):
    """The origin is none of those that the operator allows."""


class NotYours(Exception):
    """The key lacks a scope that it was asked to lend; `scopes` are those."""

    def __init__(self, scopes: Collection[Scope]) -> None:
        super().__init__(f"lacks {', '.join(sorted(scopes))}")
        self.scopes = frozenset(scopes)


@dataclass(frozen=True, slots=True)
class WidgetToken:
    """A token for one origin; `expires_at_s` is Unix time in seconds."""

    token: str
    origin: str
    scopes: frozenset[Scope]
    expires_at_s: int


class WidgetTokens:
    """Mints tokens, and is the Authenticator that knows them; nothing is stored.

    `origins` are those that the operator allows; `clock` gives Unix time in seconds.
    """

    def __init__(
        self,
        signer: Signer,
        *,
        holder_of: HolderOf,
        origins: frozenset[str],
        clock: Callable[[], float],
    ) -> None:
        self._signer = signer
        self._holder_of = holder_of
        self._origins = origins
        self._clock = clock

    def mint(
        self, caller: Caller, *, origin: str, scopes: frozenset[Scope], ttl_s: int
    ) -> WidgetToken:
        """Lend some of the caller's scopes to an origin. Raises NotYours, OriginNotListed."""
        if not scopes or not scopes <= caller.scopes:
            raise NotYours(scopes - caller.scopes or LENDABLE)
        if origin not in self._origins:
            raise OriginNotListed
        expires_at_s = math.floor(self._clock()) + ttl_s
        grant = Grant(
            Purpose.WIDGET, caller.key_id, scopes, expires_at_s, origin, serial=new_serial()
        )
        return WidgetToken(self._signer.sign(grant), origin, scopes, expires_at_s)

    async def caller(self, credential: str) -> Caller | None:
        """Whoever a token was lent to; None where it is none of ours or has ended.

        The origin that it is bound to is in the caller: the gate compares it with that of the
        request. A key that is revoked, or has lost a scope, ends what it has lent.
        """
        grant = self._signer.read(credential, Purpose.WIDGET, now_s=self._clock())
        holder = None if grant is None else await self._holder_of(grant.key_id)
        if grant is None or holder is None:
            return None
        return replace(holder, scopes=holder.scopes & grant.scopes, origin=grant.origin)
