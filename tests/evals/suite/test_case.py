"""A case: what belongs together, how a reply may say a thing, and what a run can select by."""

from typing import Any

import pytest
from pydantic import ValidationError

from evals.suite.case import Length, without_marks
from tests.evals.suite.making import case


def test_marks_are_taken_off_with_the_space_before_them() -> None:
    """The customer reads no marks."""
    assert without_marks("Hello. [D1 C2] Yes. [-]") == "Hello. Yes."


def test_a_case_can_be_selected_by_tag_value_and_by_what_it_is_about() -> None:
    """`--tag` takes any of these words."""
    about = case(tags=["refund"]).labelled

    assert {"refund", "honesty", "core", "refusal", "angry", "retail", "email", "short"} <= about


@pytest.mark.parametrize(
    ("words", "length"),
    [(29, Length.SHORT), (30, Length.MEDIUM), (90, Length.MEDIUM), (91, "long")],
)
def test_length_counts_the_words_of_the_draft(words: int, length: str) -> None:
    """Under 30, 30 to 90, over 90."""
    assert case(draft="so " * words).length == length


SLIP = {"category": "lost_refusal", "find": "I'm sorry, we can't refund you.", "say": "Soon."}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"slips": [{**SLIP, "find": "not there"}]}, "must stand once"),
        ({"slips": [{**SLIP, "say": "Send the receipt."}]}, "stands in the draft"),
        ({"kind": "injection"}, "has `injection`"),
        ({"kind": "calibration"}, "has `reply`"),
        ({"rewrite": None}, "`rewrite` is missing"),
        ({"situaton": "delay"}, "situaton"),
    ],
)
def test_what_does_not_belong_together_is_refused(fields: dict[str, Any], wrong: str) -> None:
    """A slip that cannot be planted would measure nothing, silently."""
    with pytest.raises(ValidationError, match=wrong):
        case(**fields)


def test_a_slip_that_fits_is_taken() -> None:
    """The sentence stands once in the rewrite, and what replaces it stands nowhere."""
    assert case(slips=[SLIP]).slips[0].say == "Soon."
