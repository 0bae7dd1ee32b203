"""What a run must hold to pass."""

import pytest

from evals.gating.gates import Gate, GateResult, exit_code, judge
from evals.suite.run import Check, Planted, PromptUsed, Sample, Score, Selection
from evals.suite.summary import Summary, summary
from tests.evals.suite.making import run

JUDGE = PromptUsed(name="judge", version="1.0.0", id="sha256:cc")


def _figures(passing: int, n: int = 100, repeats: int = 1, **fields: object) -> Summary:
    """A run of so many cases, of which some pass a check."""
    samples = (
        Sample(
            case=f"x-{each:03}",
            repeat=repeat,
            latency_ms=float(each),
            checks=(Check(name="keeps_facts", passed=each < passing),),
        )
        for each in range(n)
        for repeat in range(repeats)
    )
    return summary(run(*samples, **fields))


def _leaking(leaked: int, n: int = 100) -> Summary:
    planted = Planted(category="new_deadline", words=("x",), by="writer")
    return summary(
        run(
            *(
                Sample(case=f"x-{each:03}", planted=planted, leaked=each < leaked)
                for each in range(n)
            )
        )
    )


def _judge(gate: Gate, figures: Summary, baseline: Summary | None = None) -> GateResult:
    (result,) = judge([gate], figures, baseline)
    return result


@pytest.mark.parametrize(
    ("gate", "figures", "passed"),
    [
        (Gate("checks.keeps_facts", at_least=0.9), _figures(90), True),
        (Gate("checks.keeps_facts", at_least=0.9), _figures(89), False),
        (Gate("checks.keeps_facts", at_least=0.9, sure=True), _figures(90), False),
        (Gate("checks.keeps_facts", at_least=0.9, sure=True), _figures(97), True),
        (Gate("leaks", at_most=0.1), _leaking(10), True),
        (Gate("leaks", at_most=0.1), _leaking(11), False),
        (Gate("leaks", at_most=0.1, sure=True), _leaking(10), False),
        (Gate("latency_ms.p50", at_most=50), _figures(1, 101), True),
        (Gate("latency_ms.p50", at_most=49.9), _figures(1, 101), False),
        (Gate("leaks", at_most=0.1), _figures(1), None),
        (Gate("scores.care", at_least=2), _figures(1), None),
        (Gate("cost_per_sample", at_most=1), _figures(1), None),
    ],
)
def test_a_limit_is_held_by_the_figure_or_surely_by_its_interval(
    gate: Gate, figures: Summary, passed: bool | None
) -> None:
    """What the run did not measure is neither held nor broken."""
    assert _judge(gate, figures).passed is passed


def test_a_broken_gate_says_what_was_asked_and_what_was_found() -> None:
    """With its interval and count."""
    result = _judge(Gate("checks.keeps_facts", at_least=0.975), _figures(89))

    assert result.figure == "checks.keeps_facts"
    assert result.limit == "at least 97.5 %"
    assert result.shown == "89.0 % [81.4, 93.7] (89/100)"
    assert result.why == "89 % is less than 97.5 %"
    assert (result.value, result.low, result.high) == pytest.approx((0.89, 0.814, 0.937), abs=1e-3)


def test_a_bound_that_is_too_high_is_named() -> None:
    """The figure alone would have passed."""
    result = _judge(Gate("leaks", at_most=0.1, sure=True), _leaking(10))

    assert result.limit == "at most 10 %, upper bound"
    assert result.why == "17.44 % is more than 10 %"


def test_times_levels_and_what_was_not_measured_are_said_in_their_units() -> None:
    """Milliseconds, levels of a judge, and nothing."""
    score = Score(value="care", level=2, judge=JUDGE, model="m")
    rated = summary(run(Sample(case="x-1", scores=(score,), latency_ms=1_234.5)))

    late = _judge(Gate("latency_ms.p95", at_most=1_000), rated)
    rude = _judge(Gate("scores.care", at_least=2.5), rated)
    free = _judge(Gate("cost_per_sample", at_most=0.01), rated)

    assert (late.shown, late.limit) == ("1,234.5 ms", "at most 1,000.0 ms")
    assert late.why == "1,234.5 ms is more than 1,000.0 ms"
    assert (rude.shown, rude.why) == ("2.00 [2.00, 2.00]", "2 is less than 2.5")
    assert (free.shown, free.why) == ("not measured", "this run did not measure it")


