"""Words of a text, their places, and their stems."""

import pytest

from api.domain.words import stem, words


def texts(text: str) -> list[str]:
    """The words as the rules read them."""
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We won't pay", ["we", "will", "not", "pay"], id="wont"),
        pytest.param("I can’t and cannot", ["i", "can", "not", "and", "can", "not"], id="curly"),
        pytest.param("it hasnʼt come", ["it", "has", "not", "come"], id="modifier-apostrophe"),
        pytest.param("they'll say you've", ["they", "will", "say", "you", "have"], id="endings"),
        pytest.param(
            "Kim's box, the shops' hours", ["kim", "box", "the", "shops", "hours"], id="s"
        ),
        pytest.param("n't, ʼ", ["not"], id="only-an-ending"),
        pytest.param("five o'clock", ["five", "o'clock"], id="other-apostrophe"),
        pytest.param("a two-day wait", ["a", "two-day", "wait"], id="hyphen"),
        pytest.param("1,050.20 and 50%", ["1,050.20", "and", "50%"], id="numbers"),
        pytest.param("Über naïve Ærøer", ["über", "naïve", "ærøer"], id="letters-of-others"),
        pytest.param("snake_case 😀 …", ["snake", "case"], id="no-words"),
    ],
)
def test_contractions_are_written_out(text: str, expected: list[str]) -> None:
    """The rules meet one spelling only."""
    assert texts(text) == expected


def test_a_word_knows_its_place() -> None:
    """Both words of a contraction stand where the contraction stands."""
    text = "So we can't, sorry"

    found = words(text, 3, 11)

    assert [text[word.start : word.end] for word in found] == ["we", "can't", "can't"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("refunds", "refunded", id="s-ed"),
        pytest.param("refunding", "refund", id="ing"),
        pytest.param("replies", "reply", id="ies"),
        pytest.param("replied", "reply", id="ied"),
        pytest.param("cancelled", "cancel", id="doubled"),
        pytest.param("charge", "charges", id="e"),
        pytest.param("quickly", "quick", id="ly"),
        pytest.param("cancellations", "cancellation", id="ations"),
    ],
)
def test_inflected_words_share_a_stem(one: str, other: str) -> None:
    """It need not be a word, only the same for both texts."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["bus", "us", "go", "pass", "red", "no"])
def test_short_words_keep_what_looks_like_an_ending(word: str) -> None:
    """Three letters have no ending to lose, and "ss" is none."""
    assert stem(word).startswith(word[:2])
    assert stem("pass") == "pas"
