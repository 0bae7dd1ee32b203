"""The right figures and links stay on the right things."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.roles import exchanged_figures, reattached_facts
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

BOXES = "The red box costs $5. The blue lamp costs $7."


@pytest.mark.parametrize(
    ("draft", "rewrite", "swaps"),
    [
        pytest.param(
            BOXES,
            "The red box costs $7. The blue lamp costs $5.",
            [
                ("The red box costs $5", "The blue lamp costs $5"),
                ("The blue lamp costs $7", "The red box costs $7"),
            ],
            id="two-sentences",
        ),
        pytest.param(
            "Pay $5 for the red box and $7 for the blue lamp.",
            "Pay $7 for the red box and $5 for the blue lamp.",
            [
                (
                    "Pay $5 for the red box and $7 for the blue lamp",
                    "Pay $7 for the red box and $5 for the blue lamp",
                )
            ]
            * 2,
            id="one-sentence",
        ),
        pytest.param(
            "The box costs $5. The lamp costs $7.",
            "The box costs $7. The lamp costs $5.",
            [
                ("The box costs $5", "The lamp costs $5"),
                ("The lamp costs $7", "The box costs $7"),
            ],
            id="all-there-is-to-tell-them-apart",
        ),
        pytest.param(
            "The violin sings on 4 May. The penguin dances on 9 May.",
            "The violin sings on 9 May. The penguin dances on 4 May.",
            [
                ("The violin sings on 4 May", "The penguin dances on 4 May"),
                ("The penguin dances on 9 May", "The violin sings on 9 May"),
            ],
            id="dates",
        ),
        pytest.param(
            "For the violin tulip see https://a.example/x. "
            "For the penguin walnut see https://b.example/y.",
            "For the violin tulip see https://b.example/y. "
            "For the penguin walnut see https://a.example/x.",
            [
                (
                    "For the violin tulip see https://a.example/x",
                    "For the penguin walnut see https://a.example/x",
                ),
                (
                    "For the penguin walnut see https://b.example/y",
                    "For the violin tulip see https://b.example/y",
                ),
            ],
            id="links",
        ),
        pytest.param(
            "The violin tulip is here.\n\nhttps://a.example/x\n\n"
            "The penguin walnut is here.\n\nhttps://b.example/y",
            "The violin tulip is here.\n\nhttps://b.example/y\n\n"
            "The penguin walnut is here.\n\nhttps://a.example/x",
            [
                ("https://a.example/x", "https://a.example/x"),
                ("https://b.example/y", "https://b.example/y"),
            ],
            id="links-that-stand-alone",
        ),
    ],
)
def test_two_that_changed_places_are_found(
    draft: str, rewrite: str, swaps: list[tuple[str, str]]
) -> None:
    """Each stands among words that in the draft belong to the other alone."""
    findings = list(reattached_facts(held(draft, rewrite)))

    assert told(findings) == [("reattached_fact", BLOCK, *swap) for swap in swaps]
    assert {finding.also for finding in findings} == {("changed_figure",)}
    assert {finding.value for finding in findings} == {Value.INTEGRITY}


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(BOXES, BOXES, id="same"),
        pytest.param(BOXES, "The blue lamp costs $7. The red box costs $5.", id="other-order"),
        pytest.param(BOXES, "The red box costs $5. The blue lamp costs $9.", id="one-is-gone"),
        pytest.param(BOXES, "The red lamp costs $7. The blue box costs $5.", id="words-crossed"),
        pytest.param(BOXES, "It costs $7 for the red box, then $5.", id="one-way-only"),
        pytest.param(
            "The red box costs $5. The blue lamp takes 7 days.",
            "The red box takes 7 days. The blue lamp costs $5.",
            id="of-two-kinds",
        ),
        pytest.param(
            "The red box costs $5, yes, $5. The blue lamp costs $7.",
            "The red box costs $7. The blue lamp costs $5.",
            id="said-twice",
        ),
        pytest.param(
            "The big red box here costs $5. The big blue lamp there costs $7.",
            "A box is $7, a tulip. A lamp is $5, a walnut.",
            id="two-words-of-many",
        ),
        pytest.param("Well done 😀 box. So good 🚀 lamp.", "Well 🚀 box. So 😀 lamp.", id="emoji"),
        pytest.param(
            "Take a day for the red box. Take a week for the blue lamp.",
            "Take a week for the red box. Take a day for the blue lamp.",
            id="weak-figures",
        ),
        pytest.param(
            "Hello box.\n--\nKim, https://a.example/x",
            "Hello lamp.\n--\nKim, https://a.example/x",
            id="signature",
        ),
    ],
)
def test_what_stays_with_its_words_is_left_alone(draft: str, rewrite: str) -> None:
    """In any order; items of two kinds, or said more than once, are not told apart."""
    assert list(reattached_facts(held(draft, rewrite))) == []


def test_the_message_quotes_both_clauses() -> None:
    """So that one sees what belongs to what."""
    rewrite = "The red box costs $7. The blue lamp costs $5."

    first, _ = reattached_facts(held(BOXES, rewrite))

    assert first.message == (
        "Your draft says 'The red box costs $5'; the rewrite says 'The blue lamp costs $5'."
    )


@pytest.mark.parametrize(
    ("draft", "rewrite", "swapped"),
    [
        pytest.param(
            "Payments drop to £21 from £35 if the lender agrees.",
            "Payments drop from £35 to £21 if the lender agrees.",
            False,
            id="the-other-way-round",
        ),
        pytest.param(
            "Pay £21 to the lender and £35 to the broker.",
            "Pay £35 to the lender and £21 to the broker.",
            True,
            id="no-change-of-one-thing",
        ),
    ],
)
def test_from_and_to_keep_two_items_in_their_places(
    draft: str, rewrite: str, swapped: bool
) -> None:
    """Whichever of the two is said first."""
    assert bool(list(reattached_facts(held(draft, rewrite)))) is swapped


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "Delivery is $4, returns are $6.", "Delivery is $6, returns are $4.", True, id="sums"
        ),
        pytest.param(
            "Cards take 5 days and banks 2 days.",
            "With cards it takes 2 days, and with banks 5 days.",
            True,
            id="with-light-words",
        ),
        pytest.param(
            "Cards take 5 days and banks 2 days.",
            "Banks take 2 days and cards 5 days.",
            False,
            id="with-what-they-are-of",
        ),
        pytest.param(
            "Send it by 6 March noon.", "Please send it by noon on 6 March.", False, id="two-kinds"
        ),
        pytest.param("A box is $4, $6 with a lid.", "A box is $4.", False, id="one-is-gone"),
        pytest.param(
            "It was taken for the rent at 4 Thistle Court, from 2021.",
            "It was taken for the rent from 2021 at 4 Thistle Court.",
            False,
            id="with-light-words-of-their-own",
        ),
    ],
)
def test_two_figures_that_change_places_in_a_sentence_that_is_kept_are_found(
    draft: str, rewrite: str, found: bool
) -> None:
    """Whatever stands around them; what moves with its words does not."""
    findings = told(exchanged_figures(held(draft, rewrite)))

    assert [(name, severity) for name, severity, _, _ in findings] == [
        ("reattached_fact", BLOCK)
    ] * found
