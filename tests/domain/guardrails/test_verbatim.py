"""What both texts say in the same words is no finding, whatever a guardrail makes of it."""

import pytest

from api.domain.finding import Finding, Severity, Span, Value
from api.domain.guardrails.verbatim import worded_anew
from tests.domain.english import held

DRAFT = "Collect the lamp by 5 pm on Fridays. If it breaks, the deposit is kept."


def quoted(text: str, words: str) -> Span:
    """The place of these words."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def stands(
    rewrite: str,
    *,
    lost: str | None = None,
    new: str | None = None,
    guardrail: str = "new_commitment",
) -> bool:
    """True if a finding that quotes these words of draft and rewrite is left."""
    found = Finding(
        guardrail,
        Severity.BLOCK,
        "",
        Value.HONESTY,
        draft=quoted(DRAFT, lost) if lost else None,
        reply=quoted(rewrite, new) if new else None,
    )
    return worded_anew([found], held(DRAFT, rewrite)) == [found]


@pytest.mark.parametrize(
    ("rewrite", "new", "found"),
    [
        pytest.param(
            "Please collect the lamp, by 5 pm!", "collect the lamp, by 5 pm", False, id="the-same"
        ),
        pytest.param("THE DEPOSIT IS KEPT.", "THE DEPOSIT IS KEPT", False, id="in-capitals"),
        pytest.param("We post the lamp by 5 pm.", "We post the lamp by 5 pm", True, id="new-verb"),
        pytest.param("Kept is the deposit.", "Kept is the deposit", True, id="another-order"),
        pytest.param("Come by 5 pm on Friday.", "by 5 pm on Friday", True, id="part-of-a-word"),
        pytest.param("We keep the deposit.", "the deposit", True, id="two-words"),
        pytest.param("The deposit is due.", "The deposit is", False, id="three-words"),
    ],
)
def test_nothing_is_new_that_the_draft_says_word_for_word(
    rewrite: str, new: str, found: bool
) -> None:
    """Capitals and commas aside; a word or two stand in every text and prove nothing."""
    assert stands(rewrite, new=new) is found


@pytest.mark.parametrize(
    ("rewrite", "lost", "found"),
    [
        pytest.param(
            "Sadly, if it breaks, the deposit is kept.",
            "the deposit is kept",
            False,
            id="a-clause-as-it-is",
        ),
        pytest.param(
            "Half of the deposit is kept at the shop.",
            "the deposit is kept",
            True,
            id="words-of-a-longer-clause",
        ),
        pytest.param("We may keep it.", "the deposit is kept", True, id="other-words"),
    ],
)
def test_nothing_is_lost_that_is_a_clause_of_the_rewrite(
    rewrite: str, lost: str, found: bool
) -> None:
    """Inside a longer clause the same words may say something else."""
    assert stands(rewrite, lost=lost) is found


@pytest.mark.parametrize(
    ("guardrail", "found"),
    [
        ("hidden_characters", True),
        ("changed_language", True),
        ("altered_protected", True),
        ("disclosure", True),
        ("reattached_fact", True),
        ("changed_figure", False),
    ],
)
def test_some_findings_are_about_the_place_of_words(guardrail: str, found: bool) -> None:
    """The words of a fact that moved, or of a mangled link, may well stand in the draft."""
    rewrite = "Collect the lamp by 5 pm on Fridays."

    assert stands(rewrite, new="the lamp by 5 pm", guardrail=guardrail) is found


def test_a_change_of_capitals_or_spaces_is_none() -> None:
    """Whatever was found, and however few words: both sides are quoted alike."""
    lost, place = "the lamp", "reattached_fact"

    assert not stands("Your parcel: The  Lamp.", lost=lost, new="The  Lamp", guardrail=place)
    assert stands("Your parcel: a lamp.", lost=lost, new="a lamp", guardrail=place)


def test_what_quotes_nothing_is_left_alone() -> None:
    """A finding on the whole text has no words to look for."""
    assert stands("Sadly, the deposit is kept.")
