"""Nothing that the draft says in words of its own falls out of a clause that is otherwise said."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.omissions import omitted_words
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite", "name", "quote"),
    [
        pytest.param(
            "The ferry was cancelled by the harbour master because of fog.",
            "The ferry was cancelled because of fog.",
            "dropped_fact", "harbour master", id="who",
        ),
        pytest.param(
            "Collect the parcel at desk 4 with your student card.",
            "Please collect the parcel at desk 4.",
            "lost_request", "student card", id="asked-for",
        ),
        pytest.param(
            "You get a locker if you show the swimming badge and the deposit is paid.",
            "You get a locker if the deposit is paid.",
            "dropped_condition", "swimming badge", id="condition",
        ),
        pytest.param(
            "The library lends e-books and sheet music to residents.",
            "The library lends e-books to residents.",
            "dropped_fact", "sheet music", id="one-of-several",
        ),
        pytest.param(
            "The gate on Mill Lane is damaged by rust and salt and stays shut.",
            "The gate on Mill Lane is damaged and stays shut.",
            "dropped_fact", "rust and salt", id="joined",
        ),
    ],
)  # fmt: skip
def test_words_that_fell_out_are_found(draft: str, rewrite: str, name: str, quote: str) -> None:
    """The clause around them is said, so that no other rule misses them."""
    assert told(omitted_words(held(draft, rewrite))) == [(name, BLOCK, quote, None)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "The ferry was cancelled due to dense fog.",
            "Because of fog, the ferry was cancelled.", id="one-word",
        ),
        pytest.param(
            "We reimburse the purchase price.", "We will refund what you paid.", id="other-words"
        ),
        pytest.param(
            "Thank you for your esteemed patronage. The pool is shut.",
            "I'm afraid the pool is shut.", id="courtesy",
        ),
        pytest.param(
            "The pool is shut. Ask the harbour master.",
            "The pool is shut.", id="a-sentence-that-nobody-carries",
        ),
        pytest.param(
            "The pool stays shut. The harbour master says so.",
            "The pool stays shut; so says the master of the harbour.", id="elsewhere",
        ),
        pytest.param(
            "The ferry runs on the 8th w/o bikes.", "The ferry runs on 8 May without bicycles.",
            id="abbreviations",
        ),
        pytest.param(
            "Ground rules: keep the ferry ticket dry.", "Please keep the ferry ticket dry.",
            id="heading",
        ),
        pytest.param(
            "Abseiling happens at the quarry.", "You climb at the stone pit.",
            id="words-apart",
        ),
    ],
)  # fmt: skip
def test_what_is_said_otherwise_or_may_go_is_left_alone(draft: str, rewrite: str) -> None:
    """A word alone is as often put another way; politeness binds nobody."""
    assert told(omitted_words(held(draft, rewrite))) == []


def test_it_costs_honesty() -> None:
    """What the customer is not told cannot be acted on."""
    draft = "The ferry was cancelled by the harbour master because of fog."

    (finding,) = omitted_words(held(draft, "The ferry was cancelled because of fog."))

    assert finding.value is Value.HONESTY
    assert finding.also
