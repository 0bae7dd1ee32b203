"""Shares are printed with what chance alone could have made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

from evals.statistics.shares import Share, wilson


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        pytest.param(Share(0, 10), "0.0 % [0.0, 27.8] (0/10)", id="none of ten"),
        pytest.param(Share(10, 10), "100.0 % [72.2, 100.0] (10/10)", id="all of ten"),
        pytest.param(Share(31, 40), "77.5 % [62.5, 87.7] (31/40)", id="most of forty"),
        pytest.param(Share(0, 0), "none counted (0/0)", id="nothing counted"),
        pytest.param(
            Share(30, 30, units=10),
            "100.0 % [72.2, 100.0] (30/30, 10 without repeats)",
            id="thrice",
        ),
        pytest.param(Share(31, 40, units=40), "77.5 % [62.5, 87.7] (31/40)", id="no repeats"),
    ],
)
def test_a_share_is_printed_with_its_interval_and_count(share: Share, printed: str) -> None:
    """Known values of Wilson's interval, which differs from the naive one at both ends."""
    assert str(share) == printed


def test_more_hits_than_trials_is_an_error() -> None:
    """A miscount must not become a figure of 110 %."""
    with pytest.raises(ValueError, match="3 of 2"):
        Share(3, 2)


@pytest.mark.parametrize("units", [0, 5])
def test_repeats_are_of_at_least_one_trial_and_of_no_more_than_were_counted(units: int) -> None:
    """Or the interval would be narrower than the counts allow."""
    with pytest.raises(ValueError, match=f"4 counts cannot be repeats of {units} trials"):
        Share(3, 4, units=units)


def test_a_share_is_a_number_unless_nothing_was_counted() -> None:
    """Nothing of nothing is neither 0 % nor 100 %."""
    assert Share(3, 4).value == 0.75
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (0, 1)


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(counted: tuple[int, int]) -> None:
    """Also for nothing counted, where everything is possible."""
    hits, n = counted

    low, high = Share(hits, n).interval

    assert 0 <= low <= high <= 1
    assert not n or low - 1e-12 <= hits / n <= high + 1e-12


@pytest.mark.parametrize("n", [1, 2, 15, 240, 5_000])
def test_the_interval_is_that_of_statsmodels(n: int) -> None:
    """At both ends, in the middle and one hit from each end."""
    for hits in {0, 1, n // 3, n - 1, n}:
        low, high = proportion_confint(hits, n, method="wilson")

        assert Share(hits, n).interval == pytest.approx((low, high), abs=1e-12)


@given(st.floats(0, 1), st.integers(1, 500))
def test_what_is_likely_is_mirrored_by_what_is_not(share: float, n: int) -> None:
    """Counting failures instead of hits turns the interval round."""
    low, high = wilson(share, n)

    assert wilson(1 - share, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 5))
def test_repeats_of_the_same_trials_make_no_share_more_certain(
    hits: int, misses: int, repeats: int
) -> None:
    """Asking each case again would otherwise be the cheapest way to a narrow interval."""
    n = hits + misses

    once = Share(hits, n)
    again = Share(hits * repeats, n * repeats, units=n)

    assert again.interval == pytest.approx(once.interval)
