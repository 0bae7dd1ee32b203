"""Where a sentence is added, and which can be left out."""

import pytest

from api.domain.reading import read
from evals.edits.placing import appended, looks_back, opened, removable, removed

LETTER = "Hi Jo,\n\nYour form is here. It is with the team.\n\nKind regards\nDana"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (LETTER, "Hi Jo,\n\nYour form is here. It is with the team. Yes.\n\nKind regards\nDana"),
        ("on its way", "on its way. Yes."),
        ("Is it on its way?", "Is it on its way? Yes."),
        ("see https://a.example/x", "see https://a.example/x\n\nYes."),
        ("Bring with you:\n- the signed form.\n- two recent photos.", "{}\n\nYes."),
        ("Hello Jo,\n\nDana", None),
    ],
)
def test_a_sentence_is_added_at_the_end_of_what_is_said(draft: str, expected: str | None) -> None:
    """Not after the name of the agent, and never so that it becomes part of a link."""
    assert appended(draft, "Yes.") == (expected and expected.format(draft))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (LETTER, "Hi Jo,\n\nSorry. Your form is here. It is with the team.\n\nKind regards\nDana"),
        ("The form is here.", "Sorry. The form is here."),
        ("Hello Jo, the form is here.", None),
        ("- The form is here.\n- So is the photo.", None),
    ],
)
def test_a_sentence_is_added_before_the_first_that_says_something(
    draft: str, expected: str | None
) -> None:
    """Below the greeting, and not where the greeting is part of the sentence."""
    assert opened(draft, "Sorry.") == expected


def test_a_sentence_is_left_out_only_where_the_next_does_not_lean_on_it() -> None:
    """ "It is with the team" without the form before it would say something else."""
    draft = f"{LETTER[:8]}The line is back. Your form is here. It is with the team."
    lone = "One sentence of its own."

    assert [s.text for s in removable(draft)] == ["The line is back.", "It is with the team."]
    assert not list(removable(lone))


def test_a_sentence_goes_with_the_blank_beside_it() -> None:
    """No two blanks and no blank at the end of a line are left behind."""
    draft = "The line is back. Your form is here.\nDana"
    one, two, _ = read(draft).sentences

    assert removed(draft, one) == "Your form is here.\nDana"
    assert removed(draft, two) == "The line is back.\nDana"
    assert not looks_back(one)
