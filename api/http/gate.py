"""Who may come in: callers with the key, or, where there is none, this machine."""

import hmac

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.errors import Unauthorized, UnknownHost

GUARDED_PATHS = "/v1/"
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Gate:
    """With a key, /v1 needs it as a bearer token. Without one, Host must name this machine.

    The second keeps a web page from reaching a loopback service by a name that it lets point to
    127.0.0.1 (DNS rebinding): the browser would take it for the page's own origin.
    """

    def __init__(self, app: ASGIApp, *, api_key: str | None) -> None:
        self.app = app
        self.expected = None if api_key is None else f"Bearer {api_key}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise before anything of its body is read."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if self.expected is None:
                _require_local_host(headers.getlist("host"))
            elif scope["path"].startswith(GUARDED_PATHS):
                self._require_key(headers.getlist("authorization"))
        await self.app(scope, receive, send)

    def _require_key(self, sent: list[str]) -> None:
        assert self.expected is not None  # noqa: S101 - only asked with a key
        given = sent[0].encode("latin-1") if len(sent) == 1 else b""
        scheme, _, token = given.partition(b" ")
        if scheme.lower() == b"bearer":
            given = b"Bearer " + token.strip()
        # In constant time, and the same answer for no key, a wrong one and a broken header.
        if not hmac.compare_digest(given, self.expected):
            raise Unauthorized("Send the API key as `Authorization: Bearer <key>`.")


def _require_local_host(hosts: list[str]) -> None:
    host = hosts[0].lower() if len(hosts) == 1 else ""
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdigit():
        name = host
    if name not in LOCAL_HOSTS:
        raise UnknownHost(
            "Without an API key only this machine is served: use localhost or 127.0.0.1."
        )
