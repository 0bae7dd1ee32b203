"""What the draft says under a condition is not said without one."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.unconditional import unconditional
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

PUMP = "The pump is replaced free of charge if the lab confirms a leak."


@pytest.mark.parametrize(
    ("draft", "rewrite", "quote"),
    [
        pytest.param(
            PUMP, "The pump will be replaced free of charge.", "if the lab confirms a leak",
            id="behind",
        ),
        pytest.param(
            "If the seller agrees, the desk goes back to Leeds.",
            "The desk can go back to Leeds.", "If the seller agrees", id="before",
        ),
        pytest.param(
            "The parade starts at the town hall, weather permitting.",
            "We look forward to it! The parade starts at the town hall.",
            "The parade starts at the town hall, weather permitting",
            id="permitting",
        ),
        pytest.param(
            "You keep the garage subject to survey.", "You may keep the garage.",
            "You keep the garage subject to survey", id="subject-to",
        ),
        pytest.param(
            "Do not sign the lease before the inspection.", "Please do not sign the lease.",
            "Do not sign the lease before the inspection", id="a-time",
        ),
        pytest.param(
            "Once the notary stamps it, the deed is sent to the heirs."
            " If the heirs move, they tell us.",
            "The deed is sent to the heirs. If the heirs move, they should tell us.",
            "Once the notary stamps it", id="beside-another-condition",
        ),
    ],
)  # fmt: skip
def test_what_depended_on_a_condition_and_no_longer_does_is_found(
    draft: str, rewrite: str, quote: str
) -> None:
    """The words that depended on it are kept, which makes them a promise."""
    assert told(unconditional(held(draft, rewrite))) == [("dropped_condition", BLOCK, quote, None)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            PUMP, "Should the lab confirm a leak, the pump is replaced free of charge.",
            id="inverted",
        ),
        pytest.param(
            PUMP, "The pump is replaced free of charge, were it to have failed in the lab.",
            id="inverted-were",
        ),
        pytest.param(
            PUMP, "Does the lab find one? Then the pump is replaced free of charge.", id="question"
        ),
        pytest.param(
            PUMP, "A leak confirmed by the lab means that the pump is replaced free of charge.",
            id="its-words-are-said",
        ),
        pytest.param(
            PUMP, "Only the lab decides on it. If there is a leak which it confirms, tell us."
            " The pump is replaced free of charge.", id="in-the-sentence-before",
        ),
        pytest.param(
            PUMP, "With the laboratory's yes, the pump is replaced free of charge.", id="with"
        ),
        pytest.param(PUMP, "I'm sorry about the pump.", id="what-depended-on-it-is-gone-too"),
        pytest.param(
            "If you want the report, ring the clinic.", "Please ring the clinic.", id="a-wish"
        ),
        pytest.param(
            "If needed, ring the clinic.", "Please ring the clinic.", id="light-words"
        ),
        pytest.param(
            "If you have any questions about the pump, ring the clinic.",
            "Please ring the clinic.", id="closer",
        ),
        pytest.param(
            "The pump stays shut. If the lab confirms a leak.", "The pump stays shut.",
            id="nothing-depends-on-it",
        ),
        pytest.param(
            "Bring the lease before 9 May.", "Please bring the lease by 9 May.", id="a-date"
        ),
    ],
)  # fmt: skip
def test_a_condition_in_other_words_is_left_alone(draft: str, rewrite: str) -> None:
    """Any wording that we know will do, in the clauses beside or where its own words are said."""
    assert told(unconditional(held(draft, rewrite))) == []


def test_it_costs_integrity() -> None:
    """A promise without its condition is one that may not be kept."""
    (finding,) = unconditional(held(PUMP, "The pump is replaced free of charge."))

    assert finding.value is Value.INTEGRITY
