"""Words that are added: promises, facts, faults, actions."""

import pytest

from evals.edits.breaking.inventions import (
    admitted_fault,
    claimed_action,
    invented_cause,
    invented_figure,
    invented_record,
)
from evals.edits.breaking.promises import (
    promised_contact,
    promised_future,
    promised_goodwill,
    promised_priority,
    promised_refund,
    waived_fee,
)
from evals.edits.breaking.strength import promised_by
from evals.edits.edit import Edit

PLAIN = "The form is here."


@pytest.mark.parametrize(
    ("edit", "draft", "known"),
    [
        (promised_refund, PLAIN, "We cannot refund the order."),
        (promised_goodwill, PLAIN, "You get a discount."),
        (promised_contact, PLAIN, "We will call you."),
        (waived_fee, "The late fee is due.", "We may waive the fee."),
        (promised_priority, PLAIN, "This is urgent."),
        (promised_future, PLAIN, "It won't happen again."),
        (invented_cause, "The app is down.", "The app is down because of a storm."),
        (invented_record, PLAIN, "Our records are complete."),
        (admitted_fault, PLAIN, "That was our mistake."),
        (claimed_action, PLAIN, "I have checked it."),
        (promised_by, "We will send the form.", "We will send the form today."),
    ],
    ids=lambda value: value.name if isinstance(value, Edit) else None,
)
def test_a_sentence_is_added_where_the_draft_says_nothing_of_it(
    edit: Edit, draft: str, known: str
) -> None:
    """Where it does, the added words might be true, and the edit would break nothing."""
    edited = edit(draft)

    assert edited
    assert edited.startswith(f"{draft} ")
    assert edited.endswith(".")
    assert edit(known) is None


def test_another_draft_gets_another_wording() -> None:
    """A rule that was fitted to one phrase must not look perfect."""
    wordings = {str(promised_refund(f"Form {n} is here."))[-20:] for n in range(30)}

    assert len(wordings) == 5


def test_an_invented_figure_is_not_one_of_the_draft() -> None:
    """17 working days are no invention where the draft speaks of 17 days."""
    edited = invented_figure("It takes 17 days.")

    assert edited
    assert edited.count("17") == 1
    assert "23" in edited
