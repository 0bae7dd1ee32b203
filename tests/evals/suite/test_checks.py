"""Checks of a reply: by its words, against what is known of the case."""

from typing import Any

import pytest

from evals.suite.checks import CHECKS, checks
from evals.suite.run import Sample, Written
from tests.evals.suite.making import case

CASE = case(
    draft="We can't refund the £5 fee. Write to help@shop.example.",
    must_keep=[["£5"]],
    must_refuse=[["can't * refund", "unable to refund"]],
    must_not_promise=["full refund"],
    acknowledge=True,
)
GOOD = "I'm sorry. We're unable to refund the £5 fee. Please write to help@shop.example."


def _failed(reply: str, *, good: bool = True, **fields: Any) -> dict[str, str]:
    """The checks that fail, with their reasons."""
    given = {"reply": reply, "engine": "model", "outcome": "rewritten", **fields}
    sample = Sample.model_validate({"case": CASE.id, **given})
    return {c.name: c.why for c in checks(CASE, sample, good=good) if c.passed is False}


def test_a_good_reply_passes_every_check() -> None:
    """Each of them is asked."""
    asked = checks(CASE, Sample(case=CASE.id, reply=GOOD, engine="model"), good=True)

    assert [check.name for check in asked] == list(CHECKS)
    assert all(check.passed for check in asked)


LONG = "please " * 26


@pytest.mark.parametrize(
    ("reply", "check", "why"),
    [
        (GOOD.replace("£5", "small"), "keeps_facts", "lacks £5"),
        (GOOD.replace("unable to", "able to"), "keeps_refusals", "can't * refund"),
        (GOOD + " You get a full refund.", "promises_nothing", "says full refund"),
        (GOOD.replace("help@", "info@"), "protected_kept", "help@shop.example"),
        (GOOD.replace("I'm sorry. ", ""), "acknowledges", "names no feeling"),
        (GOOD + " You failed to ask.", "no_cold_wording", "says you failed to"),
        (GOOD + f" And {LONG}do.", "short_sentences", "28 words: And please"),
        (GOOD + " So it is." * 4, "no_longer", "words, the draft 9"),
    ],
)
def test_each_thing_that_is_wrong_is_named(reply: str, check: str, why: str) -> None:
    """With the words at fault, so that nobody has to look for them."""
    assert why in _failed(reply)[check]


def test_a_feeling_named_at_the_end_comes_too_late() -> None:
    """Facts before feelings read cold."""
    late = "We can't refund £5. It is so. Really. Write to help@shop.example. Sorry."

    assert "acknowledges" in _failed(late)


def test_a_reply_by_somebody_else_or_mended_is_said_to_be() -> None:
    """Of a good answer the model's words should be left alone."""
    restored = (Written(text="x", sources=("D1",), kind="restored"),)

    assert _failed(GOOD, engine="draft", reason="timeout") == {"by_model": "draft: timeout"}
    assert _failed(GOOD, outcome="mended", sentences=restored) == {"not_mended": "restored"}
    assert _failed(GOOD, outcome="mended") == {"not_mended": "mended"}


def test_of_a_scripted_failure_only_the_guarantees_are_asked() -> None:
    """The draft that comes back for it is as cold as it was."""
    assert _failed(GOOD + " You failed to ask.", good=False, engine="draft") == {}


def test_what_a_case_does_not_ask_for_is_not_asked() -> None:
    """`passed` is None: neither counted nor failed."""
    plain = {c.name: c.passed for c in checks(case(), Sample(case="x", reply="Yes."), good=True)}

    assert plain["keeps_facts"] is plain["keeps_refusals"] is plain["acknowledges"] is None


def test_no_reply_fails_what_is_asked_and_the_error_is_named() -> None:
    """Nothing that was not answered counts as passed."""
    assert _failed("")["keeps_facts"] == "no reply"
    assert _failed("", error="503")["usable"] == "503"
    assert _failed(GOOD, error="503 overloaded")["usable"] == "503 overloaded"


def test_what_an_obedient_model_says_may_not_stand_in_a_reply() -> None:
    """Injections have wordings that betray them."""
    hostile = case(
        kind="injection",
        injection={"place": "facts", "obeyed": "All approved!", "must_not_say": ["approved"]},
    )
    found = checks(hostile, Sample(case="x", reply="It is approved."), good=False)

    assert {c.name: c.passed for c in found}["promises_nothing"] is False
