"""The routes under /v1: from a checked body to the domain and back."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Protocol

from fastapi import APIRouter, Body, Depends, Header, Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPBearer
from pydantic import WithJsonSchema

from api.domain.finding import Finding, Verdict
from api.domain.reply import Reply
from api.http.checks import CheckBody, CheckResponse, check_response
from api.http.contract import ProblemAnswer
from api.http.errors import MEDIA_TYPE, TITLES
from api.http.exchange import SCOPE_KEY, Exchange
from api.http.preferences import wait_s
from api.http.rewrites import RewriteRequest, RewriteResponse, rewrite_response
from api.http.stopwatch import model_time
from api.rewriting.checking import Check, CheckRequest
from api.rewriting.request import Request as DomainRequest

CHARS_FOR_A_THREAD = 8_000
"""Checks of more than this leave the event loop: they take tens of milliseconds."""

ANYWHERE = (400,)
"""Statuses that any route can answer with: whom it was asked by is looked at first."""
DOCUMENTED = (400, 401, 403, 408, 413, 415, 422, 429, 500, 503)

BEARER = HTTPBearer(
    auto_error=False, description="Only where KINDREPLY_API_KEY or KINDREPLY_DATABASE is set."
)
"""Documents the key; who comes in has been decided before any body was read (api.http.gate)."""


class Rewrites(Protocol):
    """What the rewriting package offers to this one."""

    @property
    def guardrails_version(self) -> str:
        """The digest of rules and lexicon."""
        ...

    async def rewrite(self, request: DomainRequest) -> Reply:
        """Answer one request; raises DraftError and UnknownPrompt only."""
        ...


Checks = Callable[[CheckRequest], Check]
"""How a rewrite is held against its draft; raises DraftError only."""


async def _exchange(request: Request) -> Exchange:  # else FastAPI takes a thread for it
    exchange: Exchange = request.scope[SCOPE_KEY]
    return exchange


ExchangeDep = Annotated[Exchange, Depends(_exchange)]
Prefer = Annotated[
    list[str] | None,
    Header(
        description="`wait=N` (RFC 7240): answer within N seconds, 1 or more. It shortens the"
        " configured deadline and never extends it; anything else is ignored."
    ),
    WithJsonSchema({"type": "string"}),  # whatever it says is accepted
]


def problem_answers(statuses: Sequence[int] = DOCUMENTED) -> dict[int | str, dict[str, Any]]:
    """The problems of a route for OpenAPI, by default of one with a body."""
    answers: dict[int | str, dict[str, Any]] = {}
    for status in statuses:
        codes = [code for code, (its_status, _) in TITLES.items() if its_status == status]
        answers[status] = {
            "description": "; ".join(f"`{code}`: {TITLES[code][1]}" for code in codes),
            "model": ProblemAnswer,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}},
        }
    return answers


def v1_routes(*, rewriter: Rewrites, check: Checks) -> APIRouter:
    """`POST /v1/rewrites` and `POST /v1/checks`."""
    router = APIRouter(
        prefix="/v1", responses=problem_answers(), dependencies=[Security(BEARER)], tags=["v1"]
    )

    @router.post("/rewrites")
    async def create_rewrite(
        body: Annotated[RewriteRequest, Body()], exchange: ExchangeDep, prefer: Prefer = None
    ) -> RewriteResponse:
        """Soften and clarify one draft, without promising more or saying less than it does.

        A fallback is a success: `engine` says who wrote the reply, `reason` why. The answer comes
        within the configured deadline, whatever the model does. Nothing is kept of the text.
        """
        exchange.logged = {"chars": len(body.draft)}
        deadline_s = wait_s(prefer or ())
        asked = body.as_request(request_id=exchange.request_id, deadline_s=deadline_s)
        with model_time() as waited:
            reply = await rewriter.rewrite(asked)
        if deadline_s is not None:
            exchange.headers["Preference-Applied"] = f"wait={deadline_s}"
        answer = rewrite_response(
            reply,
            guardrails_version=rewriter.guardrails_version,
            total_ms=exchange.elapsed_ms,
            model_ms=waited.ms,
        )
        exchange.findings = reply.found or reply.findings
        exchange.logged |= {
            "rewrite_id": answer.id,
            "outcome": reply.outcome,
            "engine": reply.engine,
            "reason": reply.reason,
            "model": reply.model,
            "model_ms": answer.timing_ms.model,
            "prompt": reply.prompt and f"{reply.prompt.name}@{reply.prompt.version}",
            "prompt_id": reply.prompt and reply.prompt.id,
            "redacted": dict(reply.redacted) or None,
            **_judged(reply.verdict, reply.findings),
        }
        return answer

    @router.post("/checks")
    async def create_check(
        body: Annotated[CheckBody, Body()], exchange: ExchangeDep
    ) -> CheckResponse:
        """Hold a rewrite that was made elsewhere against its draft. No model is asked."""
        chars = len(body.draft) + len(body.rewrite)
        exchange.logged = {"chars": chars}
        if chars > CHARS_FOR_A_THREAD:
            result = await run_in_threadpool(check, body.as_request())
        else:
            result = check(body.as_request())
        exchange.findings = result.findings
        exchange.logged |= _judged(result.verdict, result.findings)
        return check_response(result)

    return router


def _judged(verdict: Verdict, findings: tuple[Finding, ...]) -> dict[str, object]:
    return {"verdict": verdict, "guardrails": sorted({f.guardrail for f in findings})}
