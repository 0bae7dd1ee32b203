"""Courtesy that is added, or put around what the draft says."""

import pytest

from evals.edits.edit import Edit
from evals.edits.preserving.courtesies import (
    asked_as_question,
    cushioned_no,
    empathy,
    greeting,
    hope,
    led_in,
    please,
    thanks,
)


@pytest.mark.parametrize(
    ("edit", "draft", "before", "after"),
    [
        (greeting, "The line is back.", ",\n\n", "The line is back."),
        (thanks, "The line is back.", "The line is back. ", "."),
        (hope, "The line is back.", "The line is back. ", "."),
        (empathy, "We cannot refund it.", ". ", "We cannot refund it."),
        (please, "It is here. Bring the form.", "It is here. ", " bring the form."),
        (asked_as_question, "Please send the form.", "ou please send the form", "?"),
        (cushioned_no, "We cannot refund it.", "", " we cannot refund it."),
        (led_in, "The line is back.", "", " the line is back."),
    ],
    ids=lambda value: value.name if isinstance(value, Edit) else None,
)
def test_words_are_put_beside_those_of_the_draft(
    edit: Edit, draft: str, before: str, after: str
) -> None:
    """The draft's own words stand where they stood."""
    edited = edit(draft)

    assert edited
    assert before in edited
    assert edited.endswith(after)
    assert len(edited) > len(draft)


@pytest.mark.parametrize(
    ("edit", "draft"),
    [
        (greeting, "Hi Jo, the line is back."),
        (greeting, "Mrs. Oakley,\n\nThe line is back."),
        (thanks, "Thank you for the photos."),
        (thanks, "The estate is closed. His death was on 3 March."),
        (hope, "We hope to be quick."),
        (empathy, "The line is back."),
        (empathy, "Sorry, we cannot refund it."),
        (please, "Please wait. Bring the form."),
        (please, "The order is here."),
        (asked_as_question, "Please note that it is closed."),
        (asked_as_question, "Please send the form and wait."),
        (cushioned_no, "I'm sorry, it is closed. We cannot refund it."),
        (led_in, "We are sorry for your loss."),
        (led_in, "1. The line is back."),
    ],
    ids=lambda value: value.name if isinstance(value, Edit) else None,
)
def test_courtesy_stays_away_where_it_is_already_or_does_not_fit(edit: Edit, draft: str) -> None:
    """No thanks twice, no cheer beside a death, no "please" before what is no order."""
    assert edit(draft) is None
