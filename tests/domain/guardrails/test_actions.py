"""No deed is claimed as done that the draft does not say was done."""

import pytest

from api.domain.guardrails.actions import false_actions
from tests.domain.english import held

LATE = "Your parcel is late because of the storm."


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(LATE, "I have cancelled it.", ["I have cancelled it"], id="new"),
        pytest.param(LATE, "Your order was cancelled.", ["Your order was cancelled"], id="passive"),
        pytest.param("I cancelled it.", "I've now cancelled it.", [], id="done"),
        pytest.param("I am cancelling it.", "I cancelled it.", [], id="under-way"),
        pytest.param("I will cancel it.", "I cancelled it.", ["I cancelled it"], id="not-yet"),
        pytest.param(LATE, "You cancelled it.", [], id="theirs"),
        pytest.param(LATE, "We have not cancelled it.", [], id="denied"),
        pytest.param(LATE, "We tried.", [], id="courtesy"),
        pytest.param(
            LATE, "We have juggled umbrellas.", ["We have juggled umbrellas"], id="unknown"
        ),
        pytest.param("We juggle.", "We have juggled umbrellas.", [], id="known-verb"),
        pytest.param(LATE, "We have many umbrellas.", [], id="no-deed"),
        pytest.param(LATE, "We have juggled the refund.", [], id="an-act-it-names"),
    ],
)
def test_a_deed_needs_one_in_the_draft(draft: str, rewrite: str, expected: list[str]) -> None:
    """What was not done is not claimed."""
    found = false_actions(held(draft, rewrite))

    assert [finding.reply.quote for finding in found if finding.reply] == expected
