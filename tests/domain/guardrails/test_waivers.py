"""What the draft asks for is not called needless."""

import pytest

from api.domain.guardrails.waivers import new_waivers
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite", "quoted"),
    [
        pytest.param(
            "Please send the receipt.", "You don't need to send the receipt.", True, id="an-order"
        ),
        pytest.param("It needs a certificate.", "No certificate is needed.", True, id="a-need"),
        pytest.param(
            "If you send the photo, we can check.", "The photo is not required.", True, id="an-if"
        ),
        pytest.param(
            "You must sign the form.", "The form does not have to be signed.", True, id="a-must"
        ),
        pytest.param("Please send the receipt.", "Please send the receipt.", False, id="kept"),
        pytest.param("Please send the receipt.", "No box is needed.", False, id="another-thing"),
        pytest.param(
            "No receipt is needed. Send the lamp.", "You need no receipt.", False, id="waived-there"
        ),
        pytest.param(
            "Wrap the lamp, no need to send it back.",
            "There is no need to send it back.",
            False,
            id="an-idiom-there",
        ),
        pytest.param(
            "Return the old card? Not needed, bin it.",
            "You don't need to return the old card.",
            False,
            id="asked-and-answered",
        ),
        pytest.param(
            "Send the receipt.", "Don't you need to send the receipt?", False, id="a-question"
        ),
        pytest.param("Send the receipt.", "We have not got the receipt.", False, id="not-in-hand"),
        pytest.param("Send the receipt.", "There is no receipt.", False, id="no-need-named"),
        pytest.param("The lamp is red.", "No lamp is needed.", False, id="only-told"),
    ],
)
def test_a_need_of_the_draft_is_not_waived(draft: str, rewrite: str, quoted: bool) -> None:
    """Where the draft itself calls it needless, or asks for something else, nothing is found."""
    found = told(new_waivers(held(draft, rewrite)))

    assert [(name, severity) for name, severity, _, _ in found] == [
        ("lost_request", BLOCK)
    ] * quoted
