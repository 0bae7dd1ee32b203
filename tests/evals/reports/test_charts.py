"""Where dots and intervals stand."""

import pytest

from evals.reports import charts
from evals.statistics.shares import Share
from evals.suite.comparison import compare
from evals.suite.run import PromptUsed, Run, Score
from evals.suite.summary import summary
from tests.evals.reports.runs import OTHER, regressed, sample, scripted
from tests.evals.suite.making import run

JUDGE = PromptUsed(name="judge", version="1.0.0", id="sha256:cc")


def _judged(level: int | None, **fields: object) -> Run:
    score = Score(value="care", level=level, judge=JUDGE, model="j")
    return run(sample("x-001", scores=(score,)), **fields)


def test_an_axis_keeps_a_margin_and_lets_nothing_leave_it() -> None:
    """So that no dot is cut off."""
    assert charts.place(0.0) == 2.0
    assert charts.place(1.0) == 98.0
    assert charts.place(1.0, 1.0, 3.0) == 2.0
    assert charts.place(-1.0) == 2.0
    assert charts.ticks(0, 1, 2) == (2.0, 50.0, 98.0)


def test_a_check_of_two_runs_has_two_dots_and_what_the_comparison_says() -> None:
    """A dot stands between the ends of its interval."""
    rows = {row.name: row for row in charts.compared(regressed()[0])}
    row = rows["keeps_facts"]

    assert [dot.run for dot in row.dots] == ["a", "b"]
    assert row.dots[1].low < row.dots[1].at < row.dots[1].high
    assert row.described == "a 100.0 % [75.8, 100.0]; b 8.3 % [1.5, 35.4]"
    assert row.difference.startswith("-91.7 pp")
    assert float(row.p) < 0.05
    assert row.n == 12
    assert row.needed == ""


def test_a_check_of_one_run_has_one_dot_and_no_difference() -> None:
    """Its words count what it rests on."""
    rows = {row.name: row for row in charts.checks(summary(scripted()))}

    (dot,) = rows["usable"].dots
    assert dot.said == "100.0 % [20.7, 100.0] (1/1)"
    assert (rows["usable"].difference, rows["usable"].p, rows["usable"].needed) == ("", "", "")


def test_a_share_of_nothing_has_no_dot() -> None:
    """Nor has a run that lacks it."""
    assert charts.counted("x", Share(0, 0)).dots == ()
    assert [dot.run for dot in charts.counted("x", None, Share(1, 2)).dots] == ["b"]


def test_leaks_stand_by_category_with_all_of_them_first() -> None:
    """A run in which nothing was planted has none."""
    assert [row.name for row in charts.leaks(summary(scripted()))] == ["all", "new_commitment"]
    assert list(charts.leaks(summary(run(sample("x-001"))))) == []
    pair = list(charts.leaks(summary(run(sample("x-001"))), summary(scripted())))
    assert [dot.run for dot in pair[1].dots] == ["b"]


def test_levels_of_the_judge_stand_from_one_to_three() -> None:
    """Of one run and of two; an unusable level has no dot."""
    (row,) = charts.levels(summary(_judged(2)))
    assert row.dots[0].at == 50.0
    assert row.dots[0].said == "2.00 [2.00, 2.00] (n = 1)"
    (none,) = charts.levels(summary(_judged(None)))
    assert none.dots == ()
    (pair,) = charts.compared_levels(compare(_judged(1), _judged(3, id="r2", prompt=OTHER)))
    assert [dot.at for dot in pair.dots] == pytest.approx([2.0, 98.0])
    assert "care" not in {row.name for row in charts.compared(compare(_judged(1), _judged(3)))}
