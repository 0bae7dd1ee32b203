"""What the draft asks stays asked."""

import pytest

from api.domain.guardrails.requests import dropped_conditions, lost_requests
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param("Which red box is yours?", "The red box is yours.", True, id="answered"),
        pytest.param(
            "Which red box is yours?", "Please tell us which red box is yours.", False, id="please"
        ),
        pytest.param("Which red box is yours?", "Is the red box yours?", False, id="asked"),
        pytest.param("Any questions?", "No questions.", False, id="closer"),
        pytest.param(
            "Check the red box.", "You may want to check the red box.", True, id="optional"
        ),
        pytest.param("Check the red box.", "Please check the red box.", False, id="kindly"),
        pytest.param(
            "If you like, please check the red box.",
            "Feel free to check the red box.",
            False,
            id="was-optional",
        ),
        pytest.param("Check the red box.", "Umbrellas.", False, id="not-carried"),
    ],
)
def test_a_request_stays_a_request(draft: str, rewrite: str, found: bool) -> None:
    """A question is not answered for the customer, an order not made optional."""
    assert bool(list(lost_requests(held(draft, rewrite)))) is found


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "We refund boxes if you return boxes.",
            "We refund and return boxes.",
            True,
            id="dropped",
        ),
        pytest.param(
            "We refund boxes if you return boxes.",
            "We refund boxes once you return boxes.",
            False,
            id="other-word",
        ),
        pytest.param("We show boxes if you like boxes.", "We show boxes.", False, id="wish"),
        pytest.param(
            "We show boxes if you have any questions.", "We show boxes.", False, id="closer"
        ),
        pytest.param("We refund boxes if you return boxes.", "Umbrellas.", False, id="not-carried"),
    ],
)
def test_a_condition_stays_a_condition(draft: str, rewrite: str, found: bool) -> None:
    """However it is worded; a customer's wish is none."""
    assert bool(list(dropped_conditions(held(draft, rewrite)))) is found
