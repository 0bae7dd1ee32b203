"""Texts as a reader sees them, with the way back."""

from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.personal.folding import fold


def test_a_text_reads_as_it_looks() -> None:
    """Widths, accents, dashes, spaces, digits of other scripts and what cannot be seen."""
    assert fold("ａ１\u00a0–−\u200b٣é·e\u0301\u2028x").text == "a1 --3e.e\nx"


def test_what_is_found_maps_back_to_what_was_written() -> None:
    """A hidden character within belongs to the piece, a mark to its letter."""
    text = "Jo\u200bse\u0301 ﬁn"
    folded = fold(text)
    assert folded.text == "Jose fin"
    assert text[slice(*folded.span(0, 4))] == "Jo\u200bse\u0301"
    assert text[slice(*folded.span(5, 6))] == "ﬁ"


@given(st.text())
def test_every_piece_has_its_place(text: str) -> None:
    """Spans stay in order and inside the text."""
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert fold(folded.text).text.isascii() or not folded.text.isascii()