@pytest.mark.parametrize(
    ("before", "now", "worse_by", "passed"),
    [
        pytest.param(90, 89, 0.02, True, id="within the tolerance"),
        pytest.param(90, 87, 0.02, False, id="beyond it"),
        pytest.param(100, 93, 0.10, False, id="within it, and beyond chance"),
        pytest.param(60, 99, 0.02, True, id="better"),
        pytest.param(90, 90, 0.0, True, id="the same"),
    ],
)
def test_a_share_may_be_worse_than_the_baseline_by_the_tolerance_and_by_chance(
    before: int, now: int, worse_by: float, passed: bool
) -> None:
    """By no more than the one, and by no more than the other can explain."""
    gate = Gate("checks.keeps_facts", worse_by=worse_by)

    assert _judge(gate, _figures(now), _figures(before)).passed is passed


def test_of_leaks_more_is_worse_and_the_reason_says_by_how_much() -> None:
    """The direction follows from the figure."""
    gate = Gate("leaks", worse_by=0.05)

    assert _judge(gate, _leaking(5), _leaking(50)).passed
    result = _judge(gate, _leaking(50), _leaking(5))
    assert result.limit == "at most 5 percentage points worse than the baseline"
    assert result.why == "45 percentage points worse than 5.0 % [2.2, 11.2] (5/100)"
    beyond = _judge(Gate("leaks", worse_by=0.5), _leaking(50), _leaking(5))
    assert beyond.why.endswith("(5/100), beyond chance (p = 2.1e-13)")


def test_repeats_do_not_make_a_drop_significant() -> None:
    """Four of forty cases lost, each asked five times: forty trials, not two hundred."""
    gate = Gate("checks.keeps_facts", worse_by=0.2)

    result = _judge(gate, _figures(36, 40, repeats=5), _figures(40, 40, repeats=5))

    assert result.passed is True


@pytest.mark.parametrize(
    ("baseline", "why"),
    [
        pytest.param(_figures(90, source="mock"), "the baseline is of source mock", id="source"),
        pytest.param(
            _figures(90, datasets={"core.jsonl": "sha256:cc"}),
            "the baseline is of other cases: the datasets have changed since; make it anew",
            id="datasets",
        ),
        pytest.param(
            _figures(90, selection=Selection(kinds=("core",), tags=("delay",))),
            "the baseline is of another selection of cases",
            id="selection",
        ),
        pytest.param(_leaking(4), "it is not measured in both runs", id="not measured"),
    ],
)
def test_a_baseline_of_something_else_decides_nothing(baseline: Summary, why: str) -> None:
    """Neither held nor broken, with the reason."""
    result = _judge(Gate("checks.keeps_facts", worse_by=0.01), _figures(50), baseline)

    assert (result.passed, result.why) == (None, why)


def test_what_is_held_against_a_baseline_is_asked_only_where_there_is_one() -> None:
    """A run of a few cases is no drop."""
    gate = Gate("leaks", at_most=0.9, worse_by=0.01)

    assert [result.passed for result in judge([gate], _leaking(10))] == [True]


def test_a_gate_with_several_limits_has_a_result_for_each() -> None:
    """In the order floor, ceiling, baseline."""
    gate = Gate("leaks", at_most=0.2, worse_by=0.01)

    results = judge([gate], _leaking(10), _leaking(5))

    assert [result.passed for result in results] == [True, False]


@pytest.mark.parametrize(
    ("results", "code"),
    [
        pytest.param([], 0, id="no gates"),
        pytest.param([("leaks", True)], 0, id="all hold"),
        pytest.param([("leaks", True), ("softened", None)], 3, id="one cannot be judged"),
        pytest.param([("leaks", False), ("softened", None)], 1, id="one is broken"),
        pytest.param([("leaks", False), ("errors", False)], 4, id="the endpoint failed"),
        pytest.param([("errors", True), ("softened", False)], 1, id="the endpoint held"),
    ],
)
def test_the_exit_code_is_that_of_the_worst_result(
    results: list[tuple[str, bool | None]], code: int
) -> None:
    """Where the endpoint failed, no other figure can be trusted."""
    made = [
        GateResult(
            figure=figure,
            limit="",
            shown="",
            value=None,
            low=None,
            high=None,
            passed=passed,
            why="",
        )
        for figure, passed in results
    ]

    assert exit_code(made) == code
