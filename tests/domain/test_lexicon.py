"""The lexicon: data made ready for look-up, or refused by name."""

import re
from typing import Any

import pytest

import prompts
from api.domain.lexicon import Lexicon, LexiconError
from tests.domain.english import lexicon, texts


def changed(**parts: object) -> dict[str, Any]:
    """The data of the service with some parts replaced."""
    return {**prompts.data("lexicon/en.yaml"), **parts}


def test_every_list_of_the_data_is_listened_for() -> None:
    """Under its own name."""
    cues = {cue.name for cue in lexicon().cues.find(texts("We cannot refund it, thanks"))}

    assert {"business", "strong_refusal", "courtesy"} <= cues


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


def test_related_acts_stand_in_for_one_another() -> None:
    """Both ways, and each for itself."""
    related = lexicon().related

    assert "investigate" in related["fix"]
    assert "fix" in related["investigate"]
    assert "waive" in related["waive"]


def test_synonyms_share_a_concept() -> None:
    """Whatever their inflection; a word may stand for several things."""
    known = Lexicon.from_data(changed(synonyms=["parcel, package, send", "mail, send, post"]))

    assert known.concepts("parcels") & known.concepts("packages")
    assert known.concepts("sent") & known.concepts("parcel")
    assert known.concepts("sent") & known.concepts("mailing")
    assert not known.concepts("parcel") & known.concepts("mail")


def test_other_words_are_their_own_stem() -> None:
    """Two words of no group are alike where only their inflection differs."""
    known = Lexicon.from_data(changed(synonyms=[]))

    assert known.concepts("umbrellas") == known.concepts("umbrella") == {"umbrella"}
    assert known.concepts("paid") == known.concepts("pays")
    assert not known.concepts("lamp") & known.concepts("umbrella")


def test_a_hyphenated_word_is_about_all_its_parts() -> None:
    """ "refund-only" says "refund", and still is a word of its own."""
    known = Lexicon.from_data(changed(synonyms=[]))

    assert known.concepts("box-lid") == {"box-lid", "box", "lid"}
    assert known.concepts("boxed-") == {"boxed-", "box"}


def test_a_synonym_of_several_words_is_found_whatever_its_inflection() -> None:
    """Under the name of its group, which its single words have as a concept."""
    known = Lexicon.from_data(changed(synonyms=["refund, send the money home"]))
    said = texts("He sent the money home")

    (name,) = known.concepts("refunded") - {"refund"}
    found = known.phrases.find(said, [known.stem(word) for word in said])

    assert [(cue.name, cue.start, cue.end) for cue in found] == [(name, 1, 5)]


def test_the_stem_of_an_irregular_form_is_that_of_its_base() -> None:
    """ "sent" is "send", as "refunded" is "refund"."""
    assert [Lexicon.stem(word) for word in ("sent", "paid", "refunded", "lamp")] == [
        "send", "pay", "refund", "lamp",
    ]  # fmt: skip


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
        pytest.param(changed(synonyms=["refund, "]), id="no-synonym"),
        pytest.param(changed(bounds={"most": [""]}), id="no-phrase"),
    ],
)
def test_wrong_data_is_refused(data: dict[str, Any]) -> None:
    """At the start of the process, not at the first request."""
    with pytest.raises(LexiconError, match="lexicon: "):
        Lexicon.from_data(data)


def test_a_line_of_synonyms_that_is_added_renames_no_other() -> None:
    """Weights know groups by their names, whatever a product team adds above them."""
    data = prompts.data("lexicon/en.yaml")
    lines = data["synonyms"]
    assert isinstance(lines, list)
    longer = Lexicon.from_data({**data, "synonyms": ["gizmo, thingamajig", *lines]})

    before = lexicon().groups
    assert {stem: longer.groups[stem] for stem in before} == before
