"""What sentences say, as features, and how rare each is."""

import pytest

from api.domain.features import Features, Item, items
from api.domain.reading import read
from api.domain.side import look
from tests.domain.english import lexicon

TEXT = "We cannot refund the umbrella. It costs $5, see #A7731.\n\n- Boxes"


def features(text: str) -> list[frozenset[str]]:
    """What each sentence of a text says, by all its features."""
    side = look(read(text), lexicon())
    return [
        frozenset().union(*(item.features for item in items(side.document, said)))
        for said in side.utterances
    ]


def test_items_are_words_figures_protected_text_and_acts() -> None:
    """Figures and protected text are marked "=", acts and refusals "!"."""
    refused, priced, item = features(TEXT)

    assert {"!refund", "!no"} | lexicon().concepts("umbrella") <= refused
    assert {"=#A7731", "=money$(5.0,)"} <= priced
    assert "!no" not in priced
    assert item == lexicon().concepts("boxes")


def test_items_weigh_what_they_tell() -> None:
    """A figure more than a word, a word more than an act, a light word least."""
    side = look(read("We refund the umbrella for $5 today."), lexicon())
    said = items(side.document, side.utterances[0])
    weights = {feature: item.weight for item in said for feature in item.features}

    assert (
        weights["=money$(5.0,)"] > weights["umbrella"] > weights["!refund"] > weights["today"] > 0
    )


def test_what_stands_outside_sentences_is_no_item() -> None:
    """A link in a quote says nothing of the sentence before or after it; emoji say nothing."""
    assert features("> See #A7731\n\nUmbrellas 😀.\n\n> and #A7732") == [
        lexicon().concepts("umbrellas")
    ]


def item(*features: str) -> Item:
    """Something that these features say, which weighs 1."""
    return Item(frozenset(features), 1.0)


def test_what_fewer_sentences_say_weighs_more() -> None:
    """By the root of their number; the rarest feature of an item counts."""
    held = Features(
        [[item("box"), item("lamp")], [item("box")], [item("box", "red")], [item("box")]]
    )

    assert held.weight([item("box")]) == 0.5
    assert held.weight([item("box", "lamp")]) == held.weight([item("lamp")]) == 1.0
    assert held.totals == (1.5, 0.5, 1.0, 0.5)


def test_what_no_sentence_says_is_as_rare_as_can_be() -> None:
    """A synonym still counts less than a word."""
    held = Features([[item("box")], [item("box", "~1")]])

    assert held.weight([item("lamp")]) == 1.0
    assert held.weight([item("~2")]) == held.weight([item("~1")]) < 1.0


def test_sentences_share_what_they_say() -> None:
    """For each, the rarest feature that it has in common counts, times what the item weighs."""
    held = Features([[item("box", "~1")], [item("~1")], [item("lamp")]])

    shared = held.shared(Item(frozenset({"box", "~1", "red"}), 2.0), 0)

    assert shared == {0: 2.0, 1: pytest.approx(2.0 * 0.7 / 2**0.5)}


def test_of_very_many_sentences_the_nearest_share() -> None:
    """Forty around the place; features that the same sentences hold count once."""
    held = Features([[item("box", "~1", "~2")]] * 300 + [[item("box")]])

    for _ in range(2):  # what is kept from the first time is the same
        shared = held.shared(item("box", "~1", "~2"), 100)
        assert sorted(shared) == list(range(80, 120))
        assert len(set(shared.values())) == 1
    assert min(held.shared(item("box"), 1_000)) == 261
