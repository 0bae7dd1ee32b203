"""Shares are printed with what chance alone could have made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.shares import Share


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        pytest.param(Share(0, 10), "0.0 % [0.0, 27.8] (0/10)", id="none of ten"),
        pytest.param(Share(10, 10), "100.0 % [72.2, 100.0] (10/10)", id="all of ten"),
        pytest.param(Share(31, 40), "77.5 % [62.5, 87.7] (31/40)", id="most of forty"),
        pytest.param(Share(0, 0), "none counted (0/0)", id="nothing counted"),
    ],
)
def test_a_share_is_printed_with_its_interval_and_count(share: Share, printed: str) -> None:
    """Known values of Wilson's interval, which differs from the naive one at both ends."""
    assert str(share) == printed


def test_more_hits_than_trials_is_an_error() -> None:
    """A miscount must not become a figure of 110 %."""
    with pytest.raises(ValueError, match="3 of 2"):
        Share(3, 2)


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counted: tuple[int, int]) -> None:
    """Also for nothing counted, where everything is possible."""
    hits, n = counted

    low, high = Share(hits, n).interval

    assert 0 <= low <= high <= 1
    assert not n or low - 1e-12 <= hits / n <= high + 1e-12
