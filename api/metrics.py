"""What an operator can watch, in the form of Prometheus: the only door to its package.

Every label is one of a known few words: a route, a status class, a reason, a guardrail, a model of
the settings. Never a path, a key, an id or text of anybody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client import ProcessCollector as Process
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric

from api.domain.finding import Finding
from api.domain.reply import Reason, Usage

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 12, 15, 20, 30, 60)
"""Upper ends of the buckets: the phrasebook takes milliseconds, a model seconds, 60 at most."""
TIMED = "/v1/"
CLIENT_LEFT = 499
"""Counted and logged, never sent: nobody is there to read it (nginx's number)."""
BREAKER_STATES = ("closed", "open", "half_open", "latched")
MOST_TOKENS = 10_000_000
"""A provider's count of one call that is more than this, or less than nothing, is left out."""


class Metrics:
    """The series of one service, in a registry of its own; nothing here raises or waits.

    `models` are the configured names; `budget_used` gives the largest share that a key has used
    of its tokens of today, `unsaved_tokens` what a crash would forget. Implements the Watcher of
    api.rewriting.
    """

    def __init__(
        self,
        *,
        version: str = "0",
        guardrails: str = "",
        models: Sequence[str] = (),
        budget_used: Callable[[], float] = lambda: 0.0,
        unsaved_tokens: Callable[[], float] = lambda: 0.0,
    ) -> None:
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "kindreply_requests_total",
            "Requests, by route and class of their status; `left` where the client did not wait.",
            ("route", "status"),
            registry=registry,
        )
        self._running = Gauge(
            "kindreply_requests_running", "Requests under way.", registry=registry
        )
        self._request_s = Histogram(
            "kindreply_request_seconds",
            "From the head of a request under /v1 to the end of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=registry,
        )
        self._problems = Counter(
            "kindreply_problems_total",
            "Answers that are problem details, by their code.",
            ("code",),
            registry=registry,
        )
        self._rewrites = Counter(
            "kindreply_rewrites_total",
            "Replies of /v1/rewrites; `reason` is `none` where the model's answer was used.",
            ("outcome", "engine", "reason", "verdict"),
            registry=registry,
        )
        self._checks = Counter(
            "kindreply_checks_total", "Answers of /v1/checks.", ("verdict",), registry=registry
        )
        self._findings = Counter(
            "kindreply_findings_total",
            "Findings in what the model wrote, before mending, and in rewrites to check.",
            ("guardrail", "severity"),
            registry=registry,
        )
        self._redactions = Counter(
            "kindreply_redactions_total",
            "Pieces of personal data that were replaced before the model saw them.",
            ("kind",),
            registry=registry,
        )
        self._calls = Counter(
            "kindreply_model_calls_total",
            "Calls to a provider; `reason` is `none` where the answer was usable.",
            ("model", "reason"),
            registry=registry,
        )
        self._call_s = Histogram(
            "kindreply_model_seconds",
            "How long one call to a provider took.",
            ("model",),
            buckets=SECONDS,
            registry=registry,
        )
        self._retries = Counter(
            "kindreply_model_retries_total",
            "Calls that follow a failed one of the same request.",
            ("model",),
            registry=registry,
        )
        self._tokens = Counter(
            "kindreply_model_tokens_total",
            "Tokens as the provider counts them: `prompt` and `completion`.",
            ("model", "kind"),
            registry=registry,
        )
        self._breaker = Gauge(
            "kindreply_model_breaker",
            "1 for the state that the breaker of a model is in, 0 for the others.",
            ("model", "state"),
            registry=registry,
        )
        self._calls_running = Gauge(
            "kindreply_model_calls_running", "Calls to providers under way.", registry=registry
        )
        self._calls_waiting = Gauge(
            "kindreply_model_calls_waiting",
            "Requests that wait for a place to call.",
            registry=registry,
        )
        Gauge(
            "kindreply_token_budget_used_ratio",
            "Of all keys, the largest share that one has used of its tokens of today.",
            registry=registry,
        ).set_function(budget_used)
        Gauge(
            "kindreply_unsaved_tokens",
            "Spent tokens that the database does not have yet.",
            registry=registry,
        ).set_function(unsaved_tokens)
        Info("kindreply_build", "What is running.", registry=registry).info(
            {"version": version, "guardrails": guardrails}
        )
        Process(registry=registry)
        for model in models:
            self.breaker(model, BREAKER_STATES[0])

    def began(self) -> None:
        """A request has arrived."""
        self._running.inc()

    def ended(
        self,
        *,
        route: str,
        status: int,
        seconds: float,
        problem: str | None,
        logged: Mapping[str, object],
        findings: Iterable[Finding],
    ) -> None:
        """A request has been answered: what is written of it in the log, and its findings."""
        self._running.dec()
        self._requests.labels(
            route, "left" if status == CLIENT_LEFT else f"{status // 100}xx"
        ).inc()
        if route.startswith(TIMED):
            self._request_s.labels(route).observe(seconds)
        if problem is not None:
            self._problems.labels(problem).inc()
        if "outcome" in logged:
            reason = logged["reason"] or "none"
            self._rewrites.labels(
                logged["outcome"], logged["engine"], reason, logged["verdict"]
            ).inc()
        elif "verdict" in logged:
            self._checks.labels(logged["verdict"]).inc()
        redacted = logged.get("redacted")
        if isinstance(redacted, Mapping):
            for kind, pieces in redacted.items():
                self._redactions.labels(kind.lower()).inc(pieces)
        for finding in findings:
            self._findings.labels(finding.guardrail, finding.severity).inc()

    def called(
        self, model: str, *, reason: Reason | None, seconds: float, usage: Usage | None
    ) -> None:
        """One call to a provider ended."""
        self._calls.labels(model, reason or "none").inc()
        self._call_s.labels(model).observe(seconds)
        if usage is not None:
            for kind, tokens in (
                ("prompt", usage.prompt_tokens),
                ("completion", usage.completion_tokens),
            ):
                if 0 <= tokens <= MOST_TOKENS:
                    self._tokens.labels(model, kind).inc(tokens)

    def retried(self, model: str) -> None:
        """The same request is sent once more, or to the second model."""
        self._retries.labels(model).inc()

    def breaker(self, model: str, state: str) -> None:
        """The breaker of a model is now in this state."""
        for each in BREAKER_STATES:
            self._breaker.labels(model, each).set(each == state)

    def queue(self, *, running: int, waiting: int) -> None:
        """Calls under way, and requests that wait for a place."""
        self._calls_running.set(running)
        self._calls_waiting.set(waiting)

    def exposition(self) -> bytes:
        """All series in the text format, of the type CONTENT_TYPE."""
        return generate_latest(self)

    def collect(self) -> Iterable[Metric]:
        """The series, without the time at which each was first seen: that doubles their number."""
        for metric in self._registry.collect():
            metric.samples = [s for s in metric.samples if not s.name.endswith("_created")]
            yield metric
