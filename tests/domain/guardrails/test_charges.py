"""What the draft charges for is not free in the rewrite."""

import pytest

from api.domain.guardrails.charges import lifted_charges
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        ("We can't move the visit.", "You can move the visit free of charge.", True),
        ("Parking is behind the hall.", "Parking behind the hall is complimentary.", True),
        ("The gym opens at six.", "The gym opens at six, and it costs you nothing.", True),
        ("We cannot waive the late fee.", "Your late fee is waived.", True),
        ("A refill costs $4.", "A refill is half price.", True),
        ("Extra keys are $9 each.", "Extra keys come at no cost.", True),
        ("Say that it is on the house. The cake is ready.", "The cake is on the house.", True),
        ("There is no fee for the move.", "The move is free of charge.", False),
        ("We won't charge you for the move.", "The move comes at no cost.", False),
        ("You pay nothing for the move.", "The move is free of charge.", False),
        ("I removed the late fee.", "Your late fee is waived.", False),
        ("Send it back free of charge.", "You can send it back at no cost.", False),
        ("Send it back free if the seal is not broken.", "Send it back free of charge.", False),
        ("A new lamp, no charge, leaves today.", "A new lamp leaves, free of charge.", False),
        ("We throw in the cover.", "The cover comes free of charge.", False),
        ("We can't move it without charge.", "You can move it free of charge.", True),
        ("The move is not free.", "The move is not free of charge.", False),
        ("We can't do the move for free.", "We are not able to move it for free.", False),
        ("The move costs $30.", "Were you hoping to move for free?", False),
        ("The move costs $30.", "If the move were free of charge, we would say so.", False),
        ("Shipping is included.", "Shipping comes at no extra cost.", False),
        ("We take $10 off the lamp.", "You get a discount of $10 on the lamp.", False),
        ("The discount ended in May.", "The discount came to its end in May.", False),
        ("Appeal costs nothing.", "There is no cost.", False),
        ("If it is not there, order one: $10, free if it went back.", "It is $10, or free.", False),
        ("Your trial has no discount.", "It's annoying to miss a discount.", False),
        ("A fee waiver is not available.", "We have no fee waiver.", False),
        ("They won't book you again.", "Don't expect a seat at no cost.", False),
        ("If no one is there we may waive the fee.", "We may waive the fee.", False),
        ("The move costs $30.", "We'll give you a discount, annoying as it is.", True),
        ("Not on sale items. 10%, once a term.", "The discount is 10%, once a term.", False),
        ("Not on sale items. 10%, once a term.", "The discount is 15%, once a term.", True),
        ("No day qualifies, so nothing is payable.", "There is nothing to pay.", False),
        ("No parcel came. £20 is payable.", "There is nothing to pay.", True),
    ],
)
def test_nothing_becomes_free_or_cheaper(draft: str, rewrite: str, found: bool) -> None:
    """Unless the draft says so in any words; a no, a question and a condition lift no charge."""
    findings = told(lifted_charges(held(draft, rewrite)))

    assert [(name, severity) for name, severity, _, _ in findings] == [
        ("new_commitment", BLOCK)
    ] * found
