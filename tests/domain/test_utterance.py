"""What is read off one sentence, and moved where it stands elsewhere."""

from collections.abc import Callable

import pytest

from api.domain.clauses import clauses
from api.domain.errors import DraftError
from api.domain.figures import figures
from api.domain.reading import read
from api.domain.side import Side, look
from api.domain.words import words
from tests.domain.english import lexicon
from tests.hostile_pairs import HOSTILE, Pair

DRAFT = (
    "Hi Kim, we can't refund the $5 fee, but we will send box #A7731 by 4 May. See a@b.co 😀.\n\n"
    "- You may write to us within 5-7 days if it isn't there.\n- Thanks!\n- Thanks!"
)
REWRITE = (
    "Thanks! Hello, and sorry. You may write to us within 5-7 days if it isn't there.\n"
    "See a@b.co 😀. We can send it by Friday, 4 May."
)


def looked(text: str, *known: Side) -> Side:
    """Everything read off a text, as a rewrite."""
    return look(read(text, prefix="R"), lexicon(), known)


@pytest.mark.parametrize("text", [REWRITE, DRAFT, "Hm. " + DRAFT], ids=["other", "same", "moved"])
def test_what_is_moved_is_what_would_be_read(text: str) -> None:
    """Every word, clause, term and figure, at its own place."""
    draft = look(read(DRAFT), lexicon())

    known, anew = looked(text, draft), looked(text)

    assert known.utterances == anew.utterances
    for frame in known.frames:
        assert [text[w.start : w.end] for w in frame.clause.words]
        assert frame.clause.sentence in known.document.sentences
    assert all(text[f.start : f.end] == f.quote for f in known.figures)


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_nothing_looks_over_a_sentences_ends(make: Callable[[int], Pair]) -> None:
    """Read as a whole, a text has the clauses and figures of its sentences, however crafted."""
    pair = make(300)
    try:
        draft, document = read(pair.draft), read(pair.answer.text)
    except DraftError:
        return  # refused before anything is looked at
    said = [words(document.text, s.start, s.end) for s in document.sentences]

    found = looked(document.text, look(draft, lexicon()))

    assert found.figures == figures(document, document.sentences, lexicon())
    assert [frame.clause.start for frame in found.frames] == [
        clause.start for clause in clauses(document, document.sentences, said)
    ]


def test_a_known_sentence_is_not_read_again() -> None:
    """What does not depend on its place is the very same; so it is within one text."""
    draft = look(read(DRAFT), lexicon())
    rewrite = looked(REWRITE, draft)

    may = next(frame for frame in draft.frames if frame.modal == "may")
    assert any(frame.about is may.about for frame in rewrite.frames)
    first, second = (frame for frame in draft.frames if frame.clause.texts == ("thanks",))
    assert first.about is second.about
    assert first.clause.start < second.clause.start


def test_of_two_known_texts_either_may_have_the_sentence() -> None:
    """A mended text is made of the draft's sentences and the rewrite's."""
    draft, rewrite = look(read("Boxes are red."), lexicon()), looked("Lamps are blue.")

    mended = looked("Lamps are blue. Boxes are red.", draft, rewrite)

    assert [frame.about for frame in mended.frames] == [
        rewrite.frames[0].about, draft.frames[0].about,
    ]  # fmt: skip
    assert mended.frames[0].about is rewrite.frames[0].about
    assert mended.frames[1].about is draft.frames[0].about


def test_a_sentence_with_other_protected_pieces_is_read_anew() -> None:
    """The same digits are a reference behind "order", and a number elsewhere."""
    draft = look(read("This is your order:\n12345 is on its way."), lexicon())
    rewrite = looked("12345 is on its way.", draft)

    assert draft.known.keys().isdisjoint(rewrite.known)
    assert [len(side.figures) for side in (draft, rewrite)] == [0, 1]
