"""An answer of a judge is believed as far as code can check it, and never raises."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.judging.opinion import (
    MAX_REASON_CHARS,
    NO_EVIDENCE,
    NO_FORM,
    NOT_IN_THE_REPLY,
    TOO_LITTLE,
    Opinion,
    Preference,
    opinion,
    preference,
)
from tests.evals.judging.making import better, level

REPLY = "I’m sorry,\n\nwe can’t refund you — the window has closed. No."


@pytest.mark.parametrize(
    "quote",
    [
        "we can’t refund you",
        pytest.param("I'm sorry, we can't refund", id="other apostrophes, other spaces"),
        pytest.param("refund you - the window", id="another dash"),
        pytest.param("has closed. No.", id="to the end"),
    ],
)
@pytest.mark.parametrize("wrap", ["{}", "```json\n{}\n```", "```\n{}\n```", "\n {} \n"])
def test_a_level_with_words_of_the_reply_is_believed(quote: str, wrap: str) -> None:
    """Models rewrite typography and put fences around JSON; both are harmless."""
    said = opinion(wrap.replace("{}", level(2, quote)), REPLY)

    assert said == Opinion(2, (quote,), "It says so.")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(level(3, "we will refund you"), NOT_IN_THE_REPLY, id="invented"),
        pytest.param(level(3, "We can’t refund you"), NOT_IN_THE_REPLY, id="another case"),
        pytest.param(level(3, "an’t refund yo"), NOT_IN_THE_REPLY, id="parts of words"),
        pytest.param(level(3, "we can’t … closed"), NOT_IN_THE_REPLY, id="with a gap"),
        pytest.param(level(3, "refund you", "kindly"), NOT_IN_THE_REPLY, id="one of two invented"),
        pytest.param(level(3, "refund you", " "), NOT_IN_THE_REPLY, id="one of two empty"),
        pytest.param(level(3, "the"), TOO_LITTLE, id="one word"),
        pytest.param(level(3, ""), NO_EVIDENCE, id="an empty quote"),
        pytest.param('{"evidence": [], "reason": "", "level": 3}', NO_EVIDENCE, id="no quote"),
        pytest.param(level(4, "refund you"), NO_FORM, id="four"),
        pytest.param(level(0, "refund you"), NO_FORM, id="zero"),
        pytest.param(level("3", "refund you"), NO_FORM, id="a text"),
        pytest.param(level(True, "refund you"), NO_FORM, id="a truth"),
        pytest.param(level(2.0, "refund you"), NO_FORM, id="a fraction"),
        pytest.param(level(None, "refund you"), NO_FORM, id="null"),
        pytest.param(level(3, 7), NO_FORM, id="a number as quote"),
        pytest.param(level(3, *["refund you"] * 9), NO_FORM, id="nine quotes"),
        pytest.param(level(3, "refund you", reason=None), NO_FORM, id="no reason"),
        pytest.param('{"evidence": "refund you", "reason": "", "level": 3}', NO_FORM, id="no list"),
        pytest.param('{"evidence": ["refund you"], "level": 3}', NO_FORM, id="a key less"),
        pytest.param(level(3)[:-1] + ', "score": 9}', NO_FORM, id="a key more"),
        pytest.param(level(3)[:-1] + ', "level": 3}', NO_FORM, id="a key twice"),
        pytest.param("3", NO_FORM, id="a number"),
        pytest.param("[" + level(3) + "]", NO_FORM, id="a list"),
        pytest.param("Level 3! " + level(3), NO_FORM, id="words before"),
        pytest.param(level(3) + level(3), NO_FORM, id="two objects"),
        pytest.param("", NO_FORM, id="nothing"),
        pytest.param("[" * 100_000, NO_FORM, id="a pit"),
        pytest.param("\ud800", NO_FORM, id="half a character"),
    ],
)
def test_any_other_answer_gives_no_level_and_says_why(answer: str, why: str) -> None:
    """A judge that cannot quote, or does not keep to the form, is not believed."""
    assert opinion(answer, REPLY) == Opinion(None, (), why)


def test_a_reply_of_one_word_can_be_quoted() -> None:
    """There is nothing else to quote."""
    assert opinion(level(1, "No."), "No.").level == 1


def test_a_long_reason_is_cut() -> None:
    """Forty words were asked for; a log is no place for an essay."""
    said = opinion(level(1, "refund you", reason="x" * 9_999), REPLY)

    assert len(said.reason) == MAX_REASON_CHARS


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_nothing_that_a_model_says_raises(answer: str) -> None:
    """Whatever it is, it is an opinion, or none."""
    assert opinion(answer, REPLY).level is None
    assert preference(answer, REPLY, "No.").better is None


@pytest.mark.parametrize("place", ["first", "second", "same"])
@pytest.mark.parametrize("quote", ["refund you", "Not at all"])
def test_a_preference_may_quote_either_reply(place: Any, quote: str) -> None:
    """Which reply the words are from, the judge need not say."""
    said = preference(better(place, quote), REPLY, "Not at all.")

    assert said == Preference(place, (quote,), "It says so.")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (better("third", "refund you"), NO_FORM),
        (better(["first"], "refund you"), NO_FORM),
        (better(None, "refund you"), NO_FORM),
        (better("first"), NO_EVIDENCE),
        (better("first", "kind words"), NOT_IN_THE_REPLY),
        (level(3, "refund you"), NO_FORM),
        ("first", NO_FORM),
    ],
)
def test_a_preference_without_evidence_or_form_is_none(answer: str, why: str) -> None:
    """As with levels."""
    assert preference(answer, REPLY, "Not at all.") == Preference(None, (), why)
