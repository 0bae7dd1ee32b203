"""No "we will" in a sentence whose sources undertake nothing."""

import pytest

from api.domain.finding import Severity, Value
from api.domain.guardrails.undertakings import new_undertakings
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "quote"),
    [
        pytest.param(
            "Take old paint to the depot.",
            "Please take old paint to the depot, and we'll clean the shed.",
            "and we'll clean the shed",
            id="beside-an-order",
        ),
        pytest.param(
            "We can't polish marble floors.",
            "We can't polish marble floors, but we'll polish the marble stairs.",
            "but we'll polish the marble stairs",
            id="beside-a-refusal",
        ),
        pytest.param(
            "Your lamp is at the depot.",
            "Your lamp is at the depot, and we'll see what we can find.",
            "and we'll see what we can find",
            id="beside-a-statement",
        ),
        pytest.param(
            "Your lamp is at the depot.",
            "Your lamp is at the depot, and we'll put in a kind recommendation.",
            "and we'll put in a kind recommendation",
            id="a-verb-that-says-little",
        ),
    ],
)
def test_an_added_we_will_is_found(draft: str, rewrite: str, quote: str) -> None:
    """What the customer is to do, a no and a plain statement back none."""
    findings = list(new_undertakings(held(draft, rewrite)))

    assert [f.reply and f.reply.quote for f in findings] == [quote]
    assert findings[0].guardrail == "new_commitment"
    assert findings[0].severity is Severity.BLOCK
    assert findings[0].value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Lamp: clean on Friday.", "We'll clean the lamp on Friday.", id="terse"),
        pytest.param(
            "We try again in 3 days.", "We'll make another attempt in 3 days.", id="habit"
        ),
        pytest.param(
            "You get a text on Friday.", "We'll send you a text on Friday.", id="said-as-a-noun"
        ),
        pytest.param("A refund takes 5 days.", "We'll pay you back in 5 days.", id="the-act-named"),
        pytest.param("We'll clean the lamp.", "We'll clean and dry the lamp.", id="undertaken"),
        pytest.param("It will be cleaned.", "We'll clean it and dry it.", id="passive"),
        pytest.param("The lamp is here.", "Will we dust the lamp here?", id="question"),
        pytest.param(
            "The lamp is here.", "The lamp is here, we'll appreciate dusting.", id="courtesy"
        ),
        pytest.param("The lamp is here.", "The lamp is here and we won't dust it.", id="denied"),
        pytest.param(
            "The lamp is here.", "The lamp is here, and we'll understand.", id="unspecific"
        ),
        pytest.param("The lamp is here.", "We'll dust penguins.", id="without-a-source"),
        pytest.param("The lamp is here.", "The lamp is here.", id="nothing-promised"),
    ],
)
def test_what_the_sources_undertake_may_be_said_as_we_will(draft: str, rewrite: str) -> None:
    """In other words, as a noun, or where the act alone is named."""
    assert list(new_undertakings(held(draft, rewrite))) == []
