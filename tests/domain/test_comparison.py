"""Draft and rewrite side by side."""

import pytest

from api.domain.comparison import compare, hold
from api.domain.errors import EmptyDraft
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.side import look
from tests.domain.english import held, lexicon

DRAFT = "We cannot refund the umbrella. Boxes ship on Friday."


def test_links_go_both_ways() -> None:
    """From a rewrite's sentence to its sources, from a draft's to its carriers."""
    comparison = held(DRAFT, "Friday is when boxes ship. Hello.")

    assert comparison.links == (frozenset({1}), frozenset())
    assert [comparison.carriers(n) for n in (0, 1)] == [(), (0,)]


def test_a_clause_has_the_frames_of_its_sources() -> None:
    """Those of the draft sentences behind its own sentence."""
    comparison = held(DRAFT, "Friday is when boxes ship. Hello.")
    linked, free = comparison.reply.by_sentence

    assert comparison.sources(linked[-1]) == comparison.draft.by_sentence[1]
    assert comparison.sources(free[0]) == ()


def test_the_nearest_clause_shares_most_words() -> None:
    """Among the carriers; none where there are no carriers."""
    comparison = held(DRAFT, "Hello, and we cannot refund that umbrella of yours.")
    frame = comparison.draft.frames[0]
    nearest = comparison.nearest(frame, comparison.carriers(0))

    assert nearest
    assert "umbrella" in {word.text for word in nearest.clause.words}
    assert comparison.nearest(frame, ()) is None


def test_facts_and_the_customer_are_read_where_there_are_any() -> None:
    """Blank ones are none."""
    with_both = held(DRAFT, DRAFT, facts=("Rain.", " "), customer="Help!")
    without = held(DRAFT, DRAFT, facts=("",), customer=" ")

    assert with_both.facts
    assert with_both.customer
    assert with_both.facts.document.text == "Rain."
    assert without.facts is without.customer is None


def test_a_clause_of_the_draft_may_be_carried_by_any_of_the_rewrite() -> None:
    """By one sentence, by two that stand together, or by all of it."""
    comparison = held(DRAFT, "Friday it is. Boxes ship. Hello.")
    refused, shipped = comparison.draft.frames

    lost, kept = comparison.carried_of(refused), comparison.carried_of(shipped)

    assert kept.alone < kept.together == kept.anywhere == 1.0
    assert lost.anywhere < 1.0


def test_a_draft_that_was_looked_at_is_not_read_again() -> None:
    """The pipeline compares several answers with one draft."""
    side = look(read(DRAFT), lexicon())

    again = hold(side, Answer("Hello."), lexicon=lexicon())

    assert again == compare(side.document, Answer("Hello."), lexicon=lexicon())
    assert again.draft is side


def test_an_answer_that_cannot_be_read_is_an_error() -> None:
    """There is nothing to hold against the draft."""
    with pytest.raises(EmptyDraft):
        held(DRAFT, " ")


def test_sentences_of_both_texts_are_neither_anew_nor_altered() -> None:
    """Word for word, with the same protected pieces, wherever they stand."""
    comparison = held(f"{DRAFT} Lamps are red.", "Boxes ship on Friday. Sadly, no refund is due.")

    assert [n for n, _ in comparison.anew] == [1]
    assert [n for n, _ in comparison.altered] == [0, 2]
    assert tuple(comparison.new_frames) == comparison.reply.by_sentence[1]


@pytest.mark.parametrize("short", ["Approved!", "Not refundable.", "I'm afraid not."])
def test_a_sentence_with_a_clause_of_a_word_or_two_is_looked_at_all_the_same(short: str) -> None:
    """That both texts have it may be chance; of a contraction, two words stand in one place."""
    comparison = held(short, short)
    few = len(read(short).text.split()) < 3

    assert bool(comparison.anew) is bool(comparison.altered) is few
