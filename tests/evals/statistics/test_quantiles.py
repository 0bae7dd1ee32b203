"""Percentiles, as of a latency."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics.quantiles import quantile

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(sorted)


@given(NUMBERS, st.floats(0, 1))
def test_a_quantile_is_that_of_numpy(ordered: list[float], share: float) -> None:
    """Between two values on a straight line."""
    expected = float(np.quantile(ordered, share))

    assert quantile(ordered, share) == pytest.approx(expected, abs=1e-6)


@given(NUMBERS, st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_never_has_a_smaller_quantile(
    ordered: list[float], one: float, other: float
) -> None:
    """And all of them lie within the values."""
    few, many = quantile(ordered, min(one, other)), quantile(ordered, max(one, other))

    assert ordered[0] <= few <= many + 1e-9
    assert many <= ordered[-1]


@pytest.mark.parametrize(
    ("ordered", "share", "message"),
    [([], 0.5, "nothing has no quantile"), ([1.0], 1.5, "1.5 is no share")],
)
def test_what_has_no_quantile_is_an_error(ordered: list[float], share: float, message: str) -> None:
    """A latency of nothing must not become zero."""
    with pytest.raises(ValueError, match=message):
        quantile(ordered, share)
