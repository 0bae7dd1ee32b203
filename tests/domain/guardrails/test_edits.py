"""A reply that is otherwise the draft's keeps the words that limit what it says."""

import pytest

from api.domain.guardrails.edits import edited_words
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

REST = "Hello Ann. The shop is in Mill Lane. "


@pytest.mark.parametrize(
    ("draft", "rewrite", "name"),
    [
        pytest.param(
            "Some meters reconnect by themselves.",
            "All meters reconnect by themselves.",
            "widened_scope",
            id="some-to-all",
        ),
        pytest.param(
            "Most claims are decided in May.",
            "Claims are decided in May.",
            "widened_scope",
            id="most",
        ),
        pytest.param(
            "We only speak to the tenant named there.",
            "We speak to the tenant named there.",
            "widened_scope",
            id="only",
        ),
        pytest.param(
            "It is $45 a month for new customers.",
            "It is $45 a month for customers.",
            "widened_scope",
            id="a-word-that-narrows",
        ),
        pytest.param(
            "We hold two seats if you write me the names.",
            "We hold two seats, you write me the names.",
            "dropped_condition",
            id="if",
        ),
    ],
)
def test_an_edit_that_lifts_a_limit_is_found(draft: str, rewrite: str, name: str) -> None:
    """Where the sentences around it stand as they were, and in a short reply alone."""
    for rest in (REST, ""):
        findings = told(edited_words(held(rest + draft, rest + rewrite)))

        assert [row[:2] for row in findings] == [(name, BLOCK)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Some meters reconnect.", "Certain meters reconnect.", id="some-certain"),
        pytest.param("We only sell lamps.", "We sell lamps exclusively.", id="only-exclusively"),
        pytest.param("If you call, we come.", "Should you call, we come.", id="if-should"),
        pytest.param("Write in order to keep it.", "Write to keep it.", id="words-that-say-little"),
        pytest.param("It is $5 a month here.", "It is $5 each month here.", id="a-to-each"),
        pytest.param("The big lamp is red.", "The large lamp is red.", id="another-word"),
        pytest.param("We sell lamps.", "We sell lamps.", id="kept"),
        pytest.param(
            "Some lamps flicker in the hall.",
            "In the hall, the electrician looks at all lamps next.",
            id="a-sentence-worded-anew",
        ),
    ],
)
def test_an_edit_that_keeps_the_limits_is_left_alone(draft: str, rewrite: str) -> None:
    """Another word for it limits as well, and what says little may go."""
    assert told(edited_words(held(REST + draft, REST + rewrite))) == []


def test_a_reworded_reply_is_not_looked_at_word_by_word() -> None:
    """There a word more or less is mere wording as often as not."""
    draft = (
        "Some meters reconnect by themselves. A lamp shows that. It is on the left. It is green."
    )
    rewrite = (
        "All meters reconnect by themselves. You can tell by its light. Look to its other side. "
        "That one glows in a nice tone. Do let us hear how it went."
    )

    assert told(edited_words(held(draft, rewrite))) == []
