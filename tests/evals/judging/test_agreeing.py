"""A judge against readers: items are drawn, not labels, and luck is no agreement."""

from random import Random

import pytest

from evals.judging.agreeing import Pair, agreed
from evals.statistics.agreement import agreement


def test_one_label_for_each_item_gives_what_the_statistics_give() -> None:
    """Kappa, shares and, but for the draws, the interval."""
    chance = Random(3)  # noqa: S311 - chance that can be repeated, no secret
    reader = [chance.choice((1, 2, 3)) for _ in range(60)]
    judge = [level if chance.random() < 0.8 else chance.choice((1, 2, 3)) for level in reader]
    plain = agreement(judge, reader, seed=1, resamples=2_000)
    pairs = {str(n): [pair] for n, pair in enumerate(zip(judge, reader, strict=True))}

    ours = agreed(pairs, raters=1, seed=1, resamples=2_000)

    assert ours is not None
    assert ours.kappa is not None
    assert plain.weighted is not None
    assert ours.kappa.value == plain.weighted.value
    assert ours.kappa.low == pytest.approx(plain.weighted.low, abs=0.02)
    assert ours.kappa.high == pytest.approx(plain.weighted.high, abs=0.02)
    assert (ours.agreed, ours.constant) == (plain.agreed, plain.constant)
    assert ours.base_rate == plain.base_rate
    assert (ours.labels, ours.items, ours.raters) == (60, 60, 1)


def test_labels_of_one_item_do_not_narrow_the_interval() -> None:
    """Five readers who say the same of ten items are not fifty readings of the world."""
    levels: list[Pair] = [
        (1, 1),
        (2, 2),
        (3, 3),
        (1, 3),
        (3, 3),
        (2, 1),
        (3, 3),
        (1, 1),
        (2, 2),
        (3, 2),
    ]
    once = agreed({str(n): [p] for n, p in enumerate(levels)}, raters=1, seed=1, resamples=1_000)
    often = agreed(
        {str(n): [p] * 5 for n, p in enumerate(levels)}, raters=5, seed=1, resamples=1_000
    )

    assert once is not None
    assert often is not None
    assert often.kappa == once.kappa
    assert (often.labels, often.items) == (50, 10)
    assert often.agreed.interval == once.agreed.interval
    assert often.agreed.trials == 10


def test_a_judge_that_was_right_once_among_equal_replies_is_not_sure_to_be_good() -> None:
    """Draws without that one show no agreement beyond chance."""
    pairs: dict[str, list[Pair]] = {str(n): [(3, 3)] for n in range(59)}
    pairs["other"] = [(1, 1)]

    found = agreed(pairs, raters=2, seed=1, resamples=1_000)

    assert found is not None
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.low, found.kappa.high) == (1, 0, 1)


def test_a_constant_judge_agrees_often_and_has_no_kappa_to_show() -> None:
    """Nine of ten agreed, and nothing judged."""
    pairs: dict[str, list[Pair]] = {str(n): [(3, 3 if n % 10 else 1)] for n in range(60)}

    found = agreed(pairs, raters=1, seed=1, resamples=500)

    assert found is not None
    assert found.kappa is not None
    assert (found.kappa.value, found.kappa.low, found.kappa.high) == (0, 0, 0)
    assert found.agreed.value == found.constant.value == 0.9


def test_where_all_give_one_level_kappa_has_no_meaning() -> None:
    """It is not 1."""
    found = agreed({"a": [(3, 3)], "b": [(3, 3)]}, raters=1, seed=1, resamples=10)

    assert found is not None
    assert found.kappa is None
    assert found.constant.value == 1


def test_without_labels_there_is_nothing_to_say() -> None:
    """No zero stands for nobody."""
    assert agreed({}, raters=0, seed=1) is None
