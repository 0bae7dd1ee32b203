"""How often and how much a caller may ask: `RateLimit` headers, and 429 before a body is read.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11: `q` is the quota of a window of
`w` seconds, `qu` its unit where that is not requests, `r` what is left, `t` in how many seconds
there is more. Tokens that are spent are no error: the phrasebook answers.
"""

import math
from contextlib import nullcontext
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.budgets import DAY_S, Budgets
from api.access.caller import LOCAL, Caller
from api.access.rates import WINDOW_S, Rate, Rates
from api.http.errors import RateLimited
from api.http.exchange import SCOPE_KEY, Exchange
from api.http.spending import Payer, paid_by

LIMITED_PATHS = "/v1/"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a key may use where it has no limits of its own; 0 is no limit."""

    requests_per_minute: int = 0
    tokens_per_day: int = 0

    def of(self, caller: Caller) -> "Allowance":
        """What this caller may use. This machine without a key is not limited."""
        if caller.key_id == LOCAL.key_id:
            return UNLIMITED
        requests, tokens = caller.requests_per_minute, caller.tokens_per_day
        return Allowance(
            self.requests_per_minute if requests is None else requests,
            self.tokens_per_day if tokens is None else tokens,
        )


UNLIMITED = Allowance()


class Limits:
    """Counts each request under /v1, and what its model calls cost, on its caller's key.

    After the gate, which says who the caller is; tokens and sessions count on their key.
    """

    def __init__(
        self, app: ASGIApp, *, rates: Rates, budgets: Budgets, allowance: Allowance
    ) -> None:
        self.app = app
        self.rates = rates
        self.budgets = budgets
        self.allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise RateLimited before anything of its body is read."""
        exchange: Exchange | None = scope.get(SCOPE_KEY)
        if exchange is None or exchange.caller is None or not _limited(scope):
            await self.app(scope, receive, send)
            return
        caller = exchange.caller
        allowed = self.allowance.of(caller)
        limit = allowed.requests_per_minute
        rate = await self.rates.hit(caller.key_id, limit) if limit else None
        payer = Payer(caller.key_id, allowed.tokens_per_day)

        async def send_with_what_is_left(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.headers |= self._headers(rate, payer)
            await send(message)

        exchange.headers |= self._headers(rate, payer)
        if rate is not None and not rate.allowed:
            exchange.headers["Retry-After"] = str(rate.wait_s)
            raise RateLimited(f"This key may make {limit:,} request{'s'[: limit > 1]} a minute.")
        with nullcontext() if caller.key_id == LOCAL.key_id else paid_by(payer):
            await self.app(scope, receive, send_with_what_is_left)

    def _headers(self, rate: Rate | None, payer: Payer) -> dict[str, str]:
        """What the key may use and what it has left: one item for each limit that it has."""
        policies, left = [], []
        if rate is not None:
            policies.append(f'"requests";q={rate.limit};w={WINDOW_S}')
            left.append(f'"requests";r={rate.left};t={rate.wait_s}')
        quota = payer.tokens_per_day
        if quota:
            tokens, reset_s = self.budgets.left(payer.key_id, limit=quota), self.budgets.reset_s
            policies.append(f'"tokens";q={quota};qu="tokens";w={DAY_S}')
            left.append(f'"tokens";r={tokens};t={math.ceil(reset_s)}')
        if not policies:
            return {}
        return {"RateLimit-Policy": ", ".join(policies), "RateLimit": ", ".join(left)}


def _limited(scope: Scope) -> bool:
    path: str = scope["path"]
    return path.startswith(LIMITED_PATHS)
