"""The same sentences as a list, in prose, in another order, split and merged."""

import pytest

from evals.edits.edit import Edit
from evals.edits.preserving.lists import items_reordered, list_as_prose, paragraphs, prose_as_list
from evals.edits.preserving.order import clause_turned, merged, reordered, split

NEEDED = "I need:\n- your name\n- your address\n- the date\n\nThat is all."
STEPS = "Do this:\n1. Open the app.\n2. Click on it.\n\nIf step 2 fails, wait."
EITHER = "You can:\n(a) wait for it; or\n(b) cancel it."
THREE = "The form is here. The fee is paid. The line is back."


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (list_as_prose, NEEDED, [
            "I need: your name; your address; and the date.\n\nThat is all."]),
        (list_as_prose, EITHER, ["You can: wait for it; or cancel it."]),
        (list_as_prose, STEPS, [None]),
        (prose_as_list, THREE, ["- The form is here.\n- The fee is paid.\n- The line is back."]),
        (prose_as_list, "The form is here. Is it?", [None]),
        (items_reordered, NEEDED, [
            "I need:\n- your name\n- the date\n- your address\n\nThat is all."]),
        (items_reordered, "I need:\n- a name\n- the form\n- both of them", [None]),
        (paragraphs, f"{THREE} All is well.", [
            "The form is here. The fee is paid.\n\nThe line is back. All is well."]),
        (paragraphs, THREE, [None]),
        (reordered, "We looked at your claim. The workshop closes early.", [
            "The workshop closes early. We looked at your claim."]),
        (reordered, "We looked at your claim. It is open.", [None]),
        (clause_turned, "If nothing changes, we cancel the order.", [
            "We cancel the order if nothing changes."]),
        (clause_turned, "We cancel the order if nothing changes.", [
            "If nothing changes, we cancel the order."]),
        (clause_turned, "If you faint call us, we're open.", [None]),
        (clause_turned, "Tell us whether the order came if not.", [None]),
        (split, "The form has come, and we will send the badge.", [
            "The form has come. We will send the badge."]),
        (split, "The form has come, but we cannot send it.", [
            "The form has come. However, we cannot send it."]),
        (split, "If the form has come, we will send the badge.", [None]),
        (merged, "The form is here. The fee is paid.", [
            "The form is here, and the fee is paid.", "The form is here; the fee is paid."]),
        (merged, "If the form is here, wait. The fee is paid.", [None]),
    ],
)  # fmt: skip
def test_the_same_sentences_take_another_shape(
    edit: Edit, draft: str, expected: list[str | None]
) -> None:
    """And none where one sentence leans on another, or a list on its numbers."""
    assert edit(draft) in expected
