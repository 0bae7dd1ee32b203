"""Sympathy, praise and good wishes are no facts, in whatever words."""

import pytest

from tests.domain.english import findings
from tests.domain.guardrails.told import BLOCK

DRAFT = "The dates are fixed."


def blocked(said: str, customer: str | None = None) -> bool:
    """True if a sentence that the draft does not have stops the rewrite."""
    found = findings(DRAFT, f"{said} The dates are fixed.", customer=customer)
    return any(finding.severity is BLOCK for finding in found)


@pytest.mark.parametrize(
    "said",
    [
        "I can see why that letter rattled you.",
        "We understand how quickly summers fill up.",
        "I get that plans like yours shift constantly.",
        "It's easy to overlook the small print.",
        "It's only human to be startled by a siren.",
        "Great pick of a campsite!",
        "A tandem across Norway, how exciting!",
        "Thirty flights of stairs, oof.",
        "We love a keen gardener!",
        "Wishing your brother a gentle landing!",
        "That was a jarring noise to wake up to.",
        "It must have been quite a while since Easter.",
        "It's easy to be misled by tiny parking signs.",
        "It's easy to get muddled by tiny parking signs.",
        "Hoping you reach Norway safely!",
    ],
)
def test_sympathy_needs_no_source(said: str) -> None:
    """It states nothing of ours, so new words in it are no invention."""
    assert not blocked(said, customer="thirty flights of stairs")


def test_what_the_customer_counted_may_be_understood() -> None:
    """A figure of the customer's own in a word of understanding is said back."""
    assert not blocked("I get that nine weeks is a long while.", customer="It's been 9 weeks!")
    assert blocked("I get that nine weeks is a long while.", customer="It's been 6 weeks!")
    assert blocked("I get that nine weeks is a long while.")


@pytest.mark.parametrize(
    "said",
    [
        "I can see why our courier smashed the vase.",
        "I can see that the harbour was shut.",
        "We can see how marble cracks.",
        "It's easy to rent bicycles downtown.",
        "It's normal to store cheese outdoors.",
        "Easy riders flock to Nevada.",
        "Seasoned travellers adapt to anything easily.",
        "Great pick, the campsite has hot showers.",
        "Great hotel with a rooftop sauna!",
        "Tandems glide beautifully downhill.",
        "We love gardeners who prune the roses along our fence.",
        "Wishing your brother a full refund!",
        "Wishing wells attract tourists.",
        "A nasty crack ruins our teapots.",
        "We will love painting your hallway.",
        "Only penguins ride trams.",
        "It's easy to get cheese downtown.",
        "Marble rooftops, so tall!",
        "Gardeners know how easily marble cracks.",
    ],
)
def test_what_only_sounds_kind_is_still_new(said: str) -> None:
    """What tells of our side, grants or promises is no sympathy."""
    assert blocked(said)
