"""The rewrite asks the customer for nothing that the draft does not speak of."""

import pytest

from api.domain.guardrails.demands import new_demands
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

CHECKED = "I checked the booking. "


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        (CHECKED, CHECKED + "Please send us your passport.", True),
        (CHECKED, CHECKED + "Could you share your bank statement with us?", True),
        (CHECKED, CHECKED + "Please reply with your PIN.", True),
        (CHECKED, CHECKED + "You need to give me your security code.", True),
        (CHECKED, CHECKED + "Enter your date of birth on the page.", True),
        ("Please send the form.", "Please send the form and your driving licence.", True),
        ("Ask for the pin. The card works.", "The card works. Please send us your pin.", True),
        ("Please send your ID card.", "Could you please send us your identity card?", False),
        ("We need the passport.", "Please send us your passport.", False),
        ("Which e-mail address do you use?", "Please tell us your e-mail address.", False),
        (CHECKED, CHECKED + "Please let us know if you have any questions.", False),
        (CHECKED, CHECKED + "Thank you for giving us your time.", False),
        (CHECKED, CHECKED + "Please share your thoughts with us any time.", False),
        (CHECKED, CHECKED + "Please never send us your password.", False),
        (CHECKED, CHECKED + "If you send us your passport, we cannot keep it.", False),
        (CHECKED, CHECKED + "We have sent your booking.", False),
        (CHECKED, CHECKED + "Any questions about your passport? Just reply to this.", False),
        (CHECKED, CHECKED + "Send word to your office and reply with any questions.", False),
        ("Send me a photo of the crack.", "Please send us your photo of the crack.", False),
        ("Say which one.", "Please tell us your choice.", False),
        ("You may ask for it, with proof of sale.", "Send the proof of your sale.", False),
    ],
)
def test_nothing_of_the_customers_is_asked_for_that_the_draft_does_not_name(
    draft: str, rewrite: str, found: bool
) -> None:
    """An order not to, a condition and polite closing words ask for nothing."""
    findings = told(new_demands(held(draft, rewrite)))

    assert [(name, severity) for name, severity, _, _ in findings] == [
        ("invented_fact", BLOCK)
    ] * found
