"""Numbers as they are written."""

import pytest

from api.domain.numerals import Numerals, Token, tokens
from api.domain.reading import read
from tests.domain.english import lexicon


def cut(text: str, telling: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of all sentences of a text."""
    document = read(text)
    return tokens(document, document.sentences, telling)


def value(text: str, at: int = 0) -> tuple[float, ...]:
    """The number or range that starts at a token of the text."""
    return Numerals(cut(text, lexicon().figure_words), lexicon().numbers).value(at)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1,250.5 left", (1250.5,), id="digits"),
        pytest.param("5k left", (5000.0,), id="thousands"),
        pytest.param("5 k left", (5.0,), id="k-apart"),
        pytest.param("1/2 left", (0.5,), id="fraction"),
        pytest.param("half a day", (0.5,), id="half-a"),
        pytest.param("half of it", (0.5,), id="half"),
        pytest.param("a day", (1.0,), id="a"),
        pytest.param("a hundred days", (100.0,), id="a-hundred"),
        pytest.param("twenty-one days", (21.0,), id="hyphen"),
        pytest.param("twenty one days", (21.0,), id="two-words"),
        pytest.param("two hundred fifty boxes", (250.0,), id="hundreds"),
        pytest.param("three thousand two hundred boxes", (3200.0,), id="thousand"),
        pytest.param("hundred boxes", (100.0,), id="bare-hundred"),
        pytest.param("thousand boxes", (1000.0,), id="bare-thousand"),
        pytest.param("one two three", (1.0,), id="counting"),
        pytest.param("one hundred " * 8, (101.0,), id="no-number"),
        pytest.param("5-7 days", (5.0, 7.0), id="range"),
        pytest.param("5 to 7 days", (5.0, 7.0), id="to"),
        pytest.param("five or six days", (5.0, 6.0), id="or"),
        pytest.param("7-5 days", (7.0,), id="falling"),
        pytest.param("5 and 7 days", (5.0,), id="and"),
        pytest.param("boxes", (), id="none"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, expected: tuple[float, ...]) -> None:
    """In digits or words, alone or as a range."""
    assert value(text) == expected


def test_between_makes_a_range() -> None:
    """ "and" joins two numbers only behind "between"."""
    assert value("between 5 and 7 days", 1) == (5.0, 7.0)


def test_nothing_stands_before_the_start_or_past_the_end() -> None:
    """A rule may look one token too far."""
    numerals = Numerals(cut("5"), {})

    assert [numerals.kind(-1), numerals.text(9), numerals.word(9)] == ["", "", ""]
    assert [numerals.start(0), numerals.start(-1), numerals.start(9)] == [0, -1, -1]


def test_a_number_may_be_asked_for_again() -> None:
    """Several rules look at the same words."""
    numerals = Numerals(cut("5-7 boxes"), {})

    assert numerals.value(0) == numerals.value(0) == ((5.0, 7.0), 3)


def test_protected_text_has_no_tokens_but_emoji_do_not_hide_any() -> None:
    """The "5" of a link is no figure."""
    found = [token.text for token in cut("See https://a.example/5 for 😀 7 {days}.")]

    assert found == ["See", "for", "7", ".", "\n"]
