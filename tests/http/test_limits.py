"""What callers are told of their limit, and when they are turned away."""

import io
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.budgets import DAY_S, Budgets
from api.access.caller import LOCAL, Caller
from api.access.rates import Rates
from api.access.scope import ALL_SCOPES
from api.http.exchange import SCOPE_KEY, Exchanges
from api.http.limits import Allowance, Limits
from api.logging import build_log
from api.metrics import Metrics
from tests.http.fakes import assert_problem


class LetIn:
    """A gate that knows who comes."""

    def __init__(self, app: ASGIApp, caller: Caller | None) -> None:
        self.app = app
        self.caller = caller

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say who asks."""
        if scope["type"] == "http":
            scope[SCOPE_KEY].caller = self.caller
        await self.app(scope, receive, send)


class Limited:
    """The layers in order around an application that counts what reaches it."""

    def __init__(self, caller: Caller | None, per_minute: int = 2, per_day: int = 0) -> None:
        self.reached = 0
        self.lifespans = 0
        self.budgets = Budgets(clock=lambda: DAY_S - 60.5)
        limits = Limits(
            self._answer,
            rates=Rates(),
            budgets=self.budgets,
            allowance=Allowance(per_minute, per_day),
        )
        layers = Exchanges(
            LetIn(limits, caller),
            log=build_log("error", io.BytesIO()),
            metrics=Metrics(),
            paths=frozenset(),
        )
        self.client = TestClient(layers, base_url="http://localhost")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.reached += 1
            asked = self.budgets.reserve("key1", 10, limit=0)
            assert asked is not None
            asked.settle()
            await PlainTextResponse("fine")(scope, receive, send)
        else:
            self.lifespans += 1
            for step in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{step}.complete"})

    def ask(self, path: str = "/v1/rewrites") -> Any:
        """One request."""
        return self.client.post(path, content=b"never read")


def key(**own: Any) -> Caller:
    """A caller with a key, and limits of its own."""
    return Caller("key1", ALL_SCOPES, **own)


def test_every_answer_says_what_is_left_and_the_one_too_many_is_a_429() -> None:
    """With the time to wait; nothing of it reaches the application."""
    limited = Limited(key())
    answers = [limited.ask() for _ in range(3)]
    assert [answer.headers["ratelimit"] for answer in answers] == [
        '"requests";r=1;t=60', '"requests";r=0;t=60', '"requests";r=0;t=60',
    ]  # fmt: skip
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"requests";q=2;w=60'}
    problem = assert_problem(answers[2], 429, "rate_limited")
    assert problem["detail"] == "This key may make 2 requests a minute."
    assert int(answers[2].headers["retry-after"]) >= 60
    assert limited.reached == 2


def test_a_key_may_have_a_limit_of_its_own() -> None:
    """In place of the configured one, higher or lower."""
    limited = Limited(key(requests_per_minute=1))
    assert limited.ask().status_code == 200
    assert limited.ask().json()["detail"] == "This key may make 1 request a minute."


@pytest.mark.parametrize(
    ("caller", "per_minute"),
    [
        pytest.param(LOCAL, 1, id="this machine without a key"),
        pytest.param(None, 1, id="a route that is open to everybody"),
        pytest.param(key(), 0, id="no limit configured"),
        pytest.param(key(requests_per_minute=0), 1, id="a key without a limit"),
    ],
)
def test_who_has_no_limit_is_told_of_none(caller: Caller | None, per_minute: int) -> None:
    """And is never turned away."""
    limited = Limited(caller, per_minute)
    answers = [limited.ask() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert "ratelimit" not in answers[0].headers


def test_every_answer_says_how_many_tokens_are_left_today() -> None:
    """Those of this very request are gone already."""
    answer = Limited(key(), per_minute=0, per_day=1_000).ask()
    assert answer.headers["ratelimit-policy"] == '"tokens";q=1000;qu="tokens";w=86400'
    assert answer.headers["ratelimit"] == '"tokens";r=990;t=61'


def test_a_key_with_both_limits_is_told_of_both() -> None:
    """A list, as the draft has it; its own limits count."""
    answer = Limited(key(tokens_per_day=50, requests_per_minute=7), 1, 1).ask()
    assert answer.headers["ratelimit-policy"] == (
        '"requests";q=7;w=60, "tokens";q=50;qu="tokens";w=86400'
    )
    assert answer.headers["ratelimit"] == '"requests";r=6;t=60, "tokens";r=40;t=61'


def test_tokens_that_are_spent_turn_nobody_away() -> None:
    """There is an engine that needs none."""
    limited = Limited(key(), per_minute=0, per_day=15)
    answers = [limited.ask() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[2].headers["ratelimit"] == '"tokens";r=0;t=61'


def test_pages_and_health_are_not_counted() -> None:
    """Only what is under /v1."""
    limited = Limited(key(), per_minute=1)
    assert [limited.ask("/healthz").status_code for _ in range(3)] == [200, 200, 200]
    assert limited.ask().status_code == 200


def test_another_kind_of_connection_passes() -> None:
    """The server's own start and stop, for one."""
    limited = Limited(key(), per_minute=1)
    with limited.client:
        assert limited.lifespans == 1
