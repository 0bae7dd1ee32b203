"""All that the rules read off one text."""

import pytest

from api.domain.figure import FigureKind
from api.domain.reading import read
from api.domain.side import look, look_at
from tests.domain.english import lexicon

TEXT = "We cannot refund the umbrella. It costs $5, see #A7731.\n\n- Boxes"


def test_a_side_knows_its_sentences() -> None:
    """Offsets between sentences and past the end belong to none."""
    side = look(read(TEXT), lexicon())

    assert [side.sentence_at(at) for at in (0, 29, 30, 31, len(TEXT), -1)] == [
        0, 0, None, 1, None, None,
    ]  # fmt: skip
    assert side.known_language


def test_frames_are_found_by_sentence() -> None:
    """And quoted as they are written."""
    side = look(read(TEXT), lexicon())

    assert [side.quote(frame).quote for frame in side.frames_of([1, 2])] == [
        "It costs $5, see", "Boxes",
    ]  # fmt: skip


def test_a_clause_has_the_figures_that_start_in_it() -> None:
    """The others of its sentence are another clause's; their keys are those of the whole text."""
    side = look(read("It costs $5 and $6, but we charge 7 dollars. Boxes are $5."), lexicon())

    assert [[f.quote for f in side.figures_in(frame)] for frame in side.frames] == [
        ["$5", "$6"], ["7 dollars"], ["$5"],
    ]  # fmt: skip
    assert side.figure_keys == {(FigureKind.MONEY, "$", (n,)) for n in (5.0, 6.0, 7.0)}


def test_a_side_knows_what_it_is_about() -> None:
    """Each sentence, and all of it."""
    side = look(read(TEXT), lexicon())

    assert [lexicon().concepts("umbrella") <= about for about in side.said] == [True, False, False]
    assert side.about == frozenset().union(*side.said)


def test_a_clause_has_its_place_in_the_text() -> None:
    """From 0 at the start to 1 at the end."""
    side = look(read(TEXT), lexicon())
    places = [side.place(frame) for frame in side.frames]

    assert places == sorted(places)
    assert places[0] == 0.0
    assert places[-1] < 1.0


@pytest.mark.parametrize(
    ("piece", "clause"),
    [
        pytest.param("$5", "It costs $5, see", id="inside"),
        pytest.param("#A7731", "It costs $5, see #A7731", id="behind-the-words"),
        pytest.param("Boxes", "Boxes", id="own-sentence"),
        pytest.param("#A7732", "#A7732", id="before-any-word"),
        pytest.param("- ", "- ", id="outside-sentences"),
    ],
)
def test_a_piece_stands_in_a_clause(piece: str, clause: str) -> None:
    """Quoted with the piece; a piece that stands in none is quoted alone."""
    text = TEXT + "\n\n#A7732 is lost."
    side = look(read(text), lexicon())
    start = text.index(piece)

    assert side.clause_at(start, start + len(piece)).quote == clause


def test_texts_beside_the_draft_are_read_as_one() -> None:
    """Blank ones are none."""
    side = look_at(["Boxes are blue.", " ", "Lamps are red."], "F", lexicon())

    assert side
    assert [sentence.id for sentence in side.document.sentences] == ["F1", "F2"]
    assert look_at([" ", ""], "F", lexicon()) is None


def test_a_figure_is_held_as_it_is_or_otherwise() -> None:
    """An equal one, a bare number with a unit; not one that stands nowhere."""
    side = look(read("We refund $25 within 5 days."), lexicon())
    said = look(read("You get 25 dollars. Wait 5. Wait 6."), lexicon())

    assert [side.holds(figure) for figure in said.figures] == [True, True, False]
