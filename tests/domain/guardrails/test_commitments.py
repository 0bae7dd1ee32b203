"""No promise that the draft does not hold."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.commitments import new_commitments
from tests.domain.english import findings, held
from tests.domain.guardrails.told import BLOCK, told

LATE = "Your parcel is late because of the storm."


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(LATE, "We will refund you.", ["We will refund you"], id="new"),
        pytest.param(LATE, "You will receive a refund.", ["You will receive a refund"], id="noun"),
        pytest.param(LATE, "We can replace it.", ["We can replace it"], id="offer"),
        pytest.param(LATE, "We are shipping a new one.", ["We are shipping a new one"], id="now"),
        pytest.param(LATE, "We're refunding you.", ["We're refunding you"], id="under-way"),
        pytest.param(
            LATE,
            "We will juggle hats and we will refund you.",
            ["We will juggle hats", "and we will refund you"],
            id="two-clauses",
        ),
        pytest.param(
            "Your plan has a replacement.",
            "We will replace it.",
            ["We will replace it"],
            id="promise-in-passing",
        ),
        pytest.param(
            LATE,
            "We will issue help with a refund.",
            ["We will issue help with a refund"],
            id="help-as-a-noun",
        ),
        pytest.param("Please cancel it.", "It will be cancelled.", [], id="theirs-by-nobody"),
        pytest.param("We are shipping it.", "We will send it out.", [], id="doing"),
        pytest.param("We will refund you.", "We'll gladly reimburse you.", [], id="synonym"),
        pytest.param("We will refund you.", "We will not refund you.", [], id="denied"),
        pytest.param(
            "We cannot refund you.", "We will refund you.", ["We will refund you"], id="no"
        ),
        pytest.param("Please cancel it.", "We will cancel it.", ["We will cancel it"], id="theirs"),
        pytest.param("We will fix it.", "We will look into it.", [], id="related"),
        pytest.param(LATE, "We'd love to help you cancel it.", [], id="help"),
        pytest.param(LATE, "We can say you cancel it.", [], id="you-do"),
        pytest.param(LATE, "We will hear of refunding.", [], id="gerund"),
        pytest.param(
            LATE, "We are happy to let you know that we replace boxes.", [], id="speaking"
        ),
        pytest.param(LATE, "We can see the refund.", [], id="noun-not-given"),
        pytest.param(LATE, "We will review it.", [], id="not-material"),
        pytest.param(
            "Your plan has the replacement.", "We can replace it.", [], id="offer-in-passing"
        ),
        pytest.param(
            "We will knit socks.",
            "We will knit socks, and we'll juggle hats.",
            ["and we'll juggle hats"],
            id="promises-do-not-multiply",
        ),
        pytest.param(
            "There is no compensation.",
            "We'd like to offer you a voucher.",
            ["We'd like to offer you a voucher"],
            id="denied-in-passing",
        ),
        pytest.param(
            LATE,
            "We'll make sure that does not recur.",
            ["We'll make sure that does not recur"],
            id="assured",
        ),
        pytest.param(LATE, "We'll get you booked in.", ["We'll get you booked in"], id="arranged"),
        pytest.param(LATE, "We will juggle umbrellas.", ["We will juggle umbrellas"], id="unknown"),
        pytest.param(LATE, "We will need umbrellas.", [], id="need"),
        pytest.param(LATE, "You will see umbrellas.", [], id="their-see"),
        pytest.param("We will knit socks.", "We will knit wool socks.", [], id="same-verb"),
        pytest.param("We will knit socks.", "We will refund socks.", [], id="vouched"),
        pytest.param(
            "Check this page for email updates on the parcel.",
            "We will email you about the parcel.",
            ["We will email you about the parcel"],
            id="noun-in-passing",
        ),
    ],
)
def test_a_promise_needs_one_in_the_draft(draft: str, rewrite: str, expected: list[str]) -> None:
    """A softer wording of the same promise passes; a new one never does."""
    found = list(new_commitments(held(draft, rewrite)))

    assert told(found) == [("new_commitment", BLOCK, None, quote) for quote in expected]
    assert all(finding.value is Value.INTEGRITY for finding in found)


@pytest.mark.parametrize(
    ("rewrite", "found"),
    [
        pytest.param("I'm sorry you've been paying for it for weeks.", False, id="the-customer"),
        pytest.param("We are paying for it.", True, id="we"),
    ],
)
def test_what_the_customer_is_doing_is_no_promise_of_ours(rewrite: str, found: bool) -> None:
    """Though the clause begins with us."""
    assert bool(list(new_commitments(held("Your order is here.", rewrite)))) is found


def blocked(draft: str, rewrite: str) -> bool:
    """True if any guardrail stops the rewrite."""
    return any(finding.severity is BLOCK for finding in findings(draft, rewrite))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Without the forms we'll judge it by our notes.",
            "If the forms are missing, we'll judge it based on our notes.",
            id="based-on",
        ),
        pytest.param(
            "Send the parts back. We then decide on repair or exchange.",
            "Please send the parts back. We'll then decide whether to repair or exchange them.",
            id="whether",
        ),
        pytest.param(
            "Correct the name with the bank, then we resubmit.",
            "Please correct the name with the bank, and then we'll submit it again.",
            id="once-more",
        ),
        pytest.param(
            "If our test shows a defect we pay the postage.",
            "If our test shows a defect, we'll pay for the postage.",
            id="verb-with-a-preposition",
        ),
        pytest.param(
            "The site agent visits on 9 May.", "Our site agent will visit on 9 May.", id="third"
        ),
        pytest.param(
            "If the pump is faulty it is mended free.",
            "If the pump is faulty, it will be mended free of charge.",
            id="free",
        ),
        pytest.param(
            "If we cannot reach your flat, no fee.",
            "If we can't reach your flat, there's no fee.",
            id="no-fee",
        ),
        pytest.param(
            "The slot was taken at 9.",
            "I'm sorry to hear you had trouble booking. The slot was taken at 9.",
            id="their-trouble",
        ),
        pytest.param(
            "Nobody opened the door at noon.",
            "Waiting in for nothing is annoying, we know. Nobody opened the door at noon.",
            id="in-vain",
        ),
        pytest.param(
            "The letter came from the clinic.",
            "I can see why being called back is worrying. The letter came from the clinic.",
            id="seeing-why",
        ),
    ],
)
def test_what_we_do_as_a_rule_is_a_promise_already(draft: str, rewrite: str) -> None:
    """A present of the draft backs the future of the rewrite; what is only told of binds nobody."""
    assert not blocked(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Send the parts back. We then decide on repair or exchange.",
            "Please send the parts back. We'll then repair or exchange them within a day.",
            id="sooner",
        ),
        pytest.param(
            "Send the parts back. We read every letter.",
            "Please send the parts back. We read every letter, and we'll exchange them.",
            id="another-rule",
        ),
        pytest.param(
            "Correct the name with the bank.",
            "Please correct the name with the bank, and then we'll submit it again.",
            id="no-rule",
        ),
        pytest.param(
            "Correct the name with the bank, then we resubmit.",
            "Please correct the name with the bank, and then we'll approve it.",
            id="another-act",
        ),
        pytest.param(
            "If the pump is faulty it is mended.",
            "If the pump is faulty, it will be mended free of charge.",
            id="not-free",
        ),
        pytest.param(
            "If we cannot reach your flat, the fee stays.",
            "If we can't reach your flat, there's no fee.",
            id="fee-stays",
        ),
        pytest.param(
            "Repairs do not come without charge.",
            "There's no charge for the repair.",
            id="denied-twice",
        ),
        pytest.param(
            "Nobody opened the door at noon.",
            "Nobody opened the door at noon, so you'll get it for nothing.",
            id="given-away",
        ),
        pytest.param(
            "The slot was taken at 9.",
            "I'm sorry you had trouble, and we are booking you a new slot. It was taken at 9.",
            id="ours",
        ),
    ],
)
def test_another_promise_beside_a_rule_is_still_new(draft: str, rewrite: str) -> None:
    """What we do as a rule backs that alone."""
    assert blocked(draft, rewrite)
