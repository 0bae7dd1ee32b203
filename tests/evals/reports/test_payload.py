"""The cases and samples of a page as data."""

import json
from typing import Any

from evals.reports.payload import payload
from tests.evals.reports.runs import BROKEN, HOSTILE, KIND, hostile, many, regressed, scripted


def _read(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    return data


def test_a_text_stands_once_however_often_it_is_used() -> None:
    """Twelve cases share a draft; two versions share replies."""
    comparison, a, b = regressed()
    data = _read(payload([a, b], comparison))

    assert len(data["samples"]) == 24
    assert len(data["texts"]) == len(set(data["texts"])) == 6
    assert {KIND, BROKEN} <= set(data["texts"])


def test_facts_and_refusals_have_their_places_in_draft_and_reply() -> None:
    """Code points; what a reply lacks has no place."""
    comparison, a, b = regressed()
    data = _read(payload([a, b], comparison))
    good, bad = data["samples"][0], data["samples"][12]

    assert data["cases"][0]["keep"] == [["£24", [[21, 24]]], ["3 May", [[46, 51]]]]
    assert good["keep"] == [[[31, 34]], [[63, 68]]]
    assert bad["keep"] == [[], []]
    assert bad["refuse"] == [[]]
    assert bad["forbid"] == [[14, 25]]


def test_a_comparison_says_which_cases_each_check_fixed_and_broke() -> None:
    """Checks that changed nothing are left out."""
    comparison, a, b = regressed()
    data = _read(payload([a, b], comparison))

    assert data["changes"].keys() == {"keeps_facts", "all"}
    assert len(data["changes"]["keeps_facts"]["broken"]) == 11
    assert "fixed" not in data["changes"]["keeps_facts"]
    assert data["checks"] == ["usable", "keeps_facts", "acknowledges"]


def test_an_answer_that_is_the_reply_is_not_told_twice() -> None:
    """Marks of sources aside; one that was mended stands in full."""
    good, bad = (_read(payload([many(bad=n)], None))["samples"][0] for n in (0, 1))

    assert good["asked"] == 1
    assert "answer" not in good
    assert "asked" not in bad
    assert isinstance(bad["answer"], int)


def test_a_sentence_that_the_reply_lacks_brings_its_own_words() -> None:
    """Others are a place in the reply."""
    sample = _read(payload([many()], None))["samples"][0]

    assert sample["sentences"] == [
        [0, 9, "courtesy"],
        ["not in the reply", None, "reworded", "D1"],
    ]


def test_what_was_planted_is_told_with_its_author_and_its_place() -> None:
    """Only where something was planted; a sample without a reply has its error."""
    samples = _read(payload([scripted()], None))["samples"]

    assert samples[0]["planted"] == ["new_commitment", "writer", "We will refund it"]
    assert samples[0]["planted_at"] == [[11, 28]]
    assert "planted" not in samples[1]
    assert samples[3]["error"] == "provider_error"


def test_no_text_can_end_the_script_that_holds_the_data() -> None:
    """Every sign that HTML reads is escaped, and comes back as it was."""
    text = payload([hostile()], None)

    assert not set("<>&\u2028\u2029") & set(text)
    assert HOSTILE in _read(text)["texts"]
