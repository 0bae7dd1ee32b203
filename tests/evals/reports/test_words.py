"""Figures in words."""

import pytest

from evals.reports import words
from evals.statistics.estimates import Estimate
from evals.suite.comparison import Change, Check
from evals.suite.summary import Spent, Times


def _check(**fields: object) -> Check:
    given = {
        "name": "keeps_facts",
        "of": "check",
        "n": 40,
        "a": Estimate(0.9, 0.8, 0.95),
        "b": Estimate(0.7, 0.6, 0.8),
        "difference": Estimate(-0.2, -0.3, -0.1),
        "fixed": (),
        "broken": ("x-001",),
        "p": 0.2,
        "p_holm": 0.2,
        "verdict": "no evidence",
        "cases_needed": 1_234,
    }
    return Check.model_validate({**given, **fields})


def _spent(**fields: object) -> Spent:
    given = {
        "samples": 4,
        "prompt_tokens": 4_000,
        "completion_tokens": 200,
        "tokens_unknown": 0,
        "cost": 0.02,
        "cost_unknown": 0,
    }
    return Spent.model_validate({**given, **fields})


def test_a_share_of_a_comparison_stands_in_percent_with_its_interval() -> None:
    """And its difference in percentage points with a sign."""
    check = _check()

    assert words.estimate(check, check.a) == "90.0 % [80.0, 95.0]"
    assert words.difference(check) == "-20.0 pp [-30.0, -10.0]"


def test_a_level_of_the_judge_stands_as_it_is() -> None:
    """From 1 to 3, no percent; a difference of nothing has no sign."""
    check = _check(of="score", a=Estimate(2.5, 2.0, 3.0), difference=Estimate(-0.001, -0.2, 0.25))

    assert words.estimate(check, check.a) == "2.50 [2.00, 3.00]"
    assert words.difference(check) == "0.00 [-0.20, +0.25]"


@pytest.mark.parametrize(("p", "said"), [(0.0004, "< 0.001"), (0.0214, "0.021"), (1.0, "1")])
def test_a_probability_has_two_digits(p: float, said: str) -> None:
    """No 0.000, which no probability is."""
    assert words.probability(p) == said


@pytest.mark.parametrize(
    ("needed", "said"), [(None, ""), (1_234, "1,234"), (100_000, "100,000 or more")]
)
def test_the_cases_that_evidence_would_take(needed: int | None, said: str) -> None:
    """Nothing is said where nothing leans one way."""
    assert words.needed(_check(cases_needed=needed)) == said


@pytest.mark.parametrize(
    ("number", "said"), [(1234.5, "1,234"), (12.345, "12.3"), (0.00123, "0.00123"), (0.0, "0")]
)
def test_an_amount_shows_the_digits_that_count(number: float, said: str) -> None:
    """Large numbers with separators, small ones not as 0.00."""
    assert words.amount(number) == said


def test_a_change_has_its_interval_and_sign() -> None:
    """More is +."""
    change = Change(name="cost", n=4, a=1, b=2, difference=Estimate(1.0, -0.5, 2.5))

    assert words.change(change) == "+1 [-0.5, +2.5]"


def test_what_nobody_knows_is_unknown_and_never_nought() -> None:
    """A cost of 0 would be a lie."""
    spent = _spent(cost=None, tokens_unknown=4, cost_unknown=4)

    assert words.times(None) == words.cost(spent) == words.tokens(spent) == "unknown"
    assert words.cost(_spent(samples=0)) == "unknown"


def test_what_was_spent_stands_with_what_it_was_counted_on() -> None:
    """Also how many samples are in no sum."""
    assert words.cost(_spent()) == "0.0200, 0.005000 a sample (n = 4)"
    assert words.tokens(_spent()) == "4,000 sent, 200 received (n = 4)"
    assert words.tokens(_spent(tokens_unknown=1)).endswith("(n = 3; unknown for 1)")
    assert words.times(Times(n=4, p50=12.0, p95=345.6, p99=1234.0)) == (
        "p50 12 ms, p95 346 ms, p99 1,234 ms (n = 4)"
    )


def test_controls_cannot_steer_a_terminal() -> None:
    """Escapes, NUL and turned directions are made visible; a line stays one line."""
    assert words.one_line("a\x1b[31m\x00b\u202ec\n d") == "a�[31m�b�c d"
    assert words.one_line("abcdef", 4) == "abc…"
