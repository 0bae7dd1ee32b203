"""What the draft binds the business to, and what carries it."""

from dataclasses import replace

import pytest

from api.domain.commitment import Change, Commitment
from api.domain.ledger import ledger
from tests.domain.english import held


def rows(draft: str, rewrite: str) -> tuple[Commitment, ...]:
    """The ledger of a rewrite."""
    return ledger(held(draft, rewrite))


@pytest.mark.parametrize(
    ("draft", "rewrite", "change"),
    [
        pytest.param("We will refund it.", "We'll gladly refund it.", Change.SAME, id="same"),
        pytest.param(
            "We will try to refund it.", "We will refund it.", Change.STRONGER, id="stronger"
        ),
        pytest.param("We will refund it.", "We might refund it.", Change.WEAKER, id="weaker"),
        pytest.param("We will refund it.", "Hello.", Change.LOST, id="lost"),
        pytest.param("We cannot refund it.", "We will refund it.", Change.LOST, id="turned"),
        pytest.param(
            "We cannot refund it.", "It is not refundable: no refund.", Change.SAME, id="refusal"
        ),
    ],
)
def test_a_row_says_what_became_of_a_commitment(draft: str, rewrite: str, change: Change) -> None:
    """Promises are weighed by strength; a refusal is there or lost."""
    (row,) = rows(draft, rewrite)

    assert row.change is change
    assert (row.reply is None) == (change is Change.LOST)


def test_a_row_holds_condition_figures_and_both_sides() -> None:
    """All that the agent reads in the ledger."""
    promise, condition = rows(
        "We will refund $5 if you return the box.", "If you return the box, we will refund $5."
    )

    assert (promise.act, promise.actor, promise.strength, promise.polarity) == (
        "refund", "us", "will", "positive",
    )  # fmt: skip
    assert promise.condition == "if you return the box"
    assert promise.figures == ("$5",)
    assert promise.draft
    assert promise.reply
    assert (promise.draft.quote, promise.reply.quote) == ("We will refund $5", "we will refund $5")
    assert (condition.act, condition.condition) == ("condition", None)


def test_a_refusal_is_negative() -> None:
    """Its strength is that it is refused."""
    (row,) = rows("We cannot refund it.", "We cannot refund it.")

    assert (row.polarity, row.strength) == ("negative", "refused")


@pytest.mark.parametrize(
    ("draft", "act"),
    [
        pytest.param("We will refund the delivery.", "refund", id="verb"),
        pytest.param("We cannot offer a refund.", "refund", id="refused-noun"),
        pytest.param("We can see the delivery.", "deliver", id="noun"),
        pytest.param("We will juggle.", "promise", id="unknown"),
        pytest.param("You should juggle.", "request", id="duty"),
        pytest.param("It weighs 25 kilos.", "amount", id="count"),
        pytest.param("Umbrellas are $25.", "amount", id="money"),
        pytest.param("Lamps last 5 days.", "deadline", id="duration"),
        pytest.param("Lamps last 5 days and weigh $25.", "amount", id="both"),
    ],
)
def test_a_row_is_named_after_its_act(draft: str, act: str) -> None:
    """A refusal after what is refused; an unknown act after its force."""
    assert [row.act for row in rows(draft, draft)] == [act]


def test_of_several_clauses_the_one_with_the_same_figure_carries_an_amount() -> None:
    """Whatever else they say."""
    (row,) = rows("Our umbrellas are $25.", "Our umbrellas are blue; they cost $25.")

    assert row.figures == ("$25",)
    assert row.reply
    assert row.reply.quote == "they cost $25"


def test_a_clause_elsewhere_may_carry_a_row() -> None:
    """Where no sentence is linked to its own, one that says at least half of it will do."""
    comparison = held("We will polish umbrellas.", "Umbrellas we polish.")
    apart = replace(comparison, links=(frozenset(),), carried=((),))

    (kept,) = ledger(apart)
    (lost,) = ledger(replace(apart, reply=held("Hello.", "Lamps are red.").reply))

    assert kept.reply
    assert kept.reply.quote == "Umbrellas we polish"
    assert (lost.change, lost.reply) == (Change.LOST, None)


def test_what_is_new_comes_last() -> None:
    """It has no words in the draft."""
    *_, row = rows("Please send a photo.", "Please send a photo. We will replace the umbrella.")

    assert (row.change, row.draft, row.act) == (Change.NEW, None, "replace")


@pytest.mark.parametrize(
    ("draft", "count"),
    [
        pytest.param("Thanks for waiting!", 0, id="courtesy"),
        pytest.param("I cancelled it.", 1, id="deed"),
        pytest.param("Your friend has cancelled it.", 1, id="deed-of-another"),
        pytest.param("The sky is blue.", 0, id="statement"),
        pytest.param("Is it blue?", 0, id="question"),
        pytest.param("Could you send it?", 1, id="request"),
        pytest.param("Please send it.", 1, id="instruction"),
        pytest.param("You should return it.", 1, id="duty"),
        pytest.param("It costs $25.", 1, id="amount"),
        pytest.param("It lasts 5 days.", 1, id="time"),
        pytest.param("It lasts a day.", 0, id="weak-figure"),
    ],
)
def test_only_what_binds_is_entered(draft: str, count: int) -> None:
    """Courtesy, statements and plain questions are not."""
    assert len(rows(draft, draft)) == count


def test_a_sentence_without_end_is_carried_clause_by_clause() -> None:
    """Each clause by the one at about its own place."""
    draft = ", ".join(f"we will send box {n}" for n in range(200))

    found = rows(draft, draft)

    assert len(found) == 200
    assert all(row.draft == row.reply for row in found)
