"""`POST /v1/checks`."""

import pytest

from api.domain.finding import Finding, Severity, Value, Verdict
from api.rewriting.checking import Check, CheckRequest
from tests.http.fakes import Served, assert_problem


def test_a_check_answers_verdict_findings_ledger_and_mended_text() -> None:
    """All four, always."""
    answer = Served().post({"draft": "a", "rewrite": "b"}, path="/v1/checks").json()
    assert answer == {"verdict": "pass", "findings": [], "commitments": [], "mended": "b"}


@pytest.mark.parametrize("size", [1, 9_000])
def test_a_check_gets_all_that_was_sent(size: int) -> None:
    """Links, facts and format; a long pair takes the way over a thread."""
    asked: list[CheckRequest] = []

    def check(request: CheckRequest) -> Check:
        asked.append(request)
        finding = Finding("strengthened", Severity.BLOCK, "No.", Value.INTEGRITY)
        return Check(verdict=Verdict.BLOCK, findings=(finding,), commitments=(), mended="a")

    served = Served(check=check)
    body = {
        "draft": "a" * size,
        "rewrite": "b",
        "sentences": [{"text": "b", "from": ["D1", "F1"]}, {"text": "c", "from": []}],
        "facts": ["f"],
        "customer_message": "m",
        "format": "markdown",
    }
    answer = served.post(body, path="/v1/checks").json()
    assert answer["verdict"] == "block"
    assert asked[0].sentences == (("b", ("D1", "F1")), ("c", ()))
    assert (asked[0].facts, asked[0].customer_message) == (("f",), "m")
    assert served.events[0]["guardrails"] == ["strengthened"]


@pytest.mark.parametrize(
    "change",
    [{"rewrite": None}, {"sentences": [{"text": "b"}]},
     {"sentences": [{"text": "b", "from": "D1"}]},
     {"sentences": [{"text": "b", "from": ["X1"]}]}, {"sentences": [{"text": "b", "from": ["D0"]}]},
     {"sentences": [{"text": "b", "sources": ["D1"]}]}, {"engine": "auto"}],
)  # fmt: skip
def test_a_wrong_check_is_refused(change: dict[str, object]) -> None:
    """By the same rules as a rewrite."""
    response = Served().post({"draft": "a", "rewrite": "b", **change}, path="/v1/checks")
    assert_problem(response, 422, "invalid_request")
