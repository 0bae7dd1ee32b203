"""Reading what `/metrics` says, by the package's own parser."""

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.reply import Engine, Outcome, Usage
from api.metrics import Metrics

ADDED_BY_THE_FORMAT = {"le"}
"""The label of a histogram's buckets."""


def series(exposition: str, name: str) -> dict[tuple[str, ...], float]:
    """The values of one series by those of its labels, which are sorted by their names."""
    return {
        tuple(value for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(exposition)
        for sample in family.samples
        if sample.name == name
    }


def series_of(exposition: str) -> set[str]:
    """The names of all series of ours that have a value."""
    return {sample.name for family in _ours(exposition) for sample in family.samples}


def labels_of(exposition: str) -> dict[str, list[str]]:
    """The labels of each family of ours that has any, by the name after `# TYPE`."""
    labels = {
        family.name + "_total" * (family.type == "counter"): sorted(
            {label for sample in family.samples for label in sample.labels} - ADDED_BY_THE_FORMAT
        )
        for family in _ours(exposition)
    }
    return {name: found for name, found in labels.items() if found}


def everything_observed() -> str:
    """What `/metrics` says once each series has something to say."""
    metrics = Metrics(version="1", guardrails="1", models=["small"])
    finding = Finding("new_commitment", Severity.BLOCK, "", Value.INTEGRITY)
    judged: dict[str, object] = {"verdict": Verdict.PASS}
    rewritten = {
        **judged,
        "outcome": Outcome.REWRITTEN,
        "engine": Engine.MODEL,
        "reason": None,
        "redacted": {"EMAIL": 1},
    }
    for logged in (judged, rewritten):
        metrics.began()
        metrics.ended(
            route="/v1/rewrites",
            status=200,
            seconds=1,
            problem="rate_limited",
            logged=logged,
            findings=[finding],
        )
    metrics.called("small", reason=None, seconds=1, usage=Usage(1, 1))
    metrics.retried("small")
    return metrics.exposition().decode()


def _ours(exposition: str) -> Iterator[Metric]:
    for family in text_string_to_metric_families(exposition):
        if family.name.startswith("kindreply_"):
            yield family
