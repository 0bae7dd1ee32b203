"""No deed is claimed as done that the draft does not say was done."""

import pytest

from api.domain.finding import Severity, Value
from api.domain.guardrails.actions import false_actions
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

LATE = "Your parcel is late because of the storm."


@pytest.mark.parametrize(
    ("draft", "rewrite", "quote"),
    [
        pytest.param(LATE, "I have cancelled it.", "I have cancelled it", id="new"),
        pytest.param(LATE, "We have juggled hats.", "We have juggled hats", id="unknown-verb"),
        pytest.param("I will cancel it.", "I cancelled it.", "I cancelled it", id="not-yet"),
        pytest.param(
            "They will juggle hats.",
            "They juggled hats.",
            "They juggled hats",
            id="not-yet-by-others",
        ),
        pytest.param(LATE, "Your order was cancelled.", "Your order was cancelled", id="passive"),
        pytest.param(LATE, "Cancelled. Sorry!", "Cancelled", id="a-word-alone"),
        pytest.param(
            LATE, "Your parcel has been shipped.", "Your parcel has been shipped", id="perfect"
        ),
        pytest.param(
            "The courier will ship it.",
            "The parcel was shipped.",
            "The parcel was shipped",
            id="passive-of-what-is-to-come",
        ),
        pytest.param(
            "We are knitting a box.",
            "Your box was shipped.",
            "Your box was shipped",
            id="another-deed",
        ),
        pytest.param(
            LATE, "After looking into it, it is late.", "After looking into it", id="looked"
        ),
        pytest.param(
            LATE, "As we have knitted it, we write.", "As we have knitted it", id="because"
        ),
        pytest.param(
            LATE,
            "We have cancelled and refunded it.",
            "We have cancelled and refunded it",
            id="once-per-clause",
        ),
    ],
)
def test_a_deed_needs_one_in_the_draft(draft: str, rewrite: str, quote: str) -> None:
    """What was not done, or is still to be done, is not claimed."""
    findings = list(false_actions(held(draft, rewrite)))

    assert told(findings) == [("false_action", BLOCK, None, quote)]
    assert findings[0].value is Value.HONESTY
    assert "your draft does not say that this was done" in findings[0].message


def test_a_deed_that_the_draft_speaks_of_in_another_way_asks_for_a_look() -> None:
    """ "We juggle" is no "we have juggled", and near enough to be asked about only."""
    findings = list(false_actions(held("We juggle.", "We have juggled hats.")))

    assert told(findings) == [("false_action", Severity.REVIEW, None, "We have juggled hats")]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("I cancelled it.", "I've now cancelled it.", id="done"),
        pytest.param("I cancelled it.", "Cancelled! Enjoy the day.", id="done-in-a-word"),
        pytest.param(LATE, "Noted.", id="a-word-of-no-weight"),
        pytest.param(LATE, "Help!", id="a-word-that-is-no-deed"),
        pytest.param("I am cancelling it.", "I cancelled it.", id="under-way"),
        pytest.param("We sent a box.", "We dispatched the box.", id="related"),
        pytest.param("We shipped it.", "Your parcel has been dispatched.", id="related-passive"),
        pytest.param("We are shipping it.", "Your parcel was shipped.", id="passive-under-way"),
        pytest.param("Shipped boxes are fine.", "Your box was shipped.", id="as-an-adjective"),
        pytest.param(
            "They will juggle hats. They juggled caps.", "They juggled hats.", id="done-before"
        ),
        pytest.param(LATE, "We will cancel it.", id="to-come"),
        pytest.param(LATE, "You cancelled it.", id="theirs"),
        pytest.param(LATE, "It was late, they said.", id="of-others"),
        pytest.param(LATE, "We have not cancelled it.", id="denied"),
        pytest.param(LATE, "Your parcel was not shipped.", id="denied-passive"),
        pytest.param(LATE, "We received your note.", id="noticing"),
        pytest.param(LATE, "Your note was received.", id="noticing-passive"),
        pytest.param(LATE, "We were worried.", id="state"),
        pytest.param(LATE, "We would have knitted it.", id="wish"),
        pytest.param(LATE, "We have many hats.", id="no-deed"),
        pytest.param(LATE, "The parcel was helped.", id="courtesy-act"),
        pytest.param(LATE, "Sorry that your parcel was shipped.", id="courtesy"),
        pytest.param(LATE, "The parcel they shipped was late.", id="told-in-passing"),
        pytest.param(LATE, "Once we have cancelled it, we write.", id="once"),
        pytest.param(LATE, "As soon as we have knitted it, we write.", id="as-soon-as"),
        pytest.param(LATE, "We write before we have knitted it.", id="before"),
        pytest.param(LATE, "Have we knitted it?", id="question"),
        pytest.param(LATE, "If we have knitted it, good.", id="condition"),
        pytest.param("We reviewed it.", "After looking into it, it is late.", id="reviewed"),
        pytest.param("It is late after checking.", "After looking, it is late.", id="checked"),
    ],
)
def test_what_claims_no_new_deed_is_left_alone(draft: str, rewrite: str) -> None:
    """What was done or is being done, in other words; wishes, states and questions."""
    assert list(false_actions(held(draft, rewrite))) == []


@pytest.mark.parametrize(
    ("rewrite", "found"),
    [
        pytest.param(
            "I'm sorry to hear how your daughter was told off.", False, id="sorry-to-hear"
        ),
        pytest.param("It is upsetting to read that she was told off.", False, id="upsetting"),
        pytest.param("She was told off.", True, id="stated"),
        pytest.param("Sorry to hear that we have told her off.", True, id="our-own-deed"),
    ],
)
def test_what_the_customer_has_told_us_claims_no_deed(rewrite: str, found: bool) -> None:
    """Even where the draft speaks of the same verb as still to be done."""
    draft = "Our manager will tell her off."

    assert bool(list(false_actions(held(draft, rewrite)))) is found
