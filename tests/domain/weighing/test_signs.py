"""What a clause shows beside the other text."""

import pytest

from api.domain.comparison import Comparison
from api.domain.weighing.gains import Gains
from api.domain.weighing.losses import Losses
from api.domain.weighing.signs import MANY, Together, runs, step
from api.domain.weighing.weights import Sign
from tests.domain.english import held


def gained(draft: str, rewrite: str, clause: int = 0, **given: str) -> set[Sign]:
    """The signs of one clause of the rewrite's last sentence."""
    comparison = held(draft, rewrite, customer=given.get("customer"))
    last = len(comparison.reply.by_sentence) - 1
    return set(Gains(comparison).signs(comparison.reply.by_sentence[last][clause], last))


def lost(draft: str, rewrite: str, clause: int = 0) -> set[Sign]:
    """The signs of one clause of the draft's last sentence."""
    comparison = held(draft, rewrite)
    last = len(comparison.draft.by_sentence) - 1
    return set(Losses(comparison).signs(comparison.draft.by_sentence[last][clause], last))


def stretches(comparison: Comparison) -> list[tuple[int, str, bool]]:
    """Runs of the rewrite's first clause that the draft does not say."""
    return list(runs(comparison.reply.frames[0], comparison.draft.about))


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, 0), (0.34, 2), (0.5, 2), (0.99, 5), (1.0, 5)],
)
def test_a_share_has_a_step(value: float, expected: int) -> None:
    """An edge belongs to the step above it."""
    assert step(value) == expected


def test_words_slipped_in_together_are_one_run() -> None:
    """With the word in front of them, and whether they end the clause."""
    comparison = held("Your bill is estimated.", "Your bill is estimated by winter usage.")

    assert stretches(comparison) == [(2, "by", True)]


def test_new_words_between_known_ones_are_runs_of_their_own() -> None:
    """As where a sentence is freely reworded."""
    found = stretches(held("The parcel left Leeds.", "The bulky parcel quietly left Leeds."))

    assert [length for length, _, last in found if not last] == [1, 1]


def test_a_clause_that_says_nothing_new_has_no_run() -> None:
    """Its words all stand in the draft."""
    assert stretches(held("The parcel left Leeds.", "The parcel left Leeds!")) == []


def test_a_new_word_a_new_pair_and_a_new_share_are_signs() -> None:
    """Each says how far the clause goes beyond the draft."""
    signs = gained("We may refund the fee.", "We will refund the fee tomorrow.")

    assert {("new", "tomorrow"), ("new", "will"), ("new pair", "will refund")} <= signs
    assert ("modal from", "may will") in signs
    assert ("strength from", "1 4") in signs


def test_a_word_of_another_sentence_comes_from_elsewhere() -> None:
    """It is not new, and still not what its own source says."""
    signs = gained(
        "The sofa is here. The lamp is late.", "The sofa is here.\n\nThe lamp is here, and late."
    )

    assert not any(kind == "new" and value == "here" for kind, value in signs)


def test_what_only_the_customer_says_is_no_new_run() -> None:
    """Saying it back is care."""
    told = gained("We repair it.", "We repair your bicycle.", customer="My bicycle broke.")
    untold = gained("We repair it.", "We repair your bicycle.")

    assert told != untold


def test_who_does_it_is_a_sign() -> None:
    """The same verb with another subject."""
    signs = gained("You need to send the form.", "We will send the form.")

    assert ("subject from", "customer us") in signs
    assert ("chain", "+will") in signs


def test_a_claim_that_something_was_done_is_a_sign() -> None:
    """Where the draft only says that it will be."""
    signs = gained("We will cancel the order.", "We have cancelled the order.")

    assert ("chain", "past") in signs


def test_a_figure_on_another_thing_is_nearer_to_another_of_the_draft() -> None:
    """Both amounts stand in the draft."""
    draft = "A repair costs $40. A visit costs $15."
    right = gained(draft, "A visit costs $15, all in.")
    wrong = gained(draft, "A visit costs $40, all in.")

    assert any(kind == "figure rather" and int(value) > 0 for kind, value in right)
    assert any(kind == "figure rather" and int(value) < 0 for kind, value in wrong)


def test_a_figure_that_is_new_or_gone_is_a_sign() -> None:
    """On the side where it stands."""
    assert ("figure", "money new") in gained("It costs $5.", "It costs $6.")
    assert ("figure", "money lost") in lost("It costs $5.", "It costs $6.")


def test_a_no_that_is_gone_is_a_sign_on_both_sides() -> None:
    """Of the rewrite's clause, and of the draft's."""
    draft, rewrite = "We can't refund the fee.", "We can refund the fee."

    assert ("no", "gone") in gained(draft, rewrite)
    assert ("no lost", "1") in lost(draft, rewrite)
    assert ("no", "new") in gained(rewrite, draft)


def test_what_is_left_out_is_a_sign() -> None:
    """Words, pairs, and the more so where the rest of the clause stands."""
    signs = lost("Only members get the discount.", "Members get the discount.")

    assert {("lost", "only"), ("lost alone", "only"), ("lost pair", "only members")} <= signs


def test_what_goes_with_its_whole_sentence_is_another_sign() -> None:
    """Nothing carries it."""
    signs = lost("Hello. Please bring the receipt.", "Hello.")

    assert ("lost with all", "receipt") in signs
    assert ("duty lost", "0") in signs


def test_a_condition_and_a_request_that_are_gone_are_signs() -> None:
    """By the word that opens the clause, and by the duty."""
    draft = "If you send the form, we refund the fee."
    signs = lost(draft, "We refund the fee.")

    assert ("opener of draft", "if-") in signs
    assert ("denied lost", "1") in lost("You must not open it.", "You must open it.")


def test_a_clause_is_held_against_so_many_and_no_more() -> None:
    """However many there are in a sentence that nobody would write."""
    comparison = held("it is, " * 200, "It is.")

    assert len(Together.of(comparison.draft.frames).frames) <= MANY
