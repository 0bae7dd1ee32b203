"""How many cases it would take."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multinomial  # type: ignore[import-untyped]

from evals.statistics.paired import sign_test
from evals.statistics.power import MOST_CASES, POWER, cases_needed, power

SHARES = st.floats(0.01, 0.4)


def _enumerated(cases: int, fixed: float, broken: float, alpha: float) -> float:
    """Every outcome of so many cases, with the test itself."""
    outcomes = multinomial(cases, [fixed, broken, 1 - fixed - broken])
    return float(
        sum(
            outcomes.pmf([won, lost, cases - won - lost])
            for won, lost in product(range(cases + 1), repeat=2)
            if won + lost <= cases and won > lost and sign_test(won, lost) <= alpha
        )
    )


@pytest.mark.parametrize(
    ("cases", "fixed", "broken", "alpha"),
    [
        (20, 0.3, 0.1, 0.05),
        (45, 0.2, 0.02, 0.05),
        (45, 0.2, 0.02, 0.004),
        (60, 0.5, 0.2, 0.01),
        (30, 0.6, 0.4, 0.05),
        (5, 0.9, 0.05, 0.05),
    ],
)
def test_the_power_is_that_of_every_outcome_counted(
    cases: int, fixed: float, broken: float, alpha: float
) -> None:
    """The test is run on each outcome that so many cases can have."""
    expected = _enumerated(cases, fixed, broken, alpha)

    assert power(cases, fixed, broken, alpha=alpha) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("fixed", "broken", "needed"),
    [
        pytest.param(1.0, 0.0, 6, id="six of six are the least that convinces"),
        pytest.param(0.05, 0.0, 157, id="one in twenty"),
        pytest.param(0.1, 0.05, 498, id="twice as many as broken"),
        pytest.param(0.92, 0.08, 12, id="where the approximation says eleven"),
    ],
)
def test_as_many_cases_as_reach_80_percent_are_needed(
    fixed: float, broken: float, needed: int
) -> None:
    """One fewer is not enough."""
    assert cases_needed(fixed, broken) == needed
    assert power(needed, fixed, broken) >= POWER > power(needed - 1, fixed, broken)


@pytest.mark.parametrize(("fixed", "broken"), [(0.3, 0.22), (0.12, 0.09), (0.5, 0.4)])
def test_above_the_exact_range_the_approximation_is_within_two_percent(
    fixed: float, broken: float
) -> None:
    """Held against the exact power, which takes longer there."""
    needed = cases_needed(fixed, broken)

    assert needed is not None
    assert power(round(needed * 1.02), fixed, broken) >= POWER
    assert power(round(needed * 0.98), fixed, broken) < POWER + 0.001


def test_no_number_of_cases_shows_a_difference_that_was_not_seen() -> None:
    """None, not a huge number."""
    assert cases_needed(0.0, 0.0) is None
    assert cases_needed(0.1, 0.1) is None


def test_the_answer_has_a_limit() -> None:
    """Which stands for that many or more, however small the difference."""
    assert cases_needed(0.2, 0.1999) == MOST_CASES
    assert cases_needed(1e-6, 0.0) == MOST_CASES


@settings(max_examples=15, deadline=None)
@given(SHARES, SHARES)
def test_a_loss_needs_as_many_cases_as_a_gain_of_its_size(fixed: float, broken: float) -> None:
    """And a stricter test needs more of them."""
    needed = cases_needed(fixed, broken)

    assert cases_needed(broken, fixed) == needed
    strict = cases_needed(fixed, broken, alpha=0.004)
    assert (needed is None) == (strict is None)
    assert needed is None or strict is None or 0 < needed <= strict <= MOST_CASES


@settings(max_examples=15, deadline=None)
@given(st.floats(0.02, 0.3), st.integers(0, 3))
def test_a_larger_gain_needs_fewer_cases(fixed: float, tenths: int) -> None:
    """With as many broken."""
    broken = fixed * tenths / 10

    few, many = cases_needed(fixed * 1.5, broken), cases_needed(fixed, broken)

    assert few is not None
    assert many is not None
    assert few <= many


@pytest.mark.parametrize(("fixed", "broken"), [(-0.1, 0.1), (0.7, 0.4)])
def test_what_are_no_shares_of_the_same_cases_is_an_error(fixed: float, broken: float) -> None:
    """A case cannot be both fixed and broken."""
    with pytest.raises(ValueError, match="shares of the same cases"):
        cases_needed(fixed, broken)
