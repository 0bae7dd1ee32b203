"""The checks of a case as one assertion."""

import pytest

from evals.suite.assertions import assert_passes
from evals.suite.run import Check, Sample
from tests.evals.suite.making import case

CASE = case(
    must_keep=[["receipt"]], must_refuse=[["can't refund"]], must_not_promise=["will refund"]
)
GOOD = "I'm sorry, we can't refund you. Please send us the receipt."


def test_a_good_reply_passes_whoever_wrote_it() -> None:
    """Nobody asks of a text whether kindreply's model wrote it."""
    assert_passes(GOOD, CASE)


def test_each_failed_check_is_named_with_its_reason_and_the_reply() -> None:
    """A product team reads this in its own test report."""
    with pytest.raises(AssertionError) as failed:
        assert_passes("Great news, we will refund you!", CASE)

    first, *rest = str(failed.value).splitlines()
    assert first == "x-001: 3 of 8 checks failed"
    assert rest == [
        "  keeps_facts: lacks receipt",
        "  keeps_refusals: does not say can't refund",
        "  promises_nothing: says will refund",
        "  the reply: Great news, we will refund you!",
    ]


def test_no_reply_fails() -> None:
    """Silence keeps nothing."""
    with pytest.raises(AssertionError, match="keeps_facts: no reply"):
        assert_passes("", CASE)


def test_a_sample_is_held_to_the_checks_that_it_came_with() -> None:
    """They are asked anew only where it has none."""
    assert_passes(Sample(case="x-001", checks=(Check(name="usable", passed=True),)), CASE)
    failed = Check(name="usable", passed=False, why="500")
    with pytest.raises(AssertionError, match="1 of 1 checks failed\n  usable: 500"):
        assert_passes(Sample(case="x-001", checks=(failed,)), CASE)
    with pytest.raises(AssertionError, match="by_model: phrasebook: no_model"):
        assert_passes(
            Sample(case="x-001", reply=GOOD, engine="phrasebook", reason="no_model"), CASE
        )
