"""The rewrite calls nobody names."""

import pytest

from api.domain.guardrails.manners import insults
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite", "customer", "found"),
    [
        ("Read the manual.", "Any fool can read the manual.", None, True),
        ("Read the manual.", "You are too lazy to read the manual.", None, True),
        ("The code was wrong.", "Only an idiot enters a wrong code.", "I am an idiot.", True),
        ("It broke.", "It broke, and such a pathetic excuse helps nobody.", None, True),
        ("Call the customer a liar. It broke.", "It broke. You are a liar.", None, True),
        ("A foolish mistake of ours.", "That was a foolish mistake on our part.", None, False),
        ("The code was wrong.", "That was not stupid at all.", "I feel stupid.", False),
        ("The code was wrong.", "I'm sorry you felt stupid.", "I felt stupid.", False),
        ("The code was wrong.", "The code was not right.", "You idiots!", False),
        ("It broke.", "Were you called an idiot?", "Somebody called me an idiot.", False),
        ("It broke.", "I understand that you were called a liar.", "He called me a liar.", False),
    ],
)
def test_a_word_of_contempt_comes_from_the_draft_or_does_not_go_out(
    draft: str, rewrite: str, customer: str | None, found: bool
) -> None:
    """To deny it, or to be sorry that somebody felt so, is no insult."""
    findings = told(insults(held(draft, rewrite, customer=customer)))

    assert [(name, severity) for name, severity, _, _ in findings] == [
        ("invented_fact", BLOCK)
    ] * found
