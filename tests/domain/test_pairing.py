"""Which clause of the other text says what a clause says."""

import pytest

from api.domain.frames import Frame, weight
from api.domain.pairing import Carried, Said, coverage, nearest, unsaid
from api.domain.reading import read
from api.domain.side import look
from tests.domain.english import lexicon


def frames(text: str) -> tuple[Frame, ...]:
    """The frames of a text."""
    return look(read(text), lexicon()).frames


def frame(text: str) -> Frame:
    """The frame of a text that is one clause."""
    (only,) = frames(text)
    return only


def about(*words: str) -> frozenset[str]:
    """What these words are about."""
    return frozenset().union(*map(lexicon().concepts, words))


def test_the_nearest_clause_shares_most_words() -> None:
    """Whatever their inflection."""
    others = frames("Boxes are blue. We will replace the umbrellas. Lamps are red.")

    pair = nearest(frame("The umbrella was replaced."), others)

    assert pair
    assert pair.frame is others[1]
    assert pair.shared == 1.0


def test_of_equals_the_first_is_nearest() -> None:
    """Even where they have nothing in common."""
    others = frames("Boxes are blue. Lamps are red.")

    pair = nearest(frame("Umbrellas dripped."), others)

    assert pair
    assert pair.frame is others[0]
    assert pair.shared == 0.0


def test_nothing_is_nearest_to_nothing() -> None:
    """Among no clauses there is no pair."""
    assert nearest(frame("Umbrellas dripped."), ()) is None


def test_only_so_many_clauses_are_looked_at() -> None:
    """A sentence without end costs no time without end."""
    same = frame("Umbrellas dripped.")
    other = frame("Lamps are red.")

    near, far = nearest(same, [other, same]), nearest(same, [other] * 40 + [same])

    assert near
    assert far
    assert (near.frame, far.frame) == (same, other)


def test_an_act_in_common_counts() -> None:
    """Of two clauses with one word in common, the one that names the same act is nearer."""
    others = frames("The umbrella is blue. We will pay you back for the umbrella.")

    pair = nearest(frame("You get your money back for that umbrella."), others)

    assert pair
    assert pair.frame is others[1]


def test_a_word_in_common_counts_more_than_a_light_one() -> None:
    """What the clause is about decides, not that both are of today."""
    others = frames("Lamps are blue today. Umbrellas are blue.")

    pair = nearest(frame("Umbrellas arrive today."), others)

    assert pair
    assert pair.frame is others[1]


def test_an_act_weighs_in_what_a_clause_says() -> None:
    """One word of two and an act that is not the other's: 1 of 2.5."""
    (other,) = frames("Send the umbrella today.")

    pair = nearest(frame("We will refund the umbrella."), [other])

    assert pair
    assert pair.shared == pytest.approx(0.4)


def test_what_is_shared_is_a_share_of_the_smaller_clause() -> None:
    """A long clause may hold a short one whole."""
    long, short = frame("Umbrellas and lamps dripped."), frame("Umbrellas dripped.")

    for one, other in ((long, short), (short, long)):
        pair = nearest(one, [other])
        assert pair
        assert pair.shared == 1.0


def test_light_words_weigh_little() -> None:
    """They say little, alone or together."""
    light = next(term for term in frame("Umbrellas arrive today.").terms if term.light)
    heavy = next(term for term in frame("Umbrellas arrive today.").terms if not term.light)

    assert 0.0 == weight([]) < weight([light, light]) < weight([heavy]) == 1.0


@pytest.mark.parametrize(
    ("said", "share"),
    [
        pytest.param([("umbrella", "dripping", "lamp")], 1.0, id="all"),
        pytest.param([("umbrella",), ("lamp",)], 0.5, id="half"),
        pytest.param([("umbrella",), ("drip",)], 0.5, id="never-added-up"),
        pytest.param([("lamp",)], 0.0, id="none"),
        pytest.param([], 0.0, id="nothing-said"),
    ],
)
def test_coverage_is_the_share_that_one_sentence_says(
    said: list[tuple[str, ...]], share: float
) -> None:
    """Of the sentence that says most."""
    assert coverage(frame("Umbrellas dripped."), [about(*words) for words in said]) == share


def test_a_clause_that_says_nothing_is_covered() -> None:
    """There is nothing in it to lose."""
    assert coverage(frame("It is."), []) == 1.0


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param(["umbrella"], Carried(0.5, 0.5, 0.5), id="one"),
        pytest.param(["umbrella", "drip"], Carried(0.5, 1.0, 1.0), id="neighbours"),
        pytest.param(["umbrella", "lamp", "drip"], Carried(0.5, 0.5, 1.0), id="apart"),
        pytest.param([], Carried(0.0, 0.0, 0.0), id="nothing"),
    ],
)
def test_a_clause_is_carried_by_one_sentence_by_two_or_by_all(
    said: list[str], expected: Carried
) -> None:
    """Two count together only where they stand together."""
    found = Said([about(word) for word in said]).carried(frame("Umbrellas dripped."), 0.0)

    assert found == expected


def test_of_very_many_sentences_the_nearest_are_looked_at() -> None:
    """A word that all of them say is found around the clause's place."""
    sentences = [about("umbrella")] * 400
    sentences[390] = about("umbrella", "drip")
    said = Said(sentences)

    assert said.carried(frame("Umbrellas dripped."), 1.0).alone == 1.0
    assert said.carried(frame("Umbrellas dripped."), 0.0).alone == 0.5


@pytest.mark.parametrize(
    ("at", "alone"),
    [
        pytest.param(179, 0.5, id="too-early"),
        pytest.param(180, 1.0, id="first"),
        pytest.param(219, 1.0, id="last"),
        pytest.param(220, 0.5, id="too-late"),
    ],
)
def test_the_nearest_sentences_lie_on_both_sides(at: int, alone: float) -> None:
    """Of 400 in which the word stands, those around the clause's place, here the middle."""
    sentences = [about("umbrella")] * 400
    sentences[at] = about("umbrella", "drip")

    assert Said(sentences).carried(frame("Umbrellas dripped."), 0.5).alone == alone


def test_a_clause_that_says_nothing_is_carried() -> None:
    """Whatever the other text says."""
    assert Said([]).carried(frame("It is."), 0.0) == Carried(1.0, 1.0, 1.0)


def test_what_is_unsaid_is_named() -> None:
    """Light words and words in another inflection are not."""
    clause = frame("Umbrellas dripped today.")

    assert [term.word.text for term in unsaid(clause, about("umbrella"))] == ["dripped"]
    assert unsaid(clause, about("umbrella", "dripping")) == ()


def test_no_clause_is_looked_at_behind_one_that_says_all() -> None:
    """No other one can be nearer; where clauses are alike, the first is found at once."""
    said = "We will replace the umbrella."
    others = iter(frames(f"Lamps are red. {said} {said} Boxes are blue."))

    pair = nearest(frame(said), others)

    assert pair
    assert (pair.frame.clause.start, pair.shared) == (len("Lamps are red. "), 1.0)
    assert len(list(others)) == len(("again", "blue"))
