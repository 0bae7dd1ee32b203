"""Pieces put side by side, so that none runs into the next."""

import pytest

from api.domain.pieces import Piece, Pieces
from api.domain.reading import read
from api.domain.reply import Source

DRAFT = read("One.\n\nTwo.\n\n> a\n\nThree.\n--\nKim")
LOST = [block for block in DRAFT.blocks if block.fixed]


def woven(*pieces: Piece, tail: str = "", lost: int = 0, newline: str = "\n") -> str:
    """The text of the pieces, with the last so many fixed blocks put back."""
    under_way = Pieces(DRAFT, newline)
    for piece in pieces:
        under_way.put(piece)
    return under_way.answer(tail, LOST[len(LOST) - lost :]).text


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([Piece(" ", "One."), Piece(" ", "Two.")], "One. Two.", id="first-gap-goes"),
        pytest.param([Piece("", "One", why="x"), Piece(" ", "Two")], "One. Two", id="full-stop"),
        pytest.param([Piece("", "One)", why="x"), Piece("", "Two")], "One). Two", id="bracket"),
        pytest.param(
            [Piece("", "Take plan B", why="x"), Piece("", "Two")], "Take plan B. Two", id="words"
        ),
        pytest.param(
            [Piece("", "One"), Piece("", "Two", why="x")], "One. Two", id="before-restored"
        ),
        pytest.param([Piece("", "One!", why="x"), Piece("", "Two")], "One! Two", id="has-a-stop"),
        pytest.param(
            [Piece("", "One", why="x"), Piece(" ", "Two", why="x", follows=True)],
            "One Two",
            id="as-in-the-draft",
        ),
        pytest.param([Piece("", "One", why="x"), Piece("\n", "Two")], "One\nTwo", id="new-line"),
        pytest.param([Piece("", "One"), Piece(" ", "Two")], "One Two", id="as-written"),
        pytest.param([Piece("", "a", alone=True), Piece(" ", "Two.")], "a\n\nTwo.", id="alone"),
        pytest.param([Piece("", "One."), Piece(" ", "> a", fixed=True)], "One.\n\n> a", id="fixed"),
        pytest.param(
            [Piece("", "> a", fixed=True, alone=True), Piece("  \nx ", "One.")],
            "> a\nx One.",
            id="no-space-behind-fixed",
        ),
    ],
)
def test_a_piece_does_not_run_into_the_next(pieces: list[Piece], expected: str) -> None:
    """Restored words get the full stop, the space or the line that they need."""
    assert woven(*pieces) == expected


def test_lost_blocks_go_back_to_their_place() -> None:
    """With the draft's own gap before them."""
    text = woven(Piece("", "One.", (0,)), Piece(" ", "Two.", (1,)), Piece(" ", "3.", (2,)), lost=2)

    assert text == "One. Two.\n\n> a\n\n3.\n--\nKim"


def test_a_lost_block_stands_above_a_kept_one_that_came_behind_it() -> None:
    """A kept block remembers its place in the draft as a sentence does."""
    draft = read("One.\n\n> a\n\n--\nKim")
    under_way = Pieces(draft, "\n")
    under_way.put(Piece("", "One.", (0,)))
    under_way.put(Piece("\n", "--\nKim", alone=True, fixed=True))

    assert under_way.answer("", [draft.blocks[1]]).text == "One.\n\n> a\n--\nKim"


def test_line_ends_are_those_of_the_text() -> None:
    """A rewrite with CRLF gets no bare LF."""
    text = woven(Piece("", "Two.", (1,)), Piece(" ", "3.", (2,)), lost=2, newline="\r\n")

    assert text == "Two.\r\n\r\n> a\r\n\r\n3.\r\n--\r\nKim".replace("--\r\n", "--\n")


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        pytest.param("\n", "One.\n\n> a\n\n--\nKim\n", id="newline"),
        pytest.param("  \n", "One.\n\n> a\n\n--\nKim\n", id="space"),
        pytest.param("\n-----\n", "One.\n\n> a\n\n--\nKim", id="rule"),
    ],
)
def test_nothing_is_added_to_a_signature(tail: str, expected: str) -> None:
    """What follows one would be part of it."""
    assert woven(Piece("", "One.", (0,)), tail=tail, lost=2).replace("a\n--", "a\n\n--") == expected


def test_the_tail_stays_behind_prose() -> None:
    """A rule below the last sentence is kept."""
    assert woven(Piece("", "One.", (0,)), tail="\n-----\n") == "One.\n-----\n"


def test_no_pieces_are_no_text() -> None:
    """Only what is lost."""
    assert woven() == ""
    assert woven(lost=1) == "--\nKim"


def test_sources_name_the_draft_and_quote_exactly() -> None:
    """A fixed block has none."""
    under_way = Pieces(DRAFT, "\n")
    under_way.put(Piece("", "Hello.", ()))
    under_way.put(Piece(" ", "Three!", (1, 2), "because"))
    under_way.put(Piece("\n\n", "> a", fixed=True, alone=True))

    answer = under_way.answer("\n", ())

    assert answer.sources == (Source(0, 6, ()), Source(7, 13, ("D2", "D3"), "because"))
    assert answer.text == "Hello. Three!\n\n> a\n"
