"""What the edits see of a draft, and what they may not touch."""

import re

import pytest

from evals.edits.text import body, capital, finished, pick, plain, small, substituted

LETTER = """Dear Ms Farrow,

Re: your claim

We have your form. It is with the team.

Kind regards
Dana"""


def test_a_greeting_a_heading_and_a_name_say_nothing() -> None:
    """Nothing is added to them, and nothing is lost with them."""
    assert [s.text for s in body(LETTER)][-2:] == ["We have your form.", "It is with the team."]
    assert [s.text for s in body("Hello") if finished(s)] == []
    assert [s.text for s in body("on its way")] == ["on its way"]


def test_a_choice_depends_on_the_draft_and_the_name_alone() -> None:
    """Another draft gets another wording, the same draft the same one for ever."""
    options = range(50)

    assert pick("a draft", "thanks", options) == pick("a draft", "thanks", options)
    assert len({pick(f"draft {n}", "thanks", options) for n in range(20)}) > 10
    assert len({pick("a draft", f"edit {n}", options) for n in range(20)}) > 10


@pytest.mark.parametrize(
    "words", ["https://a.example/do-not", '"do not"', "Settings > do not", "{{do not}}", "do-not"]
)
def test_protected_and_quoted_text_and_menus_are_left_alone(words: str) -> None:
    """What a customer has to type or click stays as it is written."""
    draft = f"Open {words}, and do not wait."

    edited = substituted(draft, re.compile(r"\bdo not\b"), "don't")

    assert words in edited
    assert edited.endswith(", and don't wait.")


def test_what_begins_a_sentence_keeps_its_capital_and_the_rest_does_not() -> None:
    """ "I" is written large wherever it stands, so its capital goes no further."""
    we = re.compile(r"\b(?:we|I) will\b", re.I)

    assert substituted("We will ask.", we, "you should") == "You should ask."
    assert substituted("Then I will ask.", we, "you should") == "Then you should ask."
    assert substituted("We will. We will.", we, "you do", limit=1) == "You do. We will."
    assert substituted("We will ask.", we, lambda _: None) == "We will ask."


def test_capitals_come_and_go_with_the_place_in_the_sentence() -> None:
    """Names in capitals and "I" keep theirs."""
    assert capital("the form") == "The form"
    assert small("The form") == "the form"
    assert small("A form") == "a form"
    assert [small(words) for words in ("I can", "I'll ask", "SSO is", "eSIM is")] == [
        "I can",
        "I'll ask",
        "SSO is",
        "eSIM is",
    ]


def test_a_stretch_is_plain_where_nothing_protected_stands() -> None:
    """Offsets, end exclusive: the link begins where the plain words end."""
    draft = "See https://a.example/x now."

    assert plain(draft, 0, 4)
    assert not plain(draft, 0, 5)
