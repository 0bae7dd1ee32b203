"""Which sentences of a text say something."""

from api.domain.holders import MANY, Holders, around

SAID = [frozenset({"box", "lamp"}), frozenset[str](), frozenset({"box", "red"})]


def test_what_one_sentence_says_is_apart_from_what_several_say() -> None:
    """Positions of sentences, in order."""
    holders = Holders.of(SAID)

    assert holders.once == {"lamp": 0, "red": 2}
    assert holders.several == {"box": [0, 2]}


def test_a_text_that_says_nothing_is_said_nowhere() -> None:
    """No sentence, or sentences without words."""
    assert Holders.of([]) == Holders.of([frozenset()]) == Holders({}, {})


def test_few_sentences_are_all_looked_at() -> None:
    """Wherever the place is."""
    assert around(range(MANY), 1_000) == range(MANY)


def test_of_very_many_sentences_those_around_the_place_are_looked_at() -> None:
    """As many at the ends of the text as in its middle."""
    many = range(0, 1_000, 2)

    assert around(many, 500) == range(460, 540, 2)
    assert around(many, 0) == many[:MANY]
    assert around(many, 5_000) == many[-MANY:]
