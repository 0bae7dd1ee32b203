"""Means with the interval that resampling gives them."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import bootstrap  # type: ignore[import-untyped]

from evals.statistics.estimates import Estimate, mean

LEVELS = st.lists(st.sampled_from([-1.0, 0.0, 0.0, 0.5, 1.0, 3.0]), min_size=1, max_size=40)


@settings(max_examples=50)
@given(LEVELS, st.integers(0, 9))
def test_an_interval_holds_its_mean_and_stays_within_the_values(
    values: list[float], seed: int
) -> None:
    """No resample can be beyond the extremes of what was seen."""
    found = mean(values, seed=seed, resamples=400)

    assert found.value == pytest.approx(math.fsum(values) / len(values))
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


def test_the_same_seed_gives_the_same_interval() -> None:
    """So that a report that is made again says the same."""
    values = [0.0, 1.0, 2.0, 5.0, 9.0] * 4

    assert mean(values, seed=3) == mean(values, seed=3)
    assert mean(values, seed=3) != mean(values, seed=4)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([0] * 205 + [1] * 25 + [-1] * 10, id="mostly the same"),
        pytest.param([1] * 70 + [2] * 80 + [3] * 90, id="levels"),
        pytest.param([-0.5] * 30 + [0] * 90 + [1 / 3] * 80 + [1] * 40, id="means of repeats"),
        pytest.param([math.exp(n / 60) for n in range(240)], id="a long tail, as of latencies"),
    ],
)
def test_an_interval_is_that_of_scipy_but_for_chance(values: list[float]) -> None:
    """Both draw 10,000 resamples of their own; the ends differ by what drawing does."""
    theirs = bootstrap(
        (np.array(values, dtype=float),),
        np.mean,
        n_resamples=10_000,
        method="percentile",
        rng=np.random.default_rng(1),
    )

    ours = mean(values, seed=1)

    step = 1 / len(values) if len(set(values)) < 10 else 0
    chance = 0.1 * float(theirs.standard_error) + step
    assert ours.low == pytest.approx(theirs.confidence_interval.low, abs=chance)
    assert ours.high == pytest.approx(theirs.confidence_interval.high, abs=chance)


def test_values_that_are_all_the_same_leave_nothing_to_chance() -> None:
    """No draw can differ; an interval of no width is what resampling has to say."""
    assert mean([2.0, 2.0, 2.0], seed=1) == Estimate(2.0, 2.0, 2.0)


def test_the_mean_of_nothing_is_an_error() -> None:
    """It must not become zero."""
    with pytest.raises(ValueError, match="nothing has no mean"):
        mean([], seed=1)


def test_ten_thousand_resamples_of_240_cases_take_well_under_a_second() -> None:
    """Twenty such intervals make one comparison. It takes 0.2 s; the limit leaves room."""
    began = time.process_time()

    mean([math.sin(n) for n in range(240)], seed=1)

    assert time.process_time() - began < 1


def test_an_estimate_is_printed_with_its_interval() -> None:
    """A mean level of a judge."""
    assert str(Estimate(2.412, 2.2, 2.634)) == "2.41 [2.20, 2.63]"
