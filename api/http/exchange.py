"""One request and its answer: an id, the headers of every answer, one log event, no surprises.

The outermost layer. It is pure ASGI, as all layers here are: starlette's BaseHTTPMiddleware costs
three times the framework and hides from the application that a client has left.
"""

import asyncio
import json
import re
import uuid
from dataclasses import dataclass, field
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.caller import Caller
from api.domain.finding import Finding
from api.http.errors import MEDIA_TYPE, HTTPError, NotFound, Problem, problem_of
from api.logging import Log, where
from api.metrics import CLIENT_LEFT, Metrics

SCOPE_KEY = "kindreply.exchange"
SANE_ID = re.compile(rb"[A-Za-z0-9-]{8,64}")
QUIET_ROUTES = frozenset({"/healthz", "/readyz", "/metrics"})
FAILURES = frozenset({"internal_error", "storage_unavailable"})
"""Problems that are ours: an operator reads where they come from."""

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class ClientLeft(Exception):
    """The caller closed the connection before the answer began."""


@dataclass(slots=True)
class Exchange:
    """What is known of one request while it runs; `logged` holds fields of api.logging only."""

    request_id: str
    started_s: float
    caller: Caller | None = None
    """Who asks; None until the gate knows, and where a route is open to everybody."""
    problem: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of the answer, whoever writes it."""
    logged: dict[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """Those of the model's answer, or of the rewrite to check: counted, and never written."""

    @property
    def elapsed_ms(self) -> float:
        """Milliseconds since the request arrived."""
        return round((perf_counter() - self.started_s) * 1000, 1)


class Exchanges:
    """Gives each request its Exchange and answers whatever no route has answered.

    What ends here is written to the log and counted, both from the same fields. `paths` are those
    of the routes, which may be named there.
    """

    def __init__(self, app: ASGIApp, *, log: Log, metrics: Metrics, paths: frozenset[str]) -> None:
        self.app = app
        self.log = log
        self.metrics = metrics
        self.paths = paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of connection pass."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = Exchange(_request_id(scope), perf_counter())
        scope[SCOPE_KEY] = exchange
        self.metrics.began()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, exchange)
            await send(message)

        failure: Exception | None = None
        try:
            _require_plain_path(scope)
            await self.app(scope, receive, send_with_headers)
        except ClientLeft:
            status = CLIENT_LEFT
        except asyncio.CancelledError:
            status = status or CLIENT_LEFT
            raise
        except Exception as error:  # noqa: BLE001 - the last layer: nothing may pass it with text
            problem = problem_of(error)
            failure = error if problem.code in FAILURES else None
            if status == 0:
                unread = {"Connection": "close"} if isinstance(error, HTTPError) else {}
                await send_problem(problem, exchange, send_with_headers, unread)
        finally:
            self._write(scope, exchange, status, failure)

    def _write(
        self, scope: Scope, exchange: Exchange, status: int, failure: Exception | None
    ) -> None:
        # A path that is none of ours is the caller's text.
        route = scope["path"] if scope["path"] in self.paths else "unmatched"
        fields: dict[str, object] = {
            "request_id": exchange.request_id,
            "route": route,
            "method": scope["method"] if scope["method"].isalpha() else None,
            "status": status,
            "ms": exchange.elapsed_ms,
            "problem": exchange.problem,
            "key_id": exchange.caller and exchange.caller.key_id,
            **exchange.logged,
        }
        self.metrics.ended(
            route=route,
            status=status,
            seconds=perf_counter() - exchange.started_s,
            problem=exchange.problem,
            logged=exchange.logged,
            findings=exchange.findings,
        )
        if failure is not None:
            fields |= {"error": type(failure).__name__, "at": where(failure)}
            self.log.error("request", **fields)
        elif route in QUIET_ROUTES:
            self.log.debug("request", **fields)
        else:
            self.log.info("request", **fields)


async def send_problem(
    problem: Problem, exchange: Exchange, send: Send, headers: dict[str, str] | None = None
) -> None:
    """Answer with a problem, and note its code for the log."""
    exchange.problem = problem.code
    body = json.dumps(problem.as_json(exchange.request_id)).encode()
    start: Message = {"type": "http.response.start", "status": problem.status, "headers": []}
    out = MutableHeaders(scope=start)
    out["Content-Type"] = MEDIA_TYPE
    out["Content-Length"] = str(len(body))
    out.update({**problem.headers, **(headers or {})})
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _require_plain_path(scope: Scope) -> None:
    """Raise NotFound for invisible characters: the router takes `/v1/rewrites%0A` for the route."""
    if not scope["path"].isprintable():
        raise NotFound


def _request_id(scope: Scope) -> str:
    """The caller's X-Request-Id where it is a sane one, else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and SANE_ID.fullmatch(value):
            return str(value, "ascii")
    return uuid.uuid4().hex


def _add_headers(message: Message, exchange: Exchange) -> None:
    headers = MutableHeaders(scope=message)
    headers["X-Request-Id"] = exchange.request_id
    headers.setdefault("Cache-Control", "no-store")
    for name, value in (*SECURITY_HEADERS.items(), *exchange.headers.items()):
        headers[name] = value
