"""All that the rules read off one text."""

from api.domain.reading import read
from api.domain.side import look
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


def test_features_are_words_figures_protected_text_and_acts() -> None:
    """Figures and protected text are marked "=", acts and refusals "!"."""
    refused, priced, item = look(read(TEXT), lexicon()).features

    assert {"!refund", "!no", lexicon().concept("umbrella")} <= refused
    assert {"=#A7731", "=money$(5.0,)"} <= priced
    assert item == {lexicon().concept("boxes")}


def test_what_stands_outside_sentences_is_no_feature() -> None:
    """A link in a quote says nothing of the sentence after it."""
    (only,) = look(read("> See #A7731\n\nUmbrellas.\n\n> and #A7732"), lexicon()).features

    assert only == {lexicon().concept("umbrellas")}
