"""Two runs, reply against reply: the case is the unit, and the order must not decide."""

import pytest

from evals.judging.judge import Better
from evals.judging.pairs import PairingError, Preferred, matched, tallied
from evals.judging.rubric import VALUES
from evals.statistics.paired import sign_test
from tests.evals.judging.making import judge, replied
from tests.evals.suite.making import case, run

USED = judge().used


def preferred(case_: str, better: Better | None, value: str = "care", repeat: int = 0) -> Preferred:
    """One line of a log of preferences."""
    return Preferred(
        a="a",
        b="b",
        case=case_,
        behaviour=None,
        repeat=repeat,
        value=value,
        better=better,
        evidence=(),
        reasons=(),
        judge=USED[value],
        model="judge-1",
    )


def test_replies_to_the_same_case_are_paired() -> None:
    """Only answers in good faith that came."""
    a = run(
        replied("x-001"), replied("x-002"), replied("x-003", error="500"), replied("x-004"), id="a"
    )
    b = run(
        replied("x-002", "B"),
        replied("x-003", "B"),
        replied("x-004", behaviour="new_commitment"),
        id="b",
    )

    assert [(one.case, other.reply) for one, other in matched(a, b)] == [("x-002", "B")]


def test_runs_without_a_common_reply_cannot_be_paired() -> None:
    """The error names both."""
    with pytest.raises(PairingError, match="a and b have no reply to the same case"):
        matched(run(replied("x-001"), id="a"), run(replied("x-002"), id="b"))


def test_a_case_that_was_edited_between_the_runs_is_not_the_same() -> None:
    """A reply to another draft would be held against this one."""
    a = run(replied("x-001"), id="a")
    b = run(replied("x-001"), id="b", cases=(case("x-001", draft="Another draft."),))

    with pytest.raises(PairingError, match="x-001 is not the same case in a and b"):
        matched(a, b)


def test_each_value_is_counted_by_case_and_tested() -> None:
    """Repeats of a case are one: the side that is ahead in them."""
    lines = [preferred(f"c-{n}", "b") for n in range(9)]
    lines += [preferred("d", "a"), preferred("d", "b", repeat=1), preferred("d", "b", repeat=2)]
    lines += [preferred("e", "a"), preferred("e", "same", repeat=1)]
    lines += [preferred("f", "disagrees"), preferred("g", "same"), preferred("h", None)]

    (care,) = tallied(lines)

    assert (care.value, care.a, care.b, care.level) == ("care", 1, 10, 2)
    assert care.p == care.p_holm == sign_test(10, 1)
    assert (care.disagrees.hits, care.disagrees.n) == (1, 16)
    assert (care.unusable.hits, care.unusable.n) == (1, 17)


def test_five_tests_are_paid_for() -> None:
    """Values in the order of the rubric, p by Holm."""
    lines = [preferred(f"c-{n}", "b", value) for value in reversed(VALUES) for n in range(8)]

    tallies = tallied(lines)

    assert [each.value for each in tallies] == list(VALUES)
    assert all(each.p_holm == pytest.approx(5 * each.p) for each in tallies)
    assert tallied([]) == ()
