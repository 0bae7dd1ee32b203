"""Draft sentences that nobody carries."""

import pytest

from api.domain.guardrails.losses import lost_sentences
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            "Umbrellas stay dry. Check the red box label.",
            "Umbrellas stay dry.",
            ["lost_request"],
            id="order",
        ),
        pytest.param(
            "Umbrellas stay dry. The red box is round.",
            "Umbrellas stay dry.",
            ["dropped_fact"],
            id="fact",
        ),
        pytest.param(
            "Umbrellas stay dry. We do not repair boxes.",
            "Umbrellas stay dry.",
            ["lost_refusal"],
            id="no",
        ),
        pytest.param(
            "Umbrellas stay dry. Which red box fits?",
            "Umbrellas stay dry.",
            ["lost_request"],
            id="question",
        ),
        pytest.param(
            "Umbrellas stay dry. Thank you for your patience.",
            "Umbrellas stay dry.",
            [],
            id="courtesy",
        ),
        pytest.param(
            "Umbrellas stay dry. Any questions, ask our box team.",
            "Umbrellas stay dry.",
            [],
            id="closer",
        ),
        pytest.param("Umbrellas stay dry. Boxes.", "Umbrellas stay dry.", [], id="one-word"),
        pytest.param(
            "Umbrellas stay dry. Dry umbrellas always win.",
            "Umbrellas stay dry.",
            [],
            id="repeated",
        ),
        pytest.param(
            "Umbrellas stay dry. The red box is round.",
            "Umbrellas stay dry, as the box is round and red.",
            [],
            id="told",
        ),
    ],
)
def test_a_sentence_that_says_something_must_be_carried(
    draft: str, rewrite: str, expected: list[str]
) -> None:
    """Courtesy, closings and repetition may go."""
    assert [finding.guardrail for finding in lost_sentences(held(draft, rewrite))] == expected


def test_what_stands_elsewhere_in_the_rewrite_is_not_lost() -> None:
    """A quarter of its words, in sentences that say they come from others."""
    comparison = held(
        "Umbrellas stay dry. The tall round red wooden box fits.",
        "Umbrellas in a red wooden crate, some with a bright lamp, stay dry on long days.",
        ids=(("D1",),),
    )

    assert list(lost_sentences(comparison)) == []
