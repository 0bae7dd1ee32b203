"""The ASGI application: routes, static files and the layers around them, from finished parts."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import compile_path

from api.access.authenticator import Keys, holder_among
from api.access.budgets import Budgets
from api.access.failures import Failures
from api.access.rates import Rates
from api.access.sessions import Sessions
from api.access.tokens import Signer
from api.access.widget_tokens import WidgetTokens
from api.domain.errors import DraftError
from api.http.admission import Admission
from api.http.bodies import BODY_TIMEOUT_S, Bodies
from api.http.cors import Cors
from api.http.errors import MEDIA_TYPE, TITLES, Problem, invalid, problem_of
from api.http.exchange import SCOPE_KEY, Exchange, Exchanges
from api.http.files import file_routes
from api.http.gate import Gate
from api.http.health import health_routes
from api.http.limits import UNLIMITED, Allowance, Limits
from api.http.metrics import metrics_routes
from api.http.readiness import Readiness
from api.http.routes import ANYWHERE, Checks, Rewrites, problem_answers, v1_routes
from api.http.rules import RULES, Rule, Rules
from api.http.sessions import session_routes
from api.http.widget_tokens import widget_token_routes
from api.logging import Log
from api.metrics import Metrics
from prompts import UnknownPrompt

DOCS = Path(__file__).parent / "docs"
ABOUT = (
    "A 'Soften and clarify' button for support replies that never promises more, nor says less,"
    " than the agent did. Errors are problem details (RFC 9457) and never repeat the request."
)
STATUS_CODES = {400: "bad_json", 404: "not_found", 405: "method_not_allowed"}
"""The framework's own refusals -> our codes."""


def build_service(  # noqa: PLR0913 - by keyword only: the list of the parts
    *,
    rewriter: Rewrites,
    check: Checks,
    start: Callable[[], Awaitable[None]],
    close: Callable[[], Awaitable[None]],
    readiness: Readiness,
    max_requests: int,
    authenticators: Sequence[Keys],
    signer: Signer,
    allowed_origins: frozenset[str],
    log: Log,
    version: str,
    page: Path,
    metrics: Metrics,
    rates: Rates | None = None,
    budgets: Budgets | None = None,
    allowance: Allowance = UNLIMITED,
    body_timeout_s: float = BODY_TIMEOUT_S,
    rules: Mapping[str, Rule] = RULES,
    clock: Callable[[], float] = time.time,
) -> FastAPI:
    """Put the parts together; `start` is called before the first request, `close` after the last.

    Without `authenticators`, this machine alone is served. `signer` makes sessions and tokens for
    pages of `allowed_origins`, under a `clock` of Unix time. Raises RouteWithoutRule.
    """
    failures = Failures(clock=time.monotonic)
    holder_of = holder_among(authenticators)
    sessions = Sessions(signer, holder_of=holder_of, clock=clock)
    tokens = WidgetTokens(signer, holder_of=holder_of, origins=allowed_origins, clock=clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            await start()
            yield
        finally:
            await close()

    routers = (
        v1_routes(rewriter=rewriter, check=check),
        session_routes(sessions=sessions, keys=authenticators, failures=failures),
        widget_token_routes(tokens),
        health_routes(
            readiness=readiness,
            version=version,
            guardrails_version=rewriter.guardrails_version,
        ),
        metrics_routes(metrics),
        file_routes(page, index="/", prefix="/web"),
        file_routes(DOCS, index="/docs", prefix="/docs"),
    )
    paths = frozenset(
        route.path for router in routers for route in router.routes if isinstance(route, APIRoute)
    )
    ruling = Rules(rules)
    app = FastAPI(
        title="kindreply",
        version=version,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        # Nothing leaves this process but what is listed in api.logging.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        middleware=[
            Middleware(Exchanges, log=log, metrics=metrics, paths=paths),
            Middleware(Cors, origins=allowed_origins),
            Middleware(Admission, most=max_requests),
            Middleware(
                Gate,
                authenticators=[*authenticators, tokens] if authenticators else [],
                rules=ruling,
                failures=failures,
                sessions=sessions,
                origins=allowed_origins,
            ),
            Middleware(
                Limits,
                rates=rates or Rates(),
                budgets=budgets or Budgets(),
                allowance=allowance,
            ),
            Middleware(Bodies, timeout_s=body_timeout_s),
        ],
    )
    for error in (HTTPException, RequestValidationError, DraftError, UnknownPrompt):
        app.add_exception_handler(error, _answer)
    for router in routers:
        app.include_router(router, responses=problem_answers(ANYWHERE))
    ruling.require(context.path or "" for context in iter_route_contexts(app.routes))
    app.openapi_schema = _with_problem_codes(app.openapi())
    return app


async def _answer(request: Request, error: Exception) -> Response:
    """Any error that a route or the router raised, as a problem."""
    exchange: Exchange = request.scope[SCOPE_KEY]
    problem = _problem(error)
    if problem.code == "method_not_allowed":
        # The router names the methods of the first of a path's routes.
        exchange.headers["Allow"] = ", ".join(_methods(request.app, request.url.path))
    exchange.problem = problem.code
    return JSONResponse(
        problem.as_json(exchange.request_id),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=dict(problem.headers),
    )


def _methods(app: FastAPI, path: str) -> list[str]:
    """What a path may be asked with, over all its routes."""
    found: set[str] = set()
    for context in iter_route_contexts(app.routes):
        if compile_path(context.path or "")[0].match(path):
            found |= set(context.methods or ())
    return sorted(found)


def _problem(error: Exception) -> Problem:
    match error:
        case RequestValidationError():
            return invalid(error.errors())
        case HTTPException():
            code = STATUS_CODES.get(error.status_code, "internal_error")
            return Problem(code, headers=error.headers or {})
        case _:
            return problem_of(error)


def _with_problem_codes(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the table of problem codes, which /docs shows and links from each problem's `type`.

    The framework documents a model as application/json too, which no problem of ours is.
    """
    for path in schema["paths"].values():
        for operation in path.values():
            for response in operation["responses"].values():
                content = response.get("content", {})
                if MEDIA_TYPE in content:
                    response["content"] = {MEDIA_TYPE: content[MEDIA_TYPE]}
    schema["x-problem-codes"] = [
        {"code": code, "status": status, "title": title} for code, (status, title) in TITLES.items()
    ]
    return schema
