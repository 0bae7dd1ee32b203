"""Who may come in: callers with a key, or, where there is none, this machine."""

import time
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.authenticator import Authenticator
from api.access.caller import LOCAL, Caller
from api.access.failures import Failures
from api.http.errors import Forbidden, TooManyFailures, Unauthorized, UnknownHost
from api.http.exchange import SCOPE_KEY, Exchange
from api.http.rules import PUBLIC, Open, Rules

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
NO_KEY = "Send a valid API key as `Authorization: Bearer <key>`."


class Gate:
    """Sets the caller of each exchange, before anything of the request's body is read.

    `authenticators` are asked in order, with the credential of `Authorization: Bearer`. Without
    any, Host must name this machine, and the caller is LOCAL. That keeps a web page from reaching a
    loopback service by a name that it lets point to 127.0.0.1 (DNS rebinding): the browser would
    take it for the page's own origin.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticators: Sequence[Authenticator],
        rules: Rules,
        failures: Failures | None = None,
    ) -> None:
        self.app = app
        self.authenticators = authenticators
        self.rules = rules
        self.failures = failures or Failures(clock=time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise why its caller may not come in."""
        if scope["type"] == "http":
            exchange: Exchange = scope[SCOPE_KEY]
            headers = Headers(scope=scope)
            if not self.authenticators:
                _require_local_host(headers.getlist("host"))
            rule = self.rules.of(scope["path"])
            if rule is not PUBLIC:
                exchange.caller = await self._caller(scope, headers, exchange)
                if not isinstance(rule, Open) and rule not in exchange.caller.scopes:
                    raise Forbidden(f"This key has no scope `{rule}`.")
        await self.app(scope, receive, send)

    async def _caller(self, scope: Scope, headers: Headers, exchange: Exchange) -> Caller:
        if not self.authenticators:
            return LOCAL
        credential = _bearer(headers)
        if credential is None:
            raise Unauthorized(NO_KEY)
        for authenticator in self.authenticators:
            caller = await authenticator.caller(credential)
            if caller is not None:
                return caller
        # Only now: who shows a valid key is not held up by others at the same address.
        wait_s = self.failures.count((scope.get("client") or ("",))[0])
        if wait_s is not None:
            exchange.headers["Retry-After"] = str(wait_s)
            raise TooManyFailures("Too many wrong keys came from this address.")
        raise Unauthorized(NO_KEY)


def _bearer(headers: Headers) -> str | None:
    """The credential as sent; None without one. Two headers are none: which would count?"""
    sent = headers.getlist("authorization")
    scheme, _, credential = (sent[0] if len(sent) == 1 else "").partition(" ")
    return credential.strip() if scheme.lower() == "bearer" else None


def _require_local_host(hosts: list[str]) -> None:
    host = hosts[0].lower() if len(hosts) == 1 else ""
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdigit():
        name = host
    if name not in LOCAL_HOSTS:
        raise UnknownHost(
            "Without an API key only this machine is served: use localhost or 127.0.0.1."
        )
