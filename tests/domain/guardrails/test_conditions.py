"""What depends on something in the draft still does."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.conditions import dropped_conditions
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW

SQUEAKS = "We repair violins if the purple trumpet squeaks."
ONLY = "Only penguins ride the tram."


@pytest.mark.parametrize(
    ("draft", "rewrite", "severity", "quote"),
    [
        pytest.param(
            SQUEAKS, "We repair violins.", BLOCK, "if the purple trumpet squeaks", id="gone"
        ),
        pytest.param(
            "We repair violins if the trumpet squeaks.",
            "We repair violins.",
            BLOCK,
            "if the trumpet squeaks",
            id="two-words",
        ),
        pytest.param(
            "The workshop is warm. We repair violins if the trumpet squeaks.",
            "The workshop is warm. We repair violins.",
            BLOCK,
            "if the trumpet squeaks",
            id="second-sentence",
        ),
        pytest.param(
            "We repair violins if it rains.",
            "We repair violins.",
            REVIEW,
            "if it rains",
            id="a-turn-of-phrase",
        ),
        pytest.param(
            SQUEAKS,
            "We repair violins when they squeak.",
            REVIEW,
            "if the purple trumpet squeaks",
            id="something-still-binds",
        ),
        pytest.param(
            "Please contact us if the purple trumpet squeaks.",
            "Please contact us.",
            REVIEW,
            "if the purple trumpet squeaks",
            id="an-invitation",
        ),
        pytest.param(
            "If the purple trumpet squeaks, we are happy to repair violins.",
            "We are happy to repair violins.",
            REVIEW,
            "If the purple trumpet squeaks",
            id="a-courtesy",
        ),
        pytest.param(
            "We repair violins if anything happens.",
            "We repair violins.",
            REVIEW,
            "if anything happens",
            id="light-words-alone",
        ),
    ],
)
def test_a_condition_that_is_no_longer_set_is_found(
    draft: str, rewrite: str, severity: str, quote: str
) -> None:
    """It blocks where nothing binds any more; an invitation is a reader's to judge."""
    (finding,) = dropped_conditions(held(draft, rewrite))

    assert (finding.guardrail, finding.severity) == ("dropped_condition", severity)
    assert finding.draft
    assert finding.draft.quote == quote
    assert (finding.reply, finding.also, finding.value) == (None, (), Value.INTEGRITY)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(SQUEAKS, "Once the purple trumpet squeaks, we repair it.", id="other-word"),
        pytest.param(
            SQUEAKS, "A squeak of the purple trumpet has us repair violins.", id="as-a-noun"
        ),
        pytest.param(
            SQUEAKS, "We repair violins. The purple trumpet squeaks first.", id="in-the-next"
        ),
        pytest.param(
            "We repair violins if the purple, round, loud, tall trumpet squeaks.",
            "We repair violins. The purple one squeaks. A loud trumpet is needed.",
            id="in-two-sentences-that-stand-together",
        ),
        pytest.param("We show boxes if you like boxes.", "We show boxes.", id="said-anyway"),
        pytest.param("We repair violins if you want anything.", "We repair violins.", id="wish"),
        pytest.param(
            "We repair violins if anything happens.",
            "We repair violins when we can.",
            id="light-words-and-any-condition",
        ),
        pytest.param(
            "We repair violins if you have any questions on the purple trumpet.",
            "We repair violins.",
            id="closer",
        ),
        pytest.param("We repair violins if so.", "We repair violins.", id="no-words"),
        pytest.param(SQUEAKS, "Umbrellas.", id="not-carried"),
        pytest.param(
            "We repair violins if it rains.",
            "We repair violins when you ask us to.",
            id="a-turn-of-phrase-and-any-condition",
        ),
    ],
)
def test_a_condition_may_be_set_in_other_words(draft: str, rewrite: str) -> None:
    """However it is worded; a customer's wish is none, and what nothing carries is lost."""
    assert list(dropped_conditions(held(draft, rewrite))) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(ONLY, "Penguins ride the tram.", True, id="gone"),
        pytest.param(
            ONLY,
            "Penguins ride the tram. Walnuts are sold alone.",
            True,
            id="of-something-else",
        ),
        pytest.param(ONLY, "Just penguins ride the tram.", False, id="just"),
        pytest.param(ONLY, "Nobody but penguins rides the tram.", False, id="nobody-but"),
        pytest.param(
            ONLY,
            "Penguins ride the tram. Penguins alone ride the tram.",
            False,
            id="elsewhere",
        ),
        pytest.param(
            "We are happy to help only penguins.",
            "We are happy to help penguins.",
            False,
            id="courtesy",
        ),
    ],
)
def test_an_only_stays_an_only(draft: str, rewrite: str, found: bool) -> None:
    """What holds for some alone is not said of all."""
    findings = list(dropped_conditions(held(draft, rewrite)))

    assert bool(findings) is found
    assert all(finding.severity is BLOCK for finding in findings)
    assert all(finding.also == ("widened_scope", "dropped_fact") for finding in findings)


def test_an_only_may_be_said_in_a_sentence_that_names_another_source() -> None:
    """The rewrite's own word on where a sentence comes from does not make it a loss."""
    rewrite = "Penguins ride the tram. No one except penguins may ride the tram."

    assert not list(dropped_conditions(held(ONLY, rewrite, ids=(("D1",), ()))))


def test_each_condition_is_looked_for_by_itself() -> None:
    """One that is gone is found though another, and a closing line, stand before it."""
    draft = (
        "If you have any questions, ask. "
        "If the walnut cracks, we polish saddles. We repair violins if the trumpet squeaks."
    )
    rewrite = "If the walnut cracks, we polish saddles. We repair violins."

    (finding,) = dropped_conditions(held(draft, rewrite))

    assert finding.draft
    assert finding.draft.quote == "if the trumpet squeaks"
    assert "'if the trumpet squeaks'" in finding.message
