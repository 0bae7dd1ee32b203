"""What the draft says is still said somewhere in the rewrite."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.losses import lost, lost_clauses
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, Told, told

DRY = "Umbrellas stay dry."


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            f"{DRY} Check the red box label.",
            DRY,
            [("lost_request", BLOCK, "Check the red box label", None)],
            id="order",
        ),
        pytest.param(
            f"{DRY} You must polish the purple penguin violin.",
            DRY,
            [("lost_request", BLOCK, "You must polish the purple penguin violin", None)],
            id="duty",
        ),
        pytest.param(
            f"{DRY} Which red box fits?",
            DRY,
            [("lost_request", BLOCK, "Which red box fits", None)],
            id="question",
        ),
        pytest.param(
            f"{DRY} The red box is round.",
            DRY,
            [("dropped_fact", BLOCK, "The red box is round", None)],
            id="fact",
        ),
        pytest.param(
            f"{DRY} Dry umbrellas always win.",
            DRY,
            [("dropped_fact", BLOCK, "Dry umbrellas always win", None)],
            id="where-nothing-else-changed",
        ),
        pytest.param(
            f"{DRY} We do not repair boxes.",
            DRY,
            [("lost_refusal", BLOCK, "We do not repair boxes", None)],
            id="no",
        ),
        pytest.param(
            f"{DRY} Once the purple penguin violin sings, we dance.",
            f"{DRY} We dance.",
            [("dropped_condition", BLOCK, "Once the purple penguin violin sings", None)],
            id="condition",
        ),
        pytest.param(
            "The tulip is purple, but the penguin violin trumpet sings.",
            "The tulip is purple.",
            [("dropped_fact", BLOCK, "but the penguin violin trumpet sings", None)],
            id="half-a-sentence",
        ),
        pytest.param(
            f"{DRY} Sorry for the refund of the purple penguin violin.",
            DRY,
            [("dropped_fact", BLOCK, "Sorry for the refund of the purple penguin violin", None)],
            id="courtesy-that-names-an-act",
        ),
    ],
)
def test_a_clause_that_is_gone_is_named_after_what_it_did(
    draft: str, rewrite: str, expected: list[Told]
) -> None:
    """An order and a question are requests; the rest are refusals, conditions and facts."""
    findings = list(lost_clauses(held(draft, rewrite)))

    assert told(findings) == expected
    assert {finding.value for finding in findings} == {Value.HONESTY}


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(f"{DRY} Thank you for your patience.", DRY, id="courtesy"),
        pytest.param(f"{DRY} Sorry about the purple penguin violin.", DRY, id="empathy"),
        pytest.param(f"{DRY} Any questions, ask our box team.", DRY, id="closer"),
        pytest.param(f"{DRY} Boxes.", DRY, id="one-word"),
        pytest.param(f"{DRY} Dry umbrellas stay dry.", DRY, id="repeated"),
        pytest.param(
            f"{DRY} Dry umbrellas always win.", "Your umbrellas stay dry.", id="most-of-it"
        ),
        pytest.param(
            f"{DRY} The red box is round.",
            "Umbrellas stay dry, as the box is round and red.",
            id="told",
        ),
        pytest.param(f"{DRY} The tulip is purple.", "Umbrellas stay purple.", id="half-of-two"),
        pytest.param(
            f"{DRY} A purple penguin polishes violins.",
            "Umbrellas stay dry near purple violins.",
            id="half-of-four",
        ),
        pytest.param(
            "Penguins polish violins, tulips, walnuts.",
            "Penguins polish umbrellas. The violins are there. Boxes stay dry.",
            id="in-two-sentences-that-stand-together",
        ),
    ],
)
def test_what_is_said_enough_of_is_not_lost(draft: str, rewrite: str) -> None:
    """Courtesy, closings and repetition may go; the rest in other words, and elsewhere."""
    assert list(lost_clauses(held(draft, rewrite))) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "severity"),
    [
        pytest.param(
            "A purple penguin polishes violins, walnuts, saddles.",
            "Umbrellas stay purple.",
            BLOCK,
            id="one-of-six",
        ),
        pytest.param(
            "We polish violins, trumpets, tulips, penguins, walnuts and saddles.",
            "Umbrellas stay dry with violins, trumpets and tulips.",
            REVIEW,
            id="three-of-seven",
        ),
        pytest.param(
            "We cannot polish violins, trumpets, tulips, penguins, walnuts or saddles.",
            "Umbrellas stay dry with violins and trumpets.",
            BLOCK,
            id="two-of-seven-refused",
        ),
        pytest.param("The tulip is purple.", DRY, REVIEW, id="none-of-two"),
        pytest.param("We cannot polish tulips.", DRY, BLOCK, id="none-of-two-refused"),
        pytest.param(
            "Penguins polish violins, tulips, walnuts.",
            "Penguins polish umbrellas. Boxes stay dry. The violins are there.",
            REVIEW,
            id="in-two-sentences-apart",
        ),
    ],
)
def test_how_much_is_gone_says_how_bad_it_is(draft: str, rewrite: str, severity: str) -> None:
    """Where a sentence comes from it, little of much is a reader's to judge; not so of a no."""
    findings = lost_clauses(held(draft, rewrite, ids=(("D1",),) * 3))

    assert [finding.severity for finding in findings] == [severity]


@pytest.mark.parametrize(
    ("sentence", "rewrite", "found"),
    [
        pytest.param("The tulip is purple.", "Walnuts roll. Hats fit.", True, id="none"),
        pytest.param("The tulip is purple.", "Walnuts roll. A purple tulip.", False, id="all"),
        pytest.param("The tulip.", "Walnuts roll.", False, id="one-word"),
        pytest.param("The tulip is purple. Any questions?", "Walnuts roll.", True, id="beside"),
        pytest.param("Any questions on the purple tulip?", "Walnuts roll.", False, id="closer"),
        pytest.param("Sorry about the purple tulip.", "Walnuts roll.", False, id="empathy"),
    ],
)
def test_a_sentence_that_none_comes_from_is_gone_unless_one_says_most_of_it(
    sentence: str, rewrite: str, found: bool
) -> None:
    """A word in passing is not enough where the rewrite names other sources."""
    comparison = held(f"Walnuts roll. {sentence}", rewrite, ids=(("D1",), ("D1",)))

    assert [finding.severity for finding in lost_clauses(comparison)] == [BLOCK] * found


def test_sentences_with_a_lost_clause_are_named_by_their_place() -> None:
    """The mending puts them back whole."""
    draft = (
        "The red box is round. Umbrellas stay dry. Thank you. "
        "The tulip is purple, but the penguin violin trumpet sings."
    )

    assert list(lost(held(draft, "Umbrellas stay dry. The tulip is purple."))) == [0, 3]
    assert list(lost(held(draft, draft))) == []
