"""Two versions on the same cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest  # type: ignore[import-untyped]
from statsmodels.stats.contingency_tables import mcnemar  # type: ignore[import-untyped]

from evals.statistics.paired import mean_difference, sign_test

COUNTS = st.integers(0, 300)


@given(COUNTS, COUNTS)
def test_the_test_is_mcnemars_exact_one_of_statsmodels(fixed: int, broken: int) -> None:
    """Cases in which both pass or both fail do not change it."""
    theirs = mcnemar([[50, broken], [fixed, 7]], exact=True)

    assert sign_test(fixed, broken) == pytest.approx(min(1.0, float(theirs.pvalue)), rel=1e-9)


@given(COUNTS, COUNTS)
def test_fixed_and_broken_are_treated_alike(fixed: int, broken: int) -> None:
    """And the p value is a probability."""
    assert sign_test(fixed, broken) == sign_test(broken, fixed)
    assert 0 < sign_test(fixed, broken) <= 1


@given(COUNTS, st.integers(0, 100))
def test_one_more_case_on_the_larger_side_is_more_evidence(lesser: int, more: int) -> None:
    """The p value never rises with it."""
    assert sign_test(lesser + more + 1, lesser) <= sign_test(lesser + more, lesser)


def test_five_of_five_are_no_evidence_and_six_of_six_are() -> None:
    """The least with which an exact two-sided test can be below 0.05."""
    assert sign_test(5, 0) == pytest.approx(0.0625)
    assert sign_test(6, 0) == pytest.approx(0.03125)


def test_thousands_of_cases_are_tested_exactly() -> None:
    """Where fractions would underflow."""
    assert sign_test(2_600, 2_400) == pytest.approx(binomtest(2_600, 5_000).pvalue)


def test_a_negative_count_is_an_error() -> None:
    """A miscount must not become a p value."""
    with pytest.raises(ValueError, match="cannot be negative"):
        sign_test(-1, 3)


def test_a_difference_is_taken_case_by_case() -> None:
    """What makes cases differ among themselves does not widen the interval."""
    before = [100.0 * n for n in range(50)]
    after = [value + 1 + (n % 2) for n, value in enumerate(before)]

    found = mean_difference(before, after, seed=1)

    assert found.value == pytest.approx(1.5)
    assert found.high - found.low < 0.5


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=30))
def test_the_other_way_round_the_difference_changes_its_sign(pairs: list[tuple[int, int]]) -> None:
    """Its value exactly; its interval is drawn from the same cases."""
    before, after = [one for one, _ in pairs], [other for _, other in pairs]

    there = mean_difference(before, after, seed=1, resamples=200)
    back = mean_difference(after, before, seed=1, resamples=200)

    assert there.value == pytest.approx(-back.value)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_values_of_different_cases_are_an_error() -> None:
    """Nothing is silently cut to the shorter."""
    with pytest.raises(ValueError, match="shorter"):
        mean_difference([1, 2], [1], seed=1)
