"""A plain no stays plain; how things stand may be told with a "yet"."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.blurs import blurred_refusals
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

OPENED = [
    pytest.param(
        "Delivery costs are not refunded.",
        "We aren't usually able to refund delivery costs.",
        id="usually",
    ),
    pytest.param("That lamp isn't sold.", "We aren't selling that lamp at present.", id="timed"),
    pytest.param(
        "No refund is possible for the lamp.",
        "I'm afraid a refund of the lamp isn't possible just yet.",
        id="not-yet",
    ),
    pytest.param(
        "Your request was refused.", "We can't accept your request at this stage.", id="refused"
    ),
    pytest.param(
        "We have no influence on the price.",
        "The price isn't always something we can influence.",
        id="not-always",
    ),
    pytest.param(
        "We don't accept cheques.", "We prefer not to accept cheques.", id="preferred-not"
    ),
    pytest.param(
        "We do not exchange worn boots.",
        "Worn boots can be exchanged in special cases.",
        id="exceptions",
    ),
    pytest.param(
        "I can't reverse the increase.",
        "Reversing the increase is not something I can do by myself.",
        id="alone",
    ),
    pytest.param(
        "The date is usually fixed by June. Delivery costs are not refunded.",
        "The date is usually fixed by June. We aren't usually able to refund delivery costs.",
        id="behind-what-was-usual",
    ),
]

PLAIN = [
    pytest.param(
        "We do not have a date for the lamp.", "We do not have a date for the lamp yet.", id="date"
    ),
    pytest.param("Results are not back.", "The results are not back yet.", id="results"),
    pytest.param(
        "We do not know the price.", "We do not know the price at present.", id="not-known"
    ),
    pytest.param("No ETA.", "There is no ETA for now.", id="label"),
    pytest.param(
        "The lamp is usually not refunded.", "We don't usually refund the lamp.", id="usually-too"
    ),
    pytest.param(
        "We see no leak in the pipe.", "We have not seen a leak in the pipe so far.", id="seen"
    ),
    pytest.param("You never sent the deposit.", "We have not had the deposit yet.", id="customer"),
    pytest.param(
        "We do not refund the lamp.", "If you would rather not keep the lamp, call.", id="condition"
    ),
    pytest.param(
        "We do not refund the lamp.", "We don't refund the lamp. Call us for now.", id="elsewhere"
    ),
    pytest.param("We do not refund the lamp.", "For now, thank you.", id="nothing-alike"),
    pytest.param(
        "The lamp is sent on Monday.",
        "The lamp can't be sent elsewhere at this stage.",
        id="a-passive-that-is-no-refusal",
    ),
    pytest.param(
        "Send us the receipts. We can't promise that they are paid.",
        "Your receipts can be looked at, and we can't promise that they are paid.",
        id="looked-at-before-the-no",
    ),
    pytest.param(
        "We do not refund worn boots.",
        "In those cases, we do not refund worn boots.",
        id="those-cases",
    ),
    pytest.param(
        "I can't grant it on my own.",
        "Granting it is not something I can do by myself.",
        id="alone-too",
    ),
]


@pytest.mark.parametrize(("draft", "rewrite"), OPENED)
def test_a_no_that_is_left_open_is_found(draft: str, rewrite: str) -> None:
    """A word of time, frequency, wish or exception opens what the draft shuts."""
    found = told(blurred_refusals(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("lost_refusal", BLOCK)]


@pytest.mark.parametrize(("draft", "rewrite"), PLAIN)
def test_a_no_that_stays_shut_is_left_alone(draft: str, rewrite: str) -> None:
    """What is only not known or not done yet may be told so."""
    assert told(blurred_refusals(held(draft, rewrite))) == []


def test_each_no_that_is_left_open_is_found() -> None:
    """A customer who waits for what never comes was not told the truth."""
    draft = "Delivery costs are not refunded. That lamp isn't sold."
    rewrite = (
        "We aren't usually able to refund delivery costs. We aren't selling that lamp at present."
    )

    found = list(blurred_refusals(held(draft, rewrite)))

    assert [quote for _, _, quote, _ in told(found)] == [
        "Delivery costs are not refunded",
        "That lamp isn't sold",
    ]
    assert {finding.value for finding in found} == {Value.HONESTY}
