"""`GET /metrics`: the service as an operator sees it."""

from contextlib import suppress

import pytest

from api.domain.finding import Finding, Severity, Span, Value, Verdict
from api.domain.reply import Engine, Outcome, Reply
from api.http.exchange import ClientLeft
from api.rewriting.checking import Check, CheckRequest
from api.rewriting.request import Request
from tests.http.fakes import FakeRewriter, Served, assert_problem
from tests.scraping import series

KEY = "correct-horse-battery"
FINDING = Finding(
    "new_commitment", Severity.BLOCK, "canary", Value.INTEGRITY, reply=Span.of("canary", 0, 6)
)


def mended(request: Request) -> Reply:
    """A reply with something to say about it."""
    return Reply(
        request.draft, Outcome.MENDED, Engine.MODEL, Verdict.REVIEW, findings=(FINDING,),
        model="canary-of-the-provider",
    )  # fmt: skip


def blocked(request: CheckRequest) -> Check:
    """A check that finds something."""
    return Check(verdict=Verdict.BLOCK, findings=(FINDING,), commitments=(), mended=request.rewrite)


def test_what_happened_is_counted_and_nothing_of_it_can_be_read() -> None:
    """Replies, checks, refusals, paths that are none; no text, no id, no path of a caller."""
    served = Served(FakeRewriter(mended), check=blocked)
    served.post({"draft": "canary"}, **{"X-Request-Id": "canary-canary"})
    served.post({"draft": "canary", "rewrite": "canary"}, path="/v1/checks")
    served.post(b"canary")
    served.client.get("/canary?canary=canary")
    answer = served.client.get("/metrics")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "canary" not in answer.text
    assert series(answer.text, "kindreply_rewrites_total") == {
        ("model", "mended", "none", "review"): 1
    }
    assert series(answer.text, "kindreply_checks_total") == {("block",): 1}
    assert series(answer.text, "kindreply_findings_total") == {("new_commitment", "block"): 2}
    assert series(answer.text, "kindreply_problems_total") == {("bad_json",): 1, ("not_found",): 1}
    assert series(answer.text, "kindreply_requests_total") == {
        ("/v1/rewrites", "2xx"): 1,
        ("/v1/checks", "2xx"): 1,
        ("/v1/rewrites", "4xx"): 1,
        ("unmatched", "4xx"): 1,
    }
    assert series(answer.text, "kindreply_requests_running") == {(): 1}


@pytest.mark.parametrize(
    ("error", "status", "problems"),
    [(ClientLeft(), "left", {}), (ValueError("canary"), "5xx", {("internal_error",): 1})],
)
def test_a_client_that_leaves_and_a_bug_are_counted_too(
    error: Exception, status: str, problems: dict[tuple[str, ...], float]
) -> None:
    """Whatever ends a request, it has ended."""

    def fail(_request: Request) -> Reply:
        raise error

    served = Served(FakeRewriter(fail))
    with suppress(AssertionError):  # the client complains that nobody answered it
        served.post({"draft": "x"})
    text = served.metrics.exposition().decode()
    assert series(text, "kindreply_requests_total") == {("/v1/rewrites", status): 1}
    assert series(text, "kindreply_problems_total") == problems
    assert series(text, "kindreply_requests_running") == {(): 0}


def test_it_needs_the_key_that_everything_needs() -> None:
    """How busy a service is tells strangers something."""
    served = Served(api_key=KEY)
    assert_problem(served.client.get("/metrics"), 401, "unauthorized")
    answer = served.client.get("/metrics", headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status_code == 200


def test_a_scrape_every_few_seconds_does_not_fill_the_log() -> None:
    """As with health."""
    served = Served()
    served.client.get("/metrics")
    assert [event["level"] for event in served.events] == ["debug"]
