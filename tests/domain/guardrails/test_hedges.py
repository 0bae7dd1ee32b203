"""A word of doubt may be reworded, and may not go."""

import pytest

from api.domain.guardrails.hedges import lost_hedges
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

LOST = [
    pytest.param(
        "We will try to book an earlier van.",
        "We will get you an earlier van.",
        id="attempt-with-another-verb",
    ),
    pytest.param(
        "We may consider a refund of the deposit.",
        "We will be glad to refund the deposit.",
        id="only-considered",
    ),
    pytest.param(
        "A fitter might be sent. It costs 20 euros.",
        "We will send a fitter. It costs 20 euros.",
        id="passive-made-active",
    ),
    pytest.param(
        "The road is closed until probably 12 August.",
        "The road is closed until 12 August.",
        id="adverb-of-a-date",
    ),
    pytest.param(
        "Claims usually take 5 working days.",
        "Claims are settled in 5 working days.",
        id="usual-time",
    ),
    pytest.param(
        "Used lamps are usually dearer than new ones.",
        "Used lamps are always dearer than new ones.",
        id="usually-made-always",
    ),
    pytest.param("You may qualify for the bursary.", "You also qualify for the bursary.", id="you"),
    pytest.param(
        "The lift is out of use to around 29 March.",
        "The lift is back on 29 March.",
        id="about-a-date",
    ),
    pytest.param(
        "We believe the lamp will leave the factory in June.",
        "The lamp leaves the factory in June.",
        id="belief",
    ),
    pytest.param(
        "The lift is old. It may be repaired this week.",
        "The lift is old. It will be repaired this week.",
        id="second-sentence",
    ),
    pytest.param(
        "I see that we may refund the deposit.",
        "I see that we will refund the deposit.",
        id="second-verb",
    ),
    pytest.param(
        "For the broken red lamp on the first floor we may consider a refund.",
        "We will be glad to give you the refund.",
        id="what-stands-behind-the-verb",
    ),
    pytest.param("You might need a permit.", "You need a permit.", id="need-of-the-customers"),
    pytest.param(
        "The lift might open on 2 May.", "The lift opens on 2 May.", id="a-may-that-is-a-month"
    ),
]

KEPT = [
    pytest.param(
        "We will try to book an earlier van.",
        "We'll do our best to get you an earlier van.",
        id="attempt-in-other-words",
    ),
    pytest.param(
        "Claims usually take 5 working days.",
        "As a rule, a claim takes 5 working days.",
        id="as-a-rule",
    ),
    pytest.param(
        "Sometimes people cancel at short notice.",
        "Now and then, somebody cancels at short notice.",
        id="now-and-then",
    ),
    pytest.param(
        "A fitter might be sent.",
        "It is possible that we will send a fitter.",
        id="possible",
    ),
    pytest.param(
        "They hope to finish the roof by 18 October.",
        "The roof, they tell us, is finished by 18 October.",
        id="reported",
    ),
    pytest.param("You may park in the yard.", "You are free to park in the yard.", id="permission"),
    pytest.param(
        "The due date 2 May stays as planned.",
        "The due date stays 2 May, as planned.",
        id="month-before-a-verb",
    ),
    pytest.param(
        "We hope to give you a red lamp.", "We give red lamps here.", id="verb-that-says-little-too"
    ),
    pytest.param("Send it by 2 May.", "Please send it by 2 May.", id="month"),
    pytest.param("We try to answer in May.", "Thank you.", id="nothing-alike"),
    pytest.param("We may repair the red lamp.", "Will we repair the red lamp?", id="asked"),
    pytest.param(
        "We may repair the red lamp.", "If we repair the red lamp, we call.", id="condition"
    ),
    pytest.param(
        "Perhaps send us the red lamp.", "Please send us the red lamp.", id="told-to-the-customer"
    ),
    pytest.param("We are usually glad to help.", "We are glad to help.", id="courtesy"),
    pytest.param("Would it usually take 5 days?", "It takes 5 days.", id="question"),
    pytest.param("Thanks. It may rain.", "Thanks.", id="gone"),
    pytest.param(
        "We may have a red lamp in stock.",
        "We have that lamp, a red one.",
        id="verb-that-says-little",
    ),
    pytest.param("We may repair the red lamp.", "We have repaired the red lamp.", id="done-since"),
    pytest.param("We might repair the red lamp.", "We may repair the red lamp.", id="may"),
    pytest.param(
        "We may repair the red lamp of the hall cupboard.",
        "We will call you about the lamp.",
        id="a-promise-of-something-else",
    ),
    pytest.param(
        "Please try to restart the router.", "Please restart the router.", id="asked-to-try"
    ),
    pytest.param(
        "The sale of 2 May starts at 8 at the shop.",
        "The sale of 2 May will start at 8 at the shop.",
        id="month-of-what-starts",
    ),
    pytest.param(
        "You may bring a friend to the tour.",
        "You are welcome to bring a friend to the tour.",
        id="permission-to-bring",
    ),
    pytest.param(
        "Usually the red lamp by the door of the old library is lit.",
        "The lamp is broken.",
        id="hardly-anything-alike",
    ),
    pytest.param("The repair takes about 5 days.", "The repair takes 6 days.", id="another-figure"),
]


@pytest.mark.parametrize(("draft", "rewrite"), LOST)
def test_a_doubt_that_goes_is_found(draft: str, rewrite: str) -> None:
    """What the draft leaves open may not be said to be so, whatever the verb has become."""
    found = told(lost_hedges(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("strengthened", BLOCK)]


@pytest.mark.parametrize(("draft", "rewrite"), KEPT)
def test_a_doubt_in_other_words_is_left_alone(draft: str, rewrite: str) -> None:
    """Any word of doubt in what carries a clause keeps it open."""
    assert told(lost_hedges(held(draft, rewrite))) == []
