"""What is left out, turned, given to somebody else, or altered where it must not be."""

import unicodedata

import pytest

from evals.edits.breaking.actors import (
    done_already,
    duty_handed_over,
    duty_taken_over,
    third_party_to_us,
)
from evals.edits.breaking.losses import (
    lost_fact,
    lost_figure,
    lost_question,
    lost_refusal,
    lost_request,
)
from evals.edits.breaking.protected import (
    altered_link,
    altered_number,
    filled_placeholder,
    hidden_character,
    lost_link,
)
from evals.edits.breaking.refusals import blurred_refusal, optional_request, turned_refusal
from evals.edits.breaking.scope import condition_before, condition_behind, dropped_only, widened
from evals.edits.edit import Edit

REST = "All is well."


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lost_figure, "The workshop takes 20 minutes."),
        (lost_fact, "The workshop closes early."),
        (lost_refusal, "We can't repair the toaster."),
        (lost_request, "Bring the signed paper."),
        (lost_question, "Did anyone repair the toaster?"),
    ],
    ids=lambda value: value.name if isinstance(value, Edit) else None,
)
def test_a_sentence_that_says_something_of_its_own_is_left_out(edit: Edit, sentence: str) -> None:
    """Courtesy may go, and so may what another sentence says as well."""
    assert edit(f"{REST} {sentence}") == REST
    assert edit(f"{REST} Thank you for your workshop question.") is None
    assert edit(REST) is None


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (turned_refusal, "We can't repair it.", ["We can repair it."]),
        (turned_refusal, "I will not repair it.", ["I will repair it."]),
        (turned_refusal, "We don't offer it.", ["We will offer it."]),
        (turned_refusal, "We can't rule it out.", [None]),
        (blurred_refusal, "We can't repair it.", [f"We {no} repair it." for no in (
            "normally can't", "can't yet", "usually can't", "can't currently")]),
        (blurred_refusal, "We can't repair it until June.", [None]),
        (optional_request, "Please send it.", [
            "Feel free to send it.", "If you like, you can send it.", "You may want to send it."]),
        (optional_request, "So you must send it.", [f"So you {may} send it." for may in (
            "may want to", "can", "could, if you like,")]),
        (optional_request, "Please note that it is closed.", [None]),
        (condition_before, "If nothing changes, we will cancel the order.", [
            "We will cancel the order."]),
        (condition_before, "If you want, we will cancel the order.", [None]),
        (condition_before, "If you faint call us, we will come soon.", [None]),
        (condition_behind, "We can waive the fee if you send proof.", ["We can waive the fee."]),
        (condition_behind, "We will see whether the fee goes if so.", [None]),
        (condition_behind, "We don't waive the fee if you send proof.", [None]),
        (dropped_only, "The code only works for this card.", [
            "The code works for this card."]),
        (dropped_only, "Only this card works.", [None]),
        (dropped_only, "It only works if you pay.", [None]),
        (widened, "Most orders arrive early.", ["All orders arrive early."]),
        (widened, "It holds for new customers.", ["It holds for customers."]),
        (widened, "It holds for every order we take, except for books.", [
            "It holds for every order we take."]),
        (widened, "It holds for orders.", [None]),
        (duty_taken_over, "Please send the form to them.", [
            f"{who} send the form to them." for who in (
                "We will", "We'll", "Our team will", "I will")]),
        (duty_taken_over, "Please send us the form.", [None]),
        (duty_taken_over, "- Send the form to them.", [None]),
        (third_party_to_us, "They will call you.", ["We will call you.", "I will call you."]),
        (third_party_to_us, "The store decides.", ["We will decide.", "I will decide."]),
        (third_party_to_us, "They are closed.", [None]),
        (duty_handed_over, "I'll ask the team.", [
            "You will have to ask the team.", "You need to ask the team.",
            "You should ask the team."]),
        (duty_handed_over, "Then we will call you.", [
            "Then you will have to call us.", "Then you need to call us.",
            "Then you should call us."]),
        (duty_handed_over, "We will ask our team.", [None]),
        (done_already, "I'll ask the team.", ["I have asked the team."]),
        (done_already, "Courier will text you.", ["Courier has texted you."]),
        (done_already, "The name will be added to the list.", [
            "The name has been added to the list."]),
        (done_already, "I'll ask the team tomorrow.", [None]),
        (done_already, "The name will be added once you pay.", [None]),
        (filled_placeholder, "Your code is {{code}} now.", [
            f"Your code is {words} now." for words in ("the customer", "valued customer", "code")]),
        (filled_placeholder, "Your code is here.", [None]),
        (altered_link, "See our site.", [None]),
        (lost_link, "See our site.", [None]),
        (altered_number, "See our site.", [None]),
        (lost_link, "Write to a@b.example please.", [
            "Write to our usual address please.", "Write to our mailbox please."]),
    ],
)  # fmt: skip
def test_a_clause_says_something_else(edit: Edit, draft: str, expected: list[str | None]) -> None:
    """And is left alone where the change would say the same, or nothing that makes sense."""
    assert edit(draft) in expected


def test_a_link_and_a_number_change_by_one_character() -> None:
    """What an eye passes over and a customer dials."""
    link, number = "See https://site.example/help for it.", "Ring 01632 960 118 today."
    other_link, other_number = altered_link(link), altered_number(number)

    assert other_link
    assert other_number
    assert other_link not in {link, None}
    assert abs(len(other_link) - len(link)) <= 1
    assert sum(a != b for a, b in zip(number, other_number, strict=True)) == 1


def test_a_character_is_hidden_within_a_word() -> None:
    """It shows nowhere, and the word is no longer found."""
    edited = hidden_character("Bring the ticket.")

    assert edited
    (hidden,) = set(edited) - set("Bring the ticket.")
    assert unicodedata.category(hidden) == "Cf"
    assert hidden_character("It is on us.") is None
