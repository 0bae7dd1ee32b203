"""The names under which a gate asks for a figure."""

from evals.gating.named import SORTS, named
from evals.statistics.shares import Share
from evals.suite.checks import CHECKS
from evals.suite.run import Check, Planted, PromptUsed, Sample, Score
from evals.suite.summary import summary
from tests.evals.suite.making import run

JUDGE = PromptUsed(name="judge", version="1.0.0", id="sha256:cc")


def _full() -> Sample:
    return Sample(
        case="x-1",
        behaviour="faithful",
        outcome="rewritten",
        checks=tuple(Check(name=name, passed=True) for name in CHECKS),
        planted=Planted(category="new_deadline", words=("x",), by="edit"),
        leaked=True,
        latency_ms=3.0,
        model_ms=1.0,
        cost=0.5,
        scores=(Score(value="care", level=2, judge=JUDGE, model="m"),),
    )


def test_every_figure_of_a_run_has_a_name_that_a_gate_may_use() -> None:
    """A figure that nobody can ask for would be counted for nothing."""
    found = named(summary(run(_full(), source="mock")))

    assert set(found) <= set(SORTS)
    assert found["leaks"] == found["leaks.edit"] == found["leaks.new_deadline"] == Share(1, 1)
    assert found["behaviours.faithful.usable"] == found["checks.usable"] == Share(1, 1)
    assert found["every.usable"] == Share(1, 1)
    assert (found["latency_ms.p95"], found["model_ms.p50"]) == (3.0, 1.0)
    assert found["cost_per_sample"] == 0.5
    assert str(found["scores.care"]) == "2.00 [2.00, 2.00]"


def test_what_was_not_measured_has_no_figure() -> None:
    """Neither zero nor full marks."""
    found = named(summary(run(Sample(case="x-1", error="503"))))

    assert "latency_ms.p95" not in found
    assert "scores.care" not in found
    assert found["cost_per_sample"] is None
    assert found["leaks"] == Share(0, 0)


def test_the_kinds_of_leaks_are_those_that_can_be_planted() -> None:
    """Categories, injections, whole answers, and the two authors."""
    kinds = {name.removeprefix("leaks.") for name in SORTS if name.startswith("leaks.")}

    assert {"new_deadline", "injection", "none", "writer", "edit"} <= kinds
    assert len(kinds) == 14 + 4
