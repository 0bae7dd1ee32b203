"""What is asked stays asked; what may be left stays an option."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.options import optional_requests
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

OPTIONAL = [
    pytest.param(
        "The report must be dated and signed.",
        "Ideally the report would be dated and signed.",
        id="ideally",
    ),
    pytest.param(
        "Someone must be in to unlock the gate.",
        "It would be helpful if someone were in to unlock the gate.",
        id="helpful",
    ),
    pytest.param(
        "Send us a photo of the box label.",
        "We need a photo of the box label, if you still have it.",
        id="if-at-hand",
    ),
    pytest.param(
        "Plug the router into the master socket.",
        "You could also try the router in the master socket.",
        id="could-also",
    ),
    pytest.param(
        "You must send the certificate.",
        "You could send us the certificate, for example.",
        id="for-example",
    ),
    pytest.param(
        "Delete your earlier tweet with the code.",
        "You may also want to delete your earlier tweet with the code.",
        id="may-also-want",
    ),
    pytest.param(
        "An electrician must check the boiler.",
        "We'd strongly recommend that an electrician checks the boiler.",
        id="recommended",
    ),
    pytest.param(
        "You may like to sign the report. Send the red label.",
        "You may like to sign the report. It would be helpful to send the red label.",
        id="behind-an-option",
    ),
]

ASKED = [
    pytest.param("Send us the red label.", "Please send us the red label.", id="asked"),
    pytest.param(
        "Ideally the report must be signed.", "Ideally the report is signed.", id="optional-too"
    ),
    pytest.param(
        "If you have a meter at home you must read it.",
        "You must read it if you have any meter at home.",
        id="condition",
    ),
    pytest.param(
        "We recommend that you delete the tweet.",
        "I'd recommend deleting the tweet.",
        id="recommended-too",
    ),
    pytest.param("Sign it or call us.", "You could also call us, or sign it.", id="choice"),
    pytest.param("The lamp is red.", "You may like the lamp, which is red.", id="nothing-asked"),
    pytest.param("Must we call?", "It would be helpful to call.", id="question"),
    pytest.param(
        "Send us the red label.", "If you are at home, send us the red label.", id="at-home"
    ),
    pytest.param("Do not send the lamp.", "It would be helpful not to send the lamp.", id="denied"),
    pytest.param(
        "You need to call us with any questions.",
        "Feel free to call us with any questions.",
        id="closing",
    ),
    pytest.param(
        "Send us the form; the lamp is broken.",
        "The lamp is broken, which is useful to know.",
        id="of-something-else",
    ),
    pytest.param(
        "Please send the form. We got your long letter of complaint.",
        "Your long letter of complaint was useful. Please send the form.",
        id="elsewhere",
    ),
]


@pytest.mark.parametrize(("draft", "rewrite"), OPTIONAL)
def test_a_request_that_may_be_left_is_found(draft: str, rewrite: str) -> None:
    """The word that makes it an option may stand in a clause beside it."""
    found = told(optional_requests(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("lost_request", BLOCK)]


@pytest.mark.parametrize(("draft", "rewrite"), ASKED)
def test_a_request_that_stays_one_is_left_alone(draft: str, rewrite: str) -> None:
    """What was a choice in the draft may be one."""
    assert told(optional_requests(held(draft, rewrite))) == []


def test_each_request_that_may_be_left_is_found() -> None:
    """Whoever leaves it is later told that it was needed: that costs integrity."""
    draft = "Send us the red label. The report must be signed."
    rewrite = "It would be helpful to send us the red label. Ideally the report would be signed."

    found = list(optional_requests(held(draft, rewrite)))

    assert [quote for _, _, quote, _ in told(found)] == [
        "Send us the red label",
        "The report must be signed",
    ]
    assert {finding.value for finding in found} == {Value.INTEGRITY}
