"""The service around scripted parts: what the HTTP layer does is seen without the domain."""

import asyncio
import io
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.access.authenticator import ConfiguredKey, Keys
from api.access.tokens import Signer
from api.domain.finding import Verdict
from api.domain.reply import Engine, Outcome, Reason, Reply, ReplySentence, SentenceKind
from api.http.readiness import Readiness
from api.http.rules import RULES, Rule
from api.http.service import build_service
from api.logging import build_log
from api.metrics import Metrics
from api.rewriting.checking import Check, CheckRequest
from api.rewriting.request import Request


def echo_reply(request: Request) -> Reply:
    """The draft as it came, as if the phrasebook had found nothing to do."""
    return Reply(
        request.draft,
        Outcome.FALLBACK,
        Engine.PHRASEBOOK,
        Verdict.PASS,
        reason=Reason.NO_MODEL,
        sentences=(ReplySentence(request.draft, ("D1",), SentenceKind.KEPT),),
    )


class FakeRewriter:
    """Answers by a function, or hangs until it is cancelled."""

    guardrails_version = "sha256:fake"

    def __init__(
        self, answer: Callable[[Request], Reply] = echo_reply, *, hangs: bool = False
    ) -> None:
        self.answer = answer
        self.hangs = hangs
        self.asked: list[Request] = []
        self.started = asyncio.Event()
        self.began = threading.Event()
        self.cancelled = False

    async def rewrite(self, request: Request) -> Reply:
        """Answer, or raise what the script raises."""
        self.asked.append(request)
        self.started.set()
        self.began.set()
        if self.hangs:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.cancelled = True
                raise
        return self.answer(request)


def passing(request: CheckRequest) -> Check:
    """A check that finds nothing."""
    return Check(verdict=Verdict.PASS, findings=(), commitments=(), mended=request.rewrite)


async def nothing() -> None:
    """Starting or closing a service that holds nothing."""


class Served:
    """A service, a client that speaks to it, and the log it writes."""

    def __init__(  # noqa: PLR0913 - by keyword only: the parts of a service
        self,
        rewriter: FakeRewriter | None = None,
        *,
        check: Callable[[CheckRequest], Check] = passing,
        api_key: str | None = None,
        authenticators: Sequence[Keys] = (),
        body_timeout_s: float = 5.0,
        max_requests: int = 200,
        allowed_origins: frozenset[str] = frozenset(),
        clock: Callable[[], float] = time.time,
        page: Path = Path(__file__).parent / "page",
        host: str = "127.0.0.1:8080",
        rules: Mapping[str, Rule] = RULES,
    ) -> None:
        self.rewriter = rewriter or FakeRewriter()
        self.written = io.BytesIO()
        self.readiness = Readiness()
        self.metrics = Metrics(version="1.2.3", guardrails="sha256:fake")
        self.app = build_service(
            rewriter=self.rewriter,
            check=check,
            start=nothing,
            close=nothing,
            readiness=self.readiness,
            max_requests=max_requests,
            authenticators=[*([ConfiguredKey(api_key)] if api_key else []), *authenticators],
            signer=Signer(api_key),
            allowed_origins=allowed_origins,
            clock=clock,
            log=build_log("debug", self.written),
            version="1.2.3",
            page=page,
            metrics=self.metrics,
            body_timeout_s=body_timeout_s,
            rules=rules,
        )
        self.client = TestClient(self.app, base_url=f"http://{host}")

    def post(self, body: object, path: str = "/v1/rewrites", **headers: str) -> Any:
        """POST bytes as they are, anything else as JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(
            path, content=content, headers={"Content-Type": "application/json", **headers}
        )

    @property
    def events(self) -> list[dict[str, Any]]:
        """The log, parsed."""
        return [json.loads(line) for line in self.written.getvalue().splitlines()]


def assert_problem(response: Any, status: int, code: str | None = None) -> dict[str, Any]:
    """The answer is a problem of our one shape, and names its request."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert list(problem) == [
        "type", "title", "status", "detail", "code", "request_id", "errors",
    ]  # fmt: skip
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["type"] == f"/docs#{problem['code']}"
    for fault in problem["errors"]:
        assert set(fault) == {"location", "code", "message"}
    if code is not None:
        assert problem["code"] == code
    return problem
