"""Two shares of which only the counts are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact  # type: ignore[import-untyped]

from evals.statistics.unpaired import exact_test

SHARES = st.integers(0, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARES, SHARES)
def test_the_test_is_fishers_exact_one_of_scipy(a: tuple[int, int], b: tuple[int, int]) -> None:
    """Two-sided, whatever the counts."""
    (hits_a, n_a), (hits_b, n_b) = a, b
    theirs = fisher_exact([[hits_a, n_a - hits_a], [hits_b, n_b - hits_b]])

    assert exact_test(hits_a, n_a, hits_b, n_b) == pytest.approx(float(theirs.pvalue), rel=1e-6)


@given(SHARES, SHARES)
def test_neither_side_comes_first(a: tuple[int, int], b: tuple[int, int]) -> None:
    """Nor does it matter whether hits or misses are counted."""
    (hits_a, n_a), (hits_b, n_b) = a, b

    found = exact_test(*a, *b)

    assert exact_test(*b, *a) == pytest.approx(found)
    assert exact_test(n_a - hits_a, n_a, n_b - hits_b, n_b) == pytest.approx(found)


def test_more_hits_than_trials_are_an_error() -> None:
    """A miscount must not become a p value."""
    with pytest.raises(ValueError, match="more hits than trials"):
        exact_test(3, 2, 0, 5)
