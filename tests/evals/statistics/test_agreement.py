"""A judge held against people."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

from evals.statistics.agreement import agreement, kappa, weighted_kappa
from evals.statistics.shares import Share

RATED = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=40)
JUDGE = [3, 3, 2, 1, 3, 2, 3, 1, 2, 3] * 5
PEOPLE = [3, 3, 2, 1, 3, 3, 3, 2, 2, 3] * 5


@given(RATED)
def test_kappa_is_that_of_scikit_learn(rated: list[tuple[int, int]]) -> None:
    """Unweighted and with quadratic weights."""
    judge, people = [one for one, _ in rated], [other for _, other in rated]
    assume(len({*judge, *people}) > 1)

    theirs = cohen_kappa_score(judge, people, weights="quadratic")

    assert kappa(judge, people) == pytest.approx(cohen_kappa_score(judge, people))
    assert weighted_kappa(judge, people) == pytest.approx(theirs)


@given(RATED)
def test_kappa_does_not_ask_who_is_right(rated: list[tuple[int, int]]) -> None:
    """It is the same either way round, and never above one."""
    judge, people = [one for one, _ in rated], [other for _, other in rated]

    for measure in (kappa, weighted_kappa):
        there, back = measure(judge, people), measure(people, judge)
        assert (there is None) == (back is None)
        assert there is None or there == pytest.approx(back)
        assert there is None or there <= 1


def test_a_judge_that_always_says_the_same_agrees_often_and_has_judged_nothing() -> None:
    """Nine of ten agreed, which is what a constant answer reaches; kappa is zero."""
    found = agreement([3] * 50, [3] * 45 + [1] * 5, seed=1, resamples=200)

    assert found.agreed == found.constant == Share(45, 50)
    assert found.base_rate == {1: Share(5, 50), 3: Share(45, 50)}
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0)


def test_where_everybody_always_says_the_same_kappa_has_no_meaning() -> None:
    """It is absent, neither 0 nor 1."""
    found = agreement([2, 2], [2, 2], seed=1, resamples=50)

    assert found.agreed == Share(2, 2)
    assert found.kappa is None
    assert found.weighted is None
    assert kappa([2], [2]) is None


def test_a_judge_near_the_truth_does_better_with_weights() -> None:
    """All of its misses are by one level; the interval holds the value."""
    found = agreement(JUDGE, PEOPLE, seed=1)

    assert found.kappa is not None
    assert found.weighted is not None
    assert found.kappa.value < found.weighted.value
    for each in (found.kappa, found.weighted):
        assert each.low < each.value < each.high <= 1


def test_the_interval_is_repeated_by_its_seed_and_narrowed_by_more_items() -> None:
    """Four times the items, about half the width."""
    few = agreement(JUDGE, PEOPLE, seed=1, resamples=1_500).kappa
    many = agreement(JUDGE * 4, PEOPLE * 4, seed=1, resamples=1_500).kappa

    assert few == agreement(JUDGE, PEOPLE, seed=1, resamples=1_500).kappa
    assert few is not None
    assert many is not None
    assert (many.high - many.low) / (few.high - few.low) == pytest.approx(0.5, abs=0.1)


def test_resamples_without_a_kappa_are_left_out() -> None:
    """Of two items, half of the resamples hold one of them twice."""
    found = agreement([1, 3], [1, 3], seed=1, resamples=50)

    assert found.kappa is not None
    assert (found.kappa.low, found.kappa.value, found.kappa.high) == (1, 1, 1)


@pytest.mark.parametrize(("judge", "people"), [([1], [1, 2]), ([], [])])
def test_ratings_of_different_items_or_of_none_are_an_error(
    judge: list[int], people: list[int]
) -> None:
    """Nothing is silently cut to the shorter."""
    with pytest.raises(ValueError, match=r"shorter|longer|nobody rated"):
        agreement(judge, people, seed=1)
