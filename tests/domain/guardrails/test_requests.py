"""What the draft asks stays asked."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.requests import lost_requests
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, Told, told

WHICH = "Which red box is yours?"
CHECK = "Check the red box."


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            WHICH,
            "The red box is yours.",
            [("lost_request", BLOCK, "Which red box is yours", None)],
            id="answered",
        ),
        pytest.param(
            CHECK,
            "You may want to check the red box.",
            [
                (
                    "lost_request",
                    BLOCK,
                    "Check the red box",
                    "You may want to check the red box",
                )
            ],
            id="optional",
        ),
        pytest.param(
            "You must check the red box.",
            "You're welcome to check the red box.",
            [
                (
                    "lost_request",
                    BLOCK,
                    "You must check the red box",
                    "You're welcome to check the red box",
                )
            ],
            id="duty",
        ),
        pytest.param(
            CHECK,
            "The red box is there, feel free.",
            [("lost_request", BLOCK, "Check the red box", "The red box is there, feel free")],
            id="no-verb",
        ),
        pytest.param(
            f"Does it fit? {CHECK}",
            "It fits. You may want to check the red box.",
            [
                ("lost_request", BLOCK, "Does it fit", None),
                (
                    "lost_request",
                    BLOCK,
                    "Check the red box",
                    "You may want to check the red box",
                ),
            ],
            id="both",
        ),
        pytest.param(
            "Is it red, and is it yours, but does it fit?",
            "It is red and yours and fits.",
            [("lost_request", BLOCK, "Is it red, and is it yours", None)],
            id="once-per-sentence",
        ),
    ],
)
def test_a_request_that_is_no_longer_made_is_found(
    draft: str, rewrite: str, expected: list[Told]
) -> None:
    """A question is not answered for the customer, an order not made optional."""
    findings = list(lost_requests(held(draft, rewrite)))

    assert told(findings) == expected
    assert {finding.value for finding in findings} == {Value.INTEGRITY}


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(WHICH, "Is the red box yours?", id="asked"),
        pytest.param(WHICH, "Please tell us which red box is yours.", id="please"),
        pytest.param(WHICH, "We want the name of the red box.", id="want"),
        pytest.param(WHICH, "Good to see if the red box is yours.", id="if"),
        pytest.param(WHICH, "Check which red box is yours.", id="order"),
        pytest.param(WHICH, "The red box is yours. Could you name it?", id="asked-behind"),
        pytest.param("Any questions?", "No questions.", id="closer"),
        pytest.param("Would you like a red box, up to you?", "A red box is nice.", id="wish"),
        pytest.param(CHECK, "Please check the red box.", id="kindly"),
        pytest.param(CHECK, "Please check the red box, if you like.", id="still-an-order"),
        pytest.param(CHECK, "We check the red box.", id="not-optional"),
        pytest.param("The red box is round.", "Feel free, the red box is round.", id="no-order"),
        pytest.param(
            "If you like, please check the red box.",
            "Feel free to check the red box.",
            id="was-optional",
        ),
        pytest.param(CHECK, "Umbrellas.", id="order-not-carried"),
        pytest.param(WHICH, "Umbrellas.", id="question-not-carried"),
    ],
)
def test_a_request_may_be_made_in_other_words(draft: str, rewrite: str) -> None:
    """Kindly, and in another form; what no sentence carries is lost, not turned."""
    assert list(lost_requests(held(draft, rewrite))) == []


def test_a_wish_about_something_else_does_not_loosen_an_order() -> None:
    """Though the rewrite names the order as its source."""
    draft = "Check that the purple, loud penguin violin fits the tram."

    assert not list(lost_requests(held(draft, "The purple tulip may be handy.", ids=(("D1",),))))


def test_the_message_quotes_what_was_asked() -> None:
    """In one plain sentence."""
    (finding,) = lost_requests(held(WHICH, "The red box is yours."))

    assert finding.message == (
        "Your draft says 'Which red box is yours'; the rewrite does not ask for that any more."
    )


def test_an_order_that_may_be_followed_at_any_time_stays_so() -> None:
    """The draft itself leaves it to the customer."""
    draft, rewrite = "Bring or post them whenever.", "You can bring or post them whenever you like."

    assert list(lost_requests(held(draft, rewrite))) == []
