"""The lexicon: data made ready for look-up, or refused by name."""

import re
from typing import Any

import pytest

import prompts
from api.domain.lexicon import Lexicon, LexiconError, Phrases
from api.domain.words import words
from tests.domain.english import lexicon


def changed(**parts: object) -> dict[str, Any]:
    """The data of the service with some parts replaced."""
    return {**prompts.data("lexicon/en.yaml"), **parts}


def test_the_longest_phrase_wins_and_none_overlap() -> None:
    """ "up to" inside "up to now" is not found twice."""
    phrases = Phrases.of(["up to", "up to now", "now"])

    assert list(phrases.find(words("Up to now, up to five, up"))) == [(0, 3), (3, 5)]
    assert phrases.within(words("only now"))
    assert not phrases.within(words("up there"))


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("refunds", "refund"), ("refunded", "refund"), ("refunding", "refund"),
        ("replies", "respond"), ("replied", "respond"), ("cancelling", "cancel"),
        ("cancelled", "cancel"), ("canceled", "cancel"), ("fixes", "fix"), ("sent", "send"),
        ("given", "send"), ("replacing", "replace"), ("waived", "waive"),
    ],
)  # fmt: skip
def test_inflections_are_made_from_the_base_verb(form: str, base: str) -> None:
    """The data names base forms only."""
    assert base in {found.act for found in lexicon().forms[form]}


def test_the_longest_form_of_a_verb_comes_first() -> None:
    """ "send out" must be tried before "send"."""
    tails = [len(form.tail) for form in lexicon().forms["send"]]

    assert tails == sorted(tails, reverse=True)


def test_related_acts_stand_in_for_one_another() -> None:
    """Both ways, and each for itself."""
    related = lexicon().related

    assert "investigate" in related["fix"]
    assert "fix" in related["investigate"]
    assert "waive" in related["waive"]


def test_synonyms_share_a_concept() -> None:
    """Whatever their inflection; other words are their own stem."""
    known = lexicon()

    assert known.concept("reimbursed") == known.concept("refunds")
    assert known.concept("umbrellas") == known.concept("umbrella")


def test_the_digest_is_that_of_the_data() -> None:
    """The same data gives the same digest, other data another one."""
    same = Lexicon.from_data(prompts.data("lexicon/en.yaml"))
    other = Lexicon.from_data(changed(language="en-GB"))

    assert re.fullmatch("[0-9a-f]{64}", same.digest)
    assert same.digest == lexicon().digest != other.digest


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="empty"),
        pytest.param(changed(acts={"refund": {"verbs": ["refund"]}}), id="no-nouns"),
        pytest.param(changed(months=None), id="no-months"),
        pytest.param(changed(durations={"day": ["x", "second"]}), id="no-number"),
        pytest.param(changed(acts=[]), id="a-list"),
    ],
)
def test_wrong_data_is_refused(data: dict[str, Any]) -> None:
    """At the start of the process, not at the first request."""
    with pytest.raises(LexiconError, match="lexicon: "):
        Lexicon.from_data(data)
