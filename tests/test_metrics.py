"""What can be watched: counts and durations, in labels of a few known words."""

from collections.abc import Callable

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.reply import Engine, Outcome, Reason, Usage
from api.metrics import CONTENT_TYPE, MOST_TOKENS, SECONDS, Metrics
from api.rewriting.watching import Watcher
from tests.scraping import series

REWRITE = {
    "outcome": Outcome.FALLBACK,
    "engine": Engine.PHRASEBOOK,
    "reason": Reason.TIMEOUT,
    "verdict": Verdict.REVIEW,
}


def ended(
    metrics: Metrics,
    route: str = "/v1/rewrites",
    status: int = 200,
    *,
    seconds: float = 0.02,
    problem: str | None = None,
    logged: dict[str, object] | None = None,
    findings: tuple[Finding, ...] = (),
) -> None:
    """One request, begun and answered."""
    metrics.began()
    metrics.ended(
        route=route,
        status=status,
        seconds=seconds,
        problem=problem,
        logged=logged or {},
        findings=findings,
    )


def read(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """The values of one series."""
    return series(metrics.exposition().decode(), name)


def test_requests_are_counted_by_route_and_class_of_status() -> None:
    """A client that left has no status of ours."""
    metrics = Metrics()
    for status in (200, 201, 429, 503, 499):
        ended(metrics, status=status)
    ended(metrics, "unmatched", 404)
    assert read(metrics, "kindreply_requests_total") == {
        ("/v1/rewrites", "2xx"): 2,
        ("/v1/rewrites", "4xx"): 1,
        ("/v1/rewrites", "5xx"): 1,
        ("/v1/rewrites", "left"): 1,
        ("unmatched", "4xx"): 1,
    }


def test_requests_under_way_are_known() -> None:
    """Those that have begun and not ended."""
    metrics = Metrics()
    metrics.began()
    metrics.began()
    ended(metrics)
    assert read(metrics, "kindreply_requests_running") == {(): 2}


def test_answers_under_v1_are_timed() -> None:
    """Pages and health would only hide how long people wait."""
    metrics = Metrics()
    ended(metrics, seconds=0.02)
    ended(metrics, seconds=14)
    ended(metrics, "/healthz", seconds=59)
    assert read(metrics, "kindreply_request_seconds_count") == {("/v1/rewrites",): 2}
    assert read(metrics, "kindreply_request_seconds_sum") == {("/v1/rewrites",): 14.02}
    buckets = read(metrics, "kindreply_request_seconds_bucket")
    assert buckets["0.025", "/v1/rewrites"] == 1
    assert buckets["15.0", "/v1/rewrites"] == 2
    assert max(SECONDS) == 60


def test_a_reply_is_counted_by_what_the_answer_says_of_it() -> None:
    """Without a reason, and with one; its findings by guardrail and severity."""
    metrics = Metrics()
    finding = Finding("new_commitment", Severity.BLOCK, "quotes a draft", Value.INTEGRITY)
    note = Finding("unkind_wording", Severity.NOTE, "quotes a draft", Value.KINDNESS)
    ended(metrics, logged={**REWRITE}, findings=(finding, finding, note))
    by_model = {"outcome": Outcome.REWRITTEN, "engine": Engine.MODEL, "reason": None}
    ended(metrics, logged={**REWRITE, **by_model})
    assert read(metrics, "kindreply_rewrites_total") == {
        ("phrasebook", "fallback", "timeout", "review"): 1,
        ("model", "rewritten", "none", "review"): 1,
    }
    assert read(metrics, "kindreply_findings_total") == {
        ("new_commitment", "block"): 2,
        ("unkind_wording", "note"): 1,
    }
    assert read(metrics, "kindreply_checks_total") == {}
    assert b"quotes" not in metrics.exposition()


def test_checks_and_problems_are_counted_apart() -> None:
    """Neither is a rewrite."""
    metrics = Metrics()
    ended(metrics, "/v1/checks", logged={"verdict": Verdict.BLOCK})
    ended(metrics, status=429, problem="rate_limited", logged={"chars": 7})
    assert read(metrics, "kindreply_checks_total") == {("block",): 1}
    assert read(metrics, "kindreply_problems_total") == {("rate_limited",): 1}
    assert read(metrics, "kindreply_rewrites_total") == {}


def test_calls_to_a_provider_are_watched() -> None:
    """Each by its model and how it ended, with its time and its tokens."""
    metrics = Metrics()
    watcher: Watcher = metrics
    watcher.called("small", reason=None, seconds=2.5, usage=Usage(100, 20))
    watcher.called("small", reason=Reason.TIMEOUT, seconds=15, usage=None)
    watcher.called("other", reason=Reason.CUT_SHORT, seconds=1, usage=Usage(5, 0))
    watcher.retried("other")
    watcher.queue(running=3, waiting=2)
    assert read(metrics, "kindreply_model_calls_total") == {
        ("small", "none"): 1,
        ("small", "timeout"): 1,
        ("other", "cut_short"): 1,
    }
    assert read(metrics, "kindreply_model_seconds_sum") == {("small",): 17.5, ("other",): 1}
    assert read(metrics, "kindreply_model_retries_total") == {("other",): 1}
    assert read(metrics, "kindreply_model_tokens_total") == {
        ("prompt", "small"): 100,
        ("completion", "small"): 20,
        ("prompt", "other"): 5,
        ("completion", "other"): 0,
    }
    assert read(metrics, "kindreply_model_calls_running") == {(): 3}
    assert read(metrics, "kindreply_model_calls_waiting") == {(): 2}


@pytest.mark.parametrize("lie", [-1, MOST_TOKENS + 1])
def test_a_count_of_tokens_that_cannot_be_is_left_out(lie: int) -> None:
    """The provider is not trusted with a number either; counting never raises."""
    metrics = Metrics()
    metrics.called("small", reason=None, seconds=0, usage=Usage(lie, 20))
    assert read(metrics, "kindreply_model_tokens_total") == {("completion", "small"): 20}


def test_a_breaker_is_in_one_state() -> None:
    """Closed before anything happened, so that an alert has something to look at."""
    metrics = Metrics(models=["small"])
    closed = {("small", "closed"): 1, ("small", "open"): 0, ("small", "half_open"): 0,
              ("small", "latched"): 0}  # fmt: skip
    assert read(metrics, "kindreply_model_breaker") == closed
    metrics.breaker("small", "open")
    assert read(metrics, "kindreply_model_breaker") == closed | {
        ("small", "closed"): 0,
        ("small", "open"): 1,
    }


def test_personal_data_is_counted_by_its_kind() -> None:
    """How much was replaced, never what."""
    metrics = Metrics()
    ended(metrics, logged={**REWRITE, "redacted": {"EMAIL": 2, "CARD": 1}})
    ended(metrics, logged={**REWRITE, "redacted": {"EMAIL": 1}})
    ended(metrics, logged={**REWRITE, "redacted": None})
    assert read(metrics, "kindreply_redactions_total") == {("email",): 3, ("card",): 1}


def test_the_fullest_budget_is_looked_up_when_somebody_asks() -> None:
    """Of which key it is, the log knows; a label must not."""
    used = iter([0.25, 0.9])
    metrics = Metrics(budget_used=lambda: next(used))
    assert read(metrics, "kindreply_token_budget_used_ratio") == {(): 0.25}
    assert read(metrics, "kindreply_token_budget_used_ratio") == {(): 0.9}


def test_what_runs_and_what_it_takes_is_known() -> None:
    """The release, its guardrails, memory, files and when the process began."""
    metrics = Metrics(version="1.2.3", guardrails="2.0.0+sha256:abc")
    assert read(metrics, "kindreply_build_info") == {("2.0.0+sha256:abc", "1.2.3"): 1}
    for name in ("resident_memory_bytes", "open_fds", "start_time_seconds", "cpu_seconds_total"):
        (value,) = read(metrics, f"process_{name}").values()
        assert value > 0


def test_two_services_in_one_process_count_apart() -> None:
    """Nothing is global: a test, or a second service, has its own series."""
    one, other = Metrics(), Metrics()
    ended(one)
    assert read(other, "kindreply_requests_total") == {}


def test_the_text_is_what_prometheus_reads() -> None:
    """Each family with its help and type, and no series about when a series began."""
    metrics = Metrics(models=["small"])
    ended(metrics, logged={**REWRITE})
    text = metrics.exposition().decode()
    families = list(text_string_to_metric_families(text))
    assert all(family.documentation and family.type != "unknown" for family in families)
    assert "_created" not in text
    assert CONTENT_TYPE.startswith("text/plain; version=0.0.4")


@pytest.mark.parametrize(
    ("word", "observe"),
    [
        ("status", lambda metrics, n: ended(metrics, status=200 + n)),
        ("seconds", lambda metrics, n: ended(metrics, seconds=n / 7)),
        ("chars", lambda metrics, n: ended(metrics, logged={"chars": n, "rewrite_id": f"rw_{n}"})),
        ("tokens", lambda m, n: m.called("m", reason=None, seconds=n, usage=Usage(n, n))),
    ],
)  # fmt: skip
def test_more_traffic_makes_no_more_series(
    word: str, observe: Callable[[Metrics, int], None]
) -> None:
    """Only words of our own become labels: numbers and ids never do."""
    metrics = Metrics()
    observe(metrics, 1)
    before = metrics.exposition().count(b"\n")
    for n in range(2, 60):
        observe(metrics, n)
    assert metrics.exposition().count(b"\n") == before, word
