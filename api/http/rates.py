"""How often a caller may come: `RateLimit` headers on what they ask, 429 before a body is read.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11: `q` the quota of a window of `w`
seconds, `r` what is left of it, `t` in how many seconds there is more.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.caller import LOCAL, Caller
from api.access.rates import WINDOW_S, Rate, Rates
from api.http.errors import RateLimited
from api.http.exchange import SCOPE_KEY, Exchange

LIMITED_PATHS = "/v1/"


class RateLimits:
    """Counts each request under /v1 on its caller's key; `per_minute` 0 is no limit.

    After the gate, which says who the caller is. This machine without a key is not limited.
    """

    def __init__(self, app: ASGIApp, *, rates: Rates, per_minute: int) -> None:
        self.app = app
        self.rates = rates
        self.per_minute = per_minute

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise RateLimited before anything of its body is read."""
        if scope["type"] == "http" and scope["path"].startswith(LIMITED_PATHS):
            exchange: Exchange = scope[SCOPE_KEY]
            await self._count(exchange)
        await self.app(scope, receive, send)

    async def _count(self, exchange: Exchange) -> None:
        caller = exchange.caller
        limit = 0 if caller is None else self._limit(caller)
        if caller is None or not limit:
            return
        rate = await self.rates.hit(caller.key_id, limit)
        exchange.headers |= headers(rate)
        if not rate.allowed:
            exchange.headers["Retry-After"] = str(rate.wait_s)
            raise RateLimited(f"This key may make {limit:,} request{'s'[: limit > 1]} a minute.")

    def _limit(self, caller: Caller) -> int:
        if caller.key_id == LOCAL.key_id:
            return 0
        own = caller.requests_per_minute
        return self.per_minute if own is None else own


def headers(rate: Rate) -> dict[str, str]:
    """The two fields that say what may be asked and what is left."""
    return {
        "RateLimit-Policy": f'"requests";q={rate.limit};w={WINDOW_S}',
        "RateLimit": f'"requests";r={rate.left};t={rate.wait_s}',
    }
