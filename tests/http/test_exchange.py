"""What every answer has in common, and the one log event of each."""

import io
import re

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.domain.errors import DraftError, EmptyDraft
from api.domain.reply import Reply
from api.http.exchange import SECURITY_HEADERS, Exchanges
from api.logging import build_log
from api.metrics import Metrics
from api.rewriting.request import Request
from prompts import UnknownPrompt
from tests.http.fakes import FakeRewriter, Served, assert_problem


def raising(error: Exception) -> FakeRewriter:
    """A rewriter that fails."""

    def answer(_request: Request) -> Reply:
        raise error

    return FakeRewriter(answer)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/web/app.js", 200),
        ("GET", "/healthz", 200),
        ("GET", "/nothing/here", 404),
        ("GET", "/v1/rewrites", 405),
        ("OPTIONS", "/v1/rewrites", 405),
        ("POST", "/", 405),
        ("POST", "/v1/rewrites", 415),
    ],
)
def test_every_answer_carries_id_and_security_headers(method: str, path: str, status: int) -> None:
    """Pages, answers and problems alike."""
    response = Served().client.request(method, path)
    assert response.status_code == status
    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-request-id"])
    for name, value in SECURITY_HEADERS.items():
        assert response.headers[name] == value
    if status >= 400:
        assert_problem(response, status)


def test_json_is_never_stored_by_a_cache() -> None:
    """A reply holds a customer's matter."""
    assert Served().post({"draft": "x"}).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("abcd-1234", True), ("a" * 64, True), ("short", False), ("a" * 65, False),
     ("a b c d e", False), ("é" * 10, False), ('aaaaaaaa","x":"', False)],
)  # fmt: skip
def test_a_sane_request_id_of_the_caller_is_kept(sent: str, kept: bool) -> None:
    """It is in the header, in a problem and in the log; anything else gets a new one."""
    served = Served()
    response = served.client.get("/nope", headers={b"X-Request-Id": sent.encode()})
    given = response.headers["x-request-id"]
    assert (given == sent) is kept
    assert response.json()["request_id"] == given == served.events[0]["request_id"]


@pytest.mark.parametrize("path", ["/v1/rewrites%0A", "/%00", "/healthz%0a", "/web/%E2%80%AEx"])
def test_a_path_with_invisible_characters_is_no_route(path: str) -> None:
    """The router ends its patterns with `$`, which a line feed may still follow."""
    served = Served()

    assert_problem(served.post({"draft": "x"}, path), 404, "not_found")

    assert not served.rewriter.asked


def test_a_method_that_is_not_allowed_says_which_is() -> None:
    """As RFC 9110 wants it."""
    assert "POST" in Served().client.get("/v1/rewrites").headers["allow"]


def test_a_draft_error_is_a_422_with_its_code() -> None:
    """The message of the domain names the limit and quotes nothing."""
    problem = assert_problem(Served(raising(EmptyDraft())).post({"draft": ""}), 422, "empty")
    assert problem["detail"].endswith(".")


def test_a_draft_error_nobody_listed_is_still_a_422() -> None:
    """A new kind of draft error is never a 500."""

    class Novel(DraftError):
        code = "novel"

    assert_problem(Served(raising(Novel("odd"))).post({"draft": "x"}), 422, "unusable_draft")


def test_an_unknown_prompt_is_a_422_that_repeats_no_name() -> None:
    """The name is the caller's text."""
    response = Served(raising(UnknownPrompt("zebra@1"))).post({"draft": "x"})
    assert_problem(response, 422, "unknown_prompt")
    assert "zebra" not in response.text


def test_a_bug_is_a_500_that_tells_nothing_and_logs_no_text() -> None:
    """Neither the caller nor the log sees the message: it may quote a draft."""
    served = Served(raising(RuntimeError("the draft was zebra")))
    response = served.post({"draft": "zebra"})
    assert_problem(response, 500, "internal_error")
    (event,) = served.events
    assert (event["level"], event["error"]) == ("error", "RuntimeError")
    assert "test_exchange.py:" in event["at"]
    assert b"zebra" not in served.written.getvalue() + response.content


def test_one_event_a_request_says_what_happened() -> None:
    """Names, numbers and lengths only."""
    served = Served()
    answer = served.post({"draft": "Hello."}, **{"X-Request-Id": "abcdefgh"}).json()
    (event,) = served.events
    assert event.pop("timestamp").endswith("Z")
    assert 0 <= event.pop("ms") < 5_000
    assert event == {
        "event": "request",
        "level": "info",
        "request_id": "abcdefgh",
        "rewrite_id": answer["id"],
        "route": "/v1/rewrites",
        "method": "POST",
        "status": 200,
        "outcome": "fallback",
        "engine": "phrasebook",
        "reason": "no_model",
        "verdict": "pass",
        "guardrails": [],
        "chars": 6,
        "key_id": "local",
    }


def test_health_is_logged_quietly_and_unknown_paths_without_their_text() -> None:
    """A probe every second must not drown the log; a path may hold what it should not."""
    served = Served()
    served.client.get("/healthz")
    served.client.get("/zebra?q=zebra")
    assert [event["level"] for event in served.events] == ["debug", "info"]
    assert served.events[1]["route"] == "unmatched"
    assert b"zebra" not in served.written.getvalue()


def test_no_log_line_and_no_problem_holds_text_of_a_request() -> None:
    """Canaries in every field, through success, every refusal and a bug, at debug level."""
    canaries = [f"canary{word}" for word in ("draft", "customer", "fact", "thread", "meta", "key")]
    draft, customer, fact, thread, meta, key = canaries
    good = {
        "draft": draft,
        "customer_message": customer,
        "facts": [fact],
        "thread": [{"author": "customer", "text": thread}],
        "metadata": {meta: meta},
    }
    bad_bodies: list[object] = [
        {**good, "tone": draft},
        {**good, draft: 1},
        {**good, "facts": [{fact: fact}]},
        {**good, "prompt": f"{draft}@1"},
        f'{{"draft": "{draft}", "draft": "{draft}"}}'.encode(),
        draft.encode(),
        f'{{"draft": "{draft}\\ud800"}}'.encode(),
    ]
    written = b""
    for rewriter in (None, raising(ValueError(draft)), raising(EmptyDraft())):
        for api_key in (None, "another-key-entirely"):
            served = Served(rewriter, api_key=api_key)
            served.post(good, Authorization=f"Bearer {key}")
            for body in bad_bodies:
                response = served.post(body, Authorization=f"Bearer {key}")
                if response.status_code >= 400:
                    assert "canary" not in response.text
            served.post(good, path=f"/v1/{draft}")
            served.client.get(f"/{draft}?{customer}={fact}", headers={"Host": f"{key}.example"})
            written += served.written.getvalue()
    assert b"canary" not in written
    assert written.count(b"\n") == 6 * 10


@pytest.mark.anyio
async def test_an_answer_that_breaks_halfway_is_not_answered_twice() -> None:
    """The status is on the wire already; the log has the error."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("zebra")

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    file = io.BytesIO()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    exchanges = Exchanges(
        app, log=build_log("info", file), metrics=Metrics(), paths=frozenset({"/"})
    )
    await exchanges(scope, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]
    assert b"RuntimeError" in file.getvalue()
    assert b"zebra" not in file.getvalue()
