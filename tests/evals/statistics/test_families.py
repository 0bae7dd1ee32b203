"""Several checks at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]

from evals.statistics.families import holm

PS = st.lists(st.floats(0, 1), min_size=1, max_size=20)


@settings(max_examples=25, deadline=None)
@given(PS)
def test_the_adjusted_values_are_those_of_statsmodels(ps: list[float]) -> None:
    """In the order in which the checks were given."""
    _, theirs, _, _ = multipletests(ps, method="holm")

    assert holm(ps) == pytest.approx(tuple(theirs), abs=1e-12)


@given(PS)
def test_no_adjusted_value_is_below_the_raw_one_or_above_one(ps: list[float]) -> None:
    """More checks never make one of them more certain."""
    assert all(p <= adjusted <= 1 for p, adjusted in zip(ps, holm(ps), strict=True))


@given(PS, st.floats(0, 1))
def test_one_more_check_never_lowers_the_others(ps: list[float], more: float) -> None:
    """What is asked besides is paid for."""
    alone, together = holm(ps), holm([*ps, more])

    assert all(few <= many for few, many in zip(alone, together[:-1], strict=True))


@given(PS)
def test_the_order_of_the_checks_does_not_matter(ps: list[float]) -> None:
    """Each keeps its own value."""
    assert holm(ps[::-1]) == holm(ps)[::-1]


def test_one_check_alone_stays_as_it_is_and_none_stay_none() -> None:
    """There is no family to pay for."""
    assert holm([0.04]) == (0.04,)
    assert holm([]) == ()


def test_what_is_no_probability_is_an_error() -> None:
    """Neither above one nor below zero."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.5, 1.5])
