"""No reason and no purpose that only the rewrite gives."""

import pytest

from api.domain.finding import Severity, Value
from api.domain.guardrails.reasons import invented_reasons
from tests.domain.english import held

DRAFT = "The lamp can't be sent before Friday. No refund after the 30 days."


@pytest.mark.parametrize(
    ("rewrite", "quote"),
    [
        pytest.param(
            "The lamp can't be sent before Friday, because our warehouse runs a strict rota.",
            "because our warehouse runs a strict rota",
            id="because",
        ),
        pytest.param(
            "Due to a driver strike, the lamp can't be sent before Friday.",
            "Due to a driver strike",
            id="up-to-the-comma",
        ),
        pytest.param(
            "There is no refund after the 30 days, in line with industry rules.",
            "in line with industry rules",
            id="in-line-with",
        ),
        pytest.param(
            "There is no refund after the 30 days, as the museum keeps the money.",
            "as the museum keeps the money",
            id="as-behind-a-comma",
        ),
        pytest.param(
            "Since winter storms rage, the lamp can't be sent before Friday.",
            "Since winter storms rage",
            id="since-at-the-start",
        ),
        pytest.param(
            "The lamp can't be sent before Friday so that every museum gets one (sorry).",
            None,
            id="in-a-sentence-of-courtesy",
        ),
        pytest.param(
            "The lamp can't be sent before Friday so that every museum gets one (of ten).",
            "so that every museum gets one",
            id="up-to-the-bracket",
        ),
    ],
)
def test_a_reason_that_nothing_supports_is_found(rewrite: str, quote: str | None) -> None:
    """It is quoted alone; what it was added to has its source."""
    findings = list(invented_reasons(held(DRAFT, rewrite)))

    assert [f.reply and f.reply.quote for f in findings] == ([quote] if quote else [])
    for finding in findings:
        assert finding.guardrail == "invented_fact"
        assert finding.severity is Severity.BLOCK
        assert finding.value is Value.HONESTY
        assert finding.message == (
            f"The rewrite gives the reason '{quote}'; nothing in your draft says so."
        )


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param("We can't refund it, because the 30 days are over.", id="from-the-draft"),
        pytest.param("Because of the museum, it can't be sent before Friday.", id="one-new-word"),
        pytest.param("The lamp goes out on Friday, as you know.", id="nothing-new"),
        pytest.param("The lamp can't be sent as soon as museums open winter.", id="no-comma"),
        pytest.param("The museum in winter glows because", id="nothing-behind-it"),
        pytest.param("It can't be sent, since the baby shower is postponed.", id="the-customers"),
        pytest.param("It can't be sent, as the forklift broke.", id="a-fact"),
        pytest.param("Thanks for waiting because of museum storms.", id="courtesy"),
    ],
)
def test_a_reason_may_come_from_any_text_beside_the_rewrite(rewrite: str) -> None:
    """A word alone, and words that are no reason, are left alone."""
    comparison = held(
        DRAFT,
        rewrite,
        customer="The baby shower is postponed, when is my lamp coming?",
        facts=("The forklift broke.",),
    )

    assert list(invented_reasons(comparison)) == []


def test_words_of_the_draft_give_its_own_reasons() -> None:
    """Whatever they are."""
    draft = "No lamps, because our warehouse runs a strict rota, due to a driver strike."

    assert list(invented_reasons(held(draft, draft))) == []
