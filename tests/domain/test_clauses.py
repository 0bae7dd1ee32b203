"""Sentences cut into clauses."""

import pytest

from api.domain.clauses import Clause, clauses
from api.domain.reading import read
from api.domain.words import words


def cut(text: str) -> tuple[Clause, ...]:
    """The clauses of a text."""
    document = read(text)
    said = [words(text, s.start, s.end) for s in document.sentences]
    return clauses(document, document.sentences, said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We can't cancel it, but we can change it.", 2, id="but"),
        pytest.param("We will wait if you pay.", 2, id="if"),
        pytest.param("If you pay, we will wait.", 2, id="if-first"),
        pytest.param("We looked and we found it.", 2, id="and-we"),
        pytest.param("We looked and found it.", 1, id="and-verb"),
        pytest.param("We looked; it is gone.", 2, id="semicolon"),
        pytest.param("We looked (it is gone).", 2, id="bracket"),
        pytest.param("We looked - nothing there.", 2, id="dash"),
        pytest.param("It is a two-way street.", 1, id="hyphen"),
        pytest.param("Sorry, we cannot.", 2, id="comma-subject"),
        pytest.param("Red, green, blue boxes.", 1, id="comma"),
        pytest.param("We are full, so we cannot.", 2, id="so"),
        pytest.param("It was late so we refunded it.", 2, id="so-without-comma"),
        pytest.param("It was late so refunds are due.", 2, id="so-noun"),
        pytest.param("We waived it so that it is free.", 1, id="so-that"),
        pytest.param("It went well so far.", 1, id="so-far"),
        pytest.param("So it is.", 1, id="so-first"),
        pytest.param("Keep it till Friday.", 2, id="till"),
        pytest.param("Pay today, else it lapses.", 2, id="else"),
        pytest.param("It is blue and will fade.", 2, id="and-modal"),
        pytest.param("It is blue or may be red.", 2, id="or-modal"),
        pytest.param("It is blue and red.", 1, id="and-word"),
        pytest.param("If you pay we will ship it.", 2, id="if-without-comma"),
        pytest.param("Once it ships we can track it.", 2, id="once-without-comma"),
        pytest.param("If you think we erred, call.", 1, id="if-you-think-we"),
        pytest.param("If you pay, we ship it and they wait.", 3, id="if-comma-and"),
        pytest.param("If we wait, so be it.", 2, id="comma-so"),
        pytest.param("We looked, as promised.", 2, id="comma-as"),
        pytest.param("We looked as promised.", 1, id="as"),
        pytest.param("It ships once daily.", 1, id="once-daily"),
        pytest.param("We ship once you pay.", 2, id="once-you"),
        pytest.param("We ship it, once paid.", 2, id="once-comma"),
        pytest.param("We shan't.", 1, id="contraction"),
        pytest.param("When", 1, id="word"),
        pytest.param("😀", 0, id="no-words"),
    ],
)
def test_a_clause_is_one_subject_doing_one_thing(text: str, expected: int) -> None:
    """The cut decides what a "not" denies."""
    assert len(cut(text)) == expected


def test_a_clause_knows_its_opener_its_place_and_its_question() -> None:
    """Of a subordinate clause the rules must know that it is one."""
    text = "Can you pay if we wait (please)? Yes."

    found = cut(text)

    assert [clause.opener for clause in found] == ["", "if", "", ""]
    assert [clause.question for clause in found] == [True, True, True, False]
    assert [text[clause.start : clause.end] for clause in found] == [
        "Can you pay", "if we wait", "please", "Yes",
    ]  # fmt: skip


def test_protected_text_says_nothing() -> None:
    """A link to "will-refund" is no promise; words before, between and after are heard."""
    text = "We see www.a.example/will-refund here. Hi @kim and {will refund} too {x}."

    said = [[word.text for word in clause.words] for clause in cut(text)]

    assert said == [["we", "see", "here"], ["hi", "and", "too"]]
