"""Who is to do it stays who is to do it, whatever the verb."""

import pytest

from api.domain.guardrails.doers import changed_doers
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

MOVED = [
    pytest.param(
        "The agency has to file the claim.", "You'll need to file the claim.", id="agency-to-you"
    ),
    pytest.param(
        "Our driver will telephone before delivery.",
        "Please telephone our driver before delivery.",
        id="driver-to-you",
    ),
    pytest.param(
        "They ring you to fix the date.", "You can phone them to fix the date.", id="they-ring-you"
    ),
    pytest.param(
        "The fitter will telephone you to agree a date.",
        "You can then phone the fitter to agree a date.",
        id="fitter-rings-you",
    ),
    pytest.param(
        "The executors must inform those companies.",
        "We inform those companies for the executors.",
        id="executors-to-us",
    ),
    pytest.param("They decide on refunds.", "We then decide about the refund.", id="they-to-us"),
    pytest.param(
        "Please purchase a new filter.",
        "We will buy a new filter.",
        id="you-to-us",
    ),
    pytest.param(
        "The agency has to file the claim.",
        "Good morning. You'll need to file the claim.",
        id="behind-a-greeting",
    ),
    pytest.param("Please keep the receipt.", "We will keep the receipt.", id="promised-by-us"),
    pytest.param(
        "Please buy a new filter.",
        "We will buy a new filter. Please clean the lamp.",
        id="something-else-is-asked",
    ),
    pytest.param(
        "The shop opens at 8 and they ring you.", "You can ring them.", id="second-verb-turned"
    ),
    pytest.param("Our driver will ring you.", "You can ring our driver.", id="our-driver"),
    pytest.param("Your doctor will ring you.", "You can ring your doctor.", id="your-doctor"),
]

SAME = [
    pytest.param(
        "The agency has to file the claim.",
        "It is the agency that has to file the claim.",
        id="same",
    ),
    pytest.param(
        "They decide on any payment, not we.",
        "They rather than we decide on any payment.",
        id="rather-than-we",
    ),
    pytest.param(
        "Send us the form.", "We ask you to send the form. Please send it.", id="asked-for"
    ),
    pytest.param(
        "Tell the council of the move.",
        "We tell the council of the move. Please tell the council too.",
        id="told-as-well",
    ),
    pytest.param(
        "She will contact you by phone.", "You will get a phone call from her.", id="from-her"
    ),
    pytest.param("They ring you.", "Please do not ring them.", id="denied"),
    pytest.param("They do not ring you.", "You can ring them.", id="they-do-not"),
    pytest.param("They ring you.", "Will you ring them?", id="question"),
    pytest.param("The fitter will ring you.", "You can ring a friend.", id="somebody-else"),
    pytest.param("The fitter will ring you.", "You can ring.", id="nobody"),
    pytest.param("They should file it.", "Please file it.", id="not-settled"),
    pytest.param("The lamp is sold by us.", "We sell the lamp.", id="passive"),
    pytest.param("We file the claim. You file the claim.", "We file the claim.", id="both-do-it"),
    pytest.param("Please have the form.", "We have the form.", id="verb-that-says-little"),
    pytest.param("You get the form by post.", "We go by post.", id="mutual"),
    pytest.param("The lamp may break.", "We break the lamp.", id="nobody-is-to-do-it"),
    pytest.param(
        "The agency has to file the claim.",
        "If you need to file the claim, ask the agency.",
        id="condition",
    ),
    pytest.param(
        "The agency has to file the claim.",
        "You do not need to file the claim.",
        id="not-needed",
    ),
    pytest.param("They explain the delay.", "We explain the delay.", id="explained-by-both"),
    pytest.param(
        "The landlord has to check the meter, and we check the meter too.",
        "We check the meter.",
        id="our-part-of-it",
    ),
    pytest.param("They must meet the driver.", "You must meet the driver.", id="meeting-is-mutual"),
    pytest.param("The fitter will ring you.", "You can ring the shop.", id="the-shop"),
]


@pytest.mark.parametrize(("draft", "rewrite"), MOVED)
def test_what_is_given_to_somebody_else_is_found(draft: str, rewrite: str) -> None:
    """Subject and verb are compared by what they say, and not by their words."""
    found = told(changed_doers(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("swapped_actor", BLOCK)]


@pytest.mark.parametrize(("draft", "rewrite"), SAME)
def test_the_same_doer_in_other_words_is_left_alone(draft: str, rewrite: str) -> None:
    """A passive, a "rather than" and a reply to be asked for change nobody's part."""
    assert told(changed_doers(held(draft, rewrite))) == []
