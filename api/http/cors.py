"""Which other web pages may use the service: those of the operator's list, and never with a cookie.

starlette's CORSMiddleware does not fit here. It tells a refused origin which methods and headers
there are, answers in plain text, and adds its headers on the way out only, where the answers to
errors that outer layers write never come by. Here they go into the Exchange, and whoever answers
sends them.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.errors import OriginNotAllowed
from api.http.exchange import SCOPE_KEY, Exchange

SHARED = "/v1/"
OWN_PAGE_ONLY = frozenset({"/v1/session", "/v1/widget-tokens"})
"""Logging in is for our page, minting for servers: no other page needs either."""
EXPOSED = "X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Preference-Applied"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Prefer, X-Request-Id",
    "Access-Control-Max-Age": "600",
}


class Cors:
    """Lets pages of the listed origins read answers under /v1, and answers their preflights.

    A page of any other origin gets no header of CORS, so its browser keeps the answer from it.
    Credentials are never allowed: a token travels in Authorization, and cookies stay at home.
    """

    def __init__(self, app: ASGIApp, *, origins: frozenset[str]) -> None:
        self.app = app
        self.origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a preflight is answered here, before anybody asks for a key.

        Raises OriginNotAllowed for the preflight of another origin.
        """
        if scope["type"] == "http" and self.origins and _is_shared(scope["path"]):
            headers = Headers(scope=scope)
            exchange: Exchange = scope[SCOPE_KEY]
            exchange.headers["Vary"] = "Origin"
            sent = headers.getlist("origin")
            listed = len(sent) == 1 and sent[0] in self.origins
            if listed:
                exchange.headers["Access-Control-Allow-Origin"] = sent[0]
            if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
                if not listed:
                    raise OriginNotAllowed("Pages of this origin may not use the service.")
                exchange.headers.update(PREFLIGHT)
                await send({"type": "http.response.start", "status": 204, "headers": []})
                await send({"type": "http.response.body"})
                return
            if listed:
                exchange.headers["Access-Control-Expose-Headers"] = EXPOSED
        await self.app(scope, receive, send)


def _is_shared(path: str) -> bool:
    return path.startswith(SHARED) and path not in OWN_PAGE_ONLY
