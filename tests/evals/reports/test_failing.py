"""What went wrong in a run."""

from evals.reports.failing import Failure, failing_cases, failures
from evals.suite.run import Sample
from tests.evals.reports.runs import many, sample, scripted
from tests.evals.suite.making import run


def test_a_leak_stands_before_the_checks_that_failed() -> None:
    """With the words that the agent receives."""
    leaking = scripted().samples[0]

    assert list(failures(leaking)) == [
        Failure("leak", "the agent receives We will refund it"),
        Failure("keeps_facts", "lacks £24"),
    ]


def test_a_sample_without_a_reply_fails_with_its_error() -> None:
    """Also where no check was asked of it."""
    assert list(failures(Sample(case="x-001", error="ReadTimeout"))) == [
        Failure("usable", "ReadTimeout")
    ]


def test_a_leak_of_unknown_words_is_named_all_the_same() -> None:
    """A log of another program may lack them."""
    assert list(failures(Sample(case="x-001", leaked=True))) == [
        Failure("leak", "the agent receives what was planted")
    ]


def test_the_worst_case_comes_first() -> None:
    """Leaks weigh most, then the share of failing samples; equally bad ones stand by id."""
    found = failing_cases(
        run(
            sample("x-003", good=False),
            sample("x-002"),
            sample("x-002", good=False, repeat=1),
            sample("x-001", good=False),
            sample("x-004", leaked=True),
            sample("x-005"),
        )
    )

    assert [case.id for case in found] == ["x-004", "x-001", "x-003", "x-002"]
    assert (found[3].samples, found[3].of, found[3].leaks) == (1, 2, 0)


def test_a_run_in_which_all_went_well_has_no_failing_case() -> None:
    """Nothing is made up."""
    assert failing_cases(many()) == ()
