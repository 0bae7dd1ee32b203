"""The word diff."""

from hypothesis import given
from hypothesis import strategies as st

from api.cli.word_diff import MAX_WORDS, Piece, word_diff

texts = st.lists(st.sampled_from(["we", "can't", "refund", "the", "fee", "\n", "sorry,"])).map(
    " ".join
)


@given(texts, texts)
def test_the_diff_holds_all_of_both_texts(draft: str, reply: str) -> None:
    """Nothing is lost: the old pieces make the draft's words, the new ones the reply."""
    pieces = word_diff(draft, reply) or []
    assert "".join(p.text for p in pieces if p.kind != "old") == reply
    before = "".join(p.text for p in pieces if p.kind != "new")
    assert "".join(before.split()) == "".join(draft.split())


def test_single_equal_words_between_changes_are_not_shown_as_kept() -> None:
    """A flicker of single words cannot be read."""
    pieces = word_diff("You must send the receipt now.", "Could you mail the letter now.")
    assert pieces == [
        Piece("old", "You must send the receipt "),
        Piece("new", "Could you mail the letter "),
        Piece("same", "now."),
    ]


def test_equal_texts_have_no_change() -> None:
    """One piece, kept."""
    assert word_diff("We can help.", "We can help.") == [Piece("same", "We can help.")]


def test_very_long_texts_are_not_compared() -> None:
    """The time grows with the square of the length."""
    assert word_diff("a " * (MAX_WORDS + 1), "b") is None
