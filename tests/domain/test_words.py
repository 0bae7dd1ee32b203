"""Words of a text, their places, and their stems."""

import pytest

from api.domain.words import misspelled, spelled_alike, stem, words


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
        pytest.param("we rec'd it", ["we", "received", "it"], id="an-abbreviation"),
        pytest.param("five o'clock", ["five", "o'clock"], id="other-apostrophe"),
        pytest.param("y'all'll see", ["y'all", "will", "see"], id="two-apostrophes"),
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


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("dr", "doctor", True, id="cut-short"),
        pytest.param("doctor", "dr", True, id="written-out"),
        pytest.param("mtg", "meeting", True, id="three-letters-of-it"),
        pytest.param("temp", "temperature", True, id="a-beginning"),
        pytest.param("paid", "prepaid", False, id="letters-of-four-in-between"),
        pytest.param("production", "produced", True, id="one-stem"),
        pytest.param("remind", "reminder", True, id="the-stem-itself"),
        pytest.param("battery", "bottles", False, id="two-stems"),
        pytest.param("wired", "wireless", False, id="short-of-a-stem"),
        pytest.param("cat", "doctor", False, id="another-beginning"),
        pytest.param("cup", "carton", False, id="letters-that-are-not-there"),
    ],
)
def test_words_are_spelled_alike_where_one_may_stand_for_the_other(
    one: str, other: str, *, alike: bool
) -> None:
    """An abbreviation, or two words built on one stem."""
    assert spelled_alike(one, other) is alike


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        pytest.param("tomorow", "tomorrow", True, id="a-letter-missing"),
        pytest.param("adress", "address", True, id="one-of-two-letters-missing"),
        pytest.param("refun", "refund", True, id="the-last-letter-missing"),
        pytest.param("seperate", "separate", True, id="another-letter"),
        pytest.param("nto", "not", True, id="two-exchanged"),
        pytest.param("recieve", "receive", True, id="two-exchanged-inside"),
        pytest.param("wired", "wider", False, id="two-slips"),
        pytest.param("box", "boxing", False, id="several-letters-more"),
        pytest.param("lamp", "ramps", False, id="another-letter-and-one-more"),
    ],
)
def test_a_misspelled_word_is_one_slip_away(one: str, other: str, *, slip: bool) -> None:
    """Whichever of the two is the wrong one."""
    assert misspelled(one, other) is slip
    assert misspelled(other, one) is slip
