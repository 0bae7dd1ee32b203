"""Who may come in: callers with a key, or, where there is none, this machine."""

import time
from collections.abc import Sequence
from typing import Never

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.authenticator import Authenticator
from api.access.caller import LOCAL, Caller
from api.access.failures import Failures
from api.access.sessions import Sessions
from api.http.errors import Forbidden, TooManyFailures, Unauthorized, UnknownHost
from api.http.exchange import SCOPE_KEY, Exchange
from api.http.our_page import require_origin, require_our_page, session_of
from api.http.rules import PUBLIC, Open, Rules

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
NO_KEY = "Send a valid API key as `Authorization: Bearer <key>`."


class Gate:
    """Sets the caller of each exchange, before anything of the request's body is read.

    `authenticators` are asked in order, with the credential of `Authorization: Bearer`. Without
    any, Host must name this machine, and the caller is LOCAL. That keeps a web page from reaching a
    loopback service by a name that it lets point to 127.0.0.1 (DNS rebinding): the browser would
    take it for the page's own origin.

    A person who has logged in on the page comes without a credential, by the cookie of `sessions`.
    A credential that is bound to an origin works from there alone, and only while the operator
    lists it in `origins`.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        authenticators: Sequence[Authenticator],
        rules: Rules,
        failures: Failures | None = None,
        sessions: Sessions | None = None,
        origins: frozenset[str] = frozenset(),
    ) -> None:
        self.app = app
        self.authenticators = authenticators
        self.rules = rules
        self.failures = Failures(clock=time.monotonic) if failures is None else failures
        self.sessions = sessions
        self.origins = origins

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
        if self.sessions is not None and "authorization" not in headers:
            session = await session_of(self.sessions, headers)
            if session is not None:
                require_our_page(session, scope["method"], headers)
                return session.caller
        credential = _bearer(headers)
        if credential is None:
            raise Unauthorized(NO_KEY)
        caller = await ask_all(self.authenticators, credential)
        if caller is None:
            refuse_wrong_key(self.failures, scope, exchange)
        if caller.origin is not None:
            require_origin(caller.origin, self.origins, headers)
        return caller


async def ask_all(authenticators: Sequence[Authenticator], credential: str) -> Caller | None:
    """Whoever the first of these knows by the credential."""
    for authenticator in authenticators:
        caller = await authenticator.caller(credential)
        if caller is not None:
            return caller
    return None


def refuse_wrong_key(failures: Failures, scope: Scope, exchange: Exchange) -> Never:
    """Raise Unauthorized, or TooManyFailures with the seconds to wait.

    Only for wrong keys: who shows a valid one is not held up by others at the same address.
    """
    wait_s = failures.count((scope.get("client") or ("",))[0])
    if wait_s is None:
        raise Unauthorized(NO_KEY)
    exchange.headers["Retry-After"] = str(wait_s)
    raise TooManyFailures("Too many wrong keys came from this address.")


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
