"""Planting: an honest rewrite with one thing wrong, and the words by which it is known."""

import pytest

from evals import guarantees
from evals.answers.planting import exchanged, plant, without_fact
from evals.suite.case import Case, Category, Kind, without_marks
from evals.suite.dataset import load_kinds
from evals.suite.wording import says_one
from tests.evals.suite.making import case

SLIP = {
    "category": "strengthened",
    "find": "You may get it by Friday.",
    "say": "You will get it by Friday.",
}
WITH_SLIP = case(
    draft="You may get it by Friday. Send the receipt.",
    rewrite="I'm sorry. [C1] You may get it by Friday. [D1] Please send the receipt. [D2]",
    slips=[SLIP],
)


def test_what_was_written_for_the_case_is_planted_with_the_links_of_what_it_replaces() -> None:
    """A model would give the bad sentence the same source."""
    spoiled = plant(WITH_SLIP, Category.STRENGTHENED)

    assert spoiled is not None
    assert spoiled.answer == (
        "I'm sorry. [C1] You will get it by Friday. [D1] Please send the receipt. [D2]"
    )
    assert spoiled.planted.words == ("You will get it by Friday.",)
    assert spoiled.planted.by == "writer"


def test_words_over_two_sentences_take_the_links_of_both() -> None:
    """A slip that leaves a fact out merges two sentences into one."""
    marked = "One is late. [D1] Two is lost. [D2 F1] Three is here. [D3]"

    assert exchanged(marked, "One is late. Two is lost.", "One is late, sadly.") == (
        "One is late, sadly. [D1 D2 F1] Three is here. [D3]"
    )


def test_words_that_come_from_nothing_stay_from_nothing_and_unmarked_stay_unmarked() -> None:
    """Not every model marks."""
    assert exchanged("Yes. [-] No. [D1]", "Yes.", "Sure.") == "Sure. [-] No. [D1]"
    assert exchanged("Yes. No.", "Yes.", "Sure.") == "Sure. No."


def test_where_nobody_wrote_a_slip_a_mechanical_edit_stands_in_and_says_so() -> None:
    """The two are never counted as one: the rules were tried on the edits."""
    spoiled = plant(WITH_SLIP, Category.NEW_COMMITMENT)

    assert spoiled is not None
    assert spoiled.planted.by == "edit"
    for words in spoiled.planted.words:
        assert guarantees.holds(words, spoiled.answer)
        assert not guarantees.holds(words, WITH_SLIP.plain_rewrite)


def test_a_case_that_gives_no_occasion_gets_nothing_planted() -> None:
    """No actor can be swapped where nobody acts."""
    silent = case(draft="Hello there.", rewrite="Hello there. [D1]")

    assert plant(silent, Category.SWAPPED_ACTOR) is None
    assert plant(case(kind="calibration", rewrite=None, reply="No."), Category.FALSE_ACTION) is None


def test_a_fact_is_dropped_with_its_sentence_and_its_mark() -> None:
    """The last sentence that alone holds something to be kept."""
    kept = case(
        draft="It costs £5. Send the receipt.",
        rewrite="It costs £5. [D1] Please send the receipt. [D2]",
        must_keep=[["£5"], ["receipt"]],
    )

    assert without_fact(kept) == "It costs £5. [D1]"


def test_no_fact_is_dropped_where_nothing_would_be_left_or_all_is_said_twice() -> None:
    """Then the behaviour says nothing of the service."""
    alone = case(draft="It costs £5.", rewrite="It costs £5. [D1]", must_keep=[["£5"]])
    twice = case(
        draft="It costs £5. Yes, £5.", rewrite="It is £5. [D1] Yes, £5. [D2]", must_keep=[["£5"]]
    )

    assert without_fact(alone) is None
    assert without_fact(twice) is None


@pytest.mark.parametrize("given", load_kinds((Kind.CORE,))[::6], ids=lambda given: given.id)
def test_every_slip_of_our_data_can_be_planted(given: Case) -> None:
    """The answer is the honest rewrite, but for the words of the slip."""
    for slip in given.slips:
        spoiled = plant(given, slip.category)
        assert spoiled is not None
        expected = given.plain_rewrite.replace(slip.find, slip.say)
        assert without_marks(spoiled.answer) == expected


@pytest.mark.parametrize("given", load_kinds((Kind.CORE,))[::6], ids=lambda given: given.id)
def test_a_dropped_fact_is_one_that_a_check_misses(given: Case) -> None:
    """Truth is in the case, not in the guardrails."""
    answer = without_fact(given)
    if answer:
        assert not all(says_one(answer, kept) for kept in given.must_keep)
