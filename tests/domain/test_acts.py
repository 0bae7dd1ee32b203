"""Acts that a clause names."""

import pytest

from api.domain.acts import mentions
from tests.domain.english import lexicon, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("we refund you", ["refund"], id="verb"),
        pytest.param("we pay you back", ["refund"], id="split-verb"),
        pytest.param("we pay all four of you back", [], id="too-far"),
        pytest.param("the refund is late", ["refund"], id="noun"),
        pytest.param("your refunds are late", ["refund"], id="nouns"),
        pytest.param("a gift card for you", ["credit"], id="noun-phrase"),
        pytest.param("a gift for the card", [], id="no-noun-phrase"),
        pytest.param("your document", [], id="no-verb-after-your"),
        pytest.param("for cancelling it", ["cancel"], id="gerund"),
        pytest.param("we refund and replace it", ["refund", "replace"], id="two"),
        pytest.param("we look into it and get back", ["investigate", "contact"], id="phrases"),
        pytest.param("umbrellas", [], id="none"),
    ],
)
def test_an_act_is_named_by_verb_or_noun(text: str, expected: list[str]) -> None:
    """Phrases may be split; an article makes a noun."""
    found = [mention.form.act for mention in mentions(texts(text), lexicon())]

    assert found == expected


def test_an_article_decides_between_noun_and_verb() -> None:
    """ "the credit" is a thing, "we credit" is a deed."""
    (noun,) = mentions(texts("the credit"), lexicon())
    (verb,) = mentions(texts("we credit"), lexicon())

    assert noun.form.noun
    assert not verb.form.noun
