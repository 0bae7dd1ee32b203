"""A judge asks one value at a time, both ways round, and believes nothing that it cannot check."""

import json

import pytest

from api.domain.reply import Usage
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    RateLimited,
    Refused,
)
from evals.judging.judge import Judge, Spent
from evals.judging.opinion import NO_EVIDENCE, NOT_IN_THE_REPLY
from evals.judging.rubric import VALUES
from tests.evals.judging.making import REPLY, Answering, Script, better, level
from tests.evals.suite.making import case

pytestmark = pytest.mark.anyio
A = "Please send us the receipt, thank you."
B = "Send the receipt now or forget it."


def judging(script: Script) -> tuple[Judge, Answering]:
    """A judge and the model behind it."""
    model = Answering(script)
    return Judge.of(model, "judge-1", endpoint="here"), model


async def test_each_value_has_its_own_prompt_and_score() -> None:
    """Five questions, each with draft, customer, facts and reply; the score names who said it."""
    judge, model = judging(lambda value, _: level(2 if value == "care" else 3))
    about = case(customer_message="Where is it?", facts=["It is lost."])

    scores = await judge.pointwise(about, REPLY)

    assert [score.value for score in scores] == list(VALUES)
    assert [score.level for score in scores] == [2, 3, 3, 3, 3]
    assert [value for value, _ in model.asked] == list(VALUES)
    for _, question in model.asked:
        for text in (about.draft, "Where is it?", "It is lost.", REPLY):
            assert text in question
    for score in scores:
        assert (score.judge.name, score.judge.version) == (f"judge-{score.value}", "1.0.0")
        assert score.judge == judge.used[score.value]
        assert score.model == "judge-1"
        assert score.evidence == ("send us the receipt",)
    assert judge.spent == Spent(calls=5, prompt=500, completion=100)


@pytest.mark.parametrize(
    ("praise", "why"),
    [
        ('{"evidence": [], "reason": "Wonderful.", "level": 3}', NO_EVIDENCE),
        (level(3, "a truly wonderful and caring reply"), NOT_IN_THE_REPLY),
    ],
)
async def test_a_judge_that_praises_everything_and_quotes_nothing_gives_no_level(
    praise: str, why: str
) -> None:
    """Whatever it judges: the lie is known by the words that are not there."""
    judge, _ = judging(lambda *_: praise)

    for reply in (REPLY, "No.", "You failed to read the rules!"):
        scores = await judge.pointwise(case(), reply)
        assert [(score.level, score.reason) for score in scores] == [(None, why)] * 5


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        (CutShort("x"), "the answer was cut short"),
        (Refused("x"), "the judge declined"),
        (PromptRejected("x"), "the endpoint does not take the question"),
        (BadAnswer("x"), "nothing that can be read"),
    ],
)
async def test_an_unusable_answer_is_a_score_without_a_level(failure: ModelError, why: str) -> None:
    """The other values are judged all the same; what it took, nobody counted."""
    judge, _ = judging(lambda value, _: failure if value == "honesty" else level(1))

    scores = await judge.pointwise(case(), REPLY)

    assert [score.level for score in scores] == [1, 1, 1, None, 1]
    assert scores[3].reason == why
    assert judge.spent == Spent(calls=5, prompt=400, completion=80, unknown=1)
    assert judge.spent.tokens is None


@pytest.mark.parametrize("failure", [RateLimited("busy"), Misconfigured("key")])
async def test_an_endpoint_that_fails_raises(failure: ModelError) -> None:
    """That is nobody's opinion of the reply: it has to be asked again."""
    judge, _ = judging(lambda value, _: failure if value == "honesty" else level(1))

    with pytest.raises(type(failure)):
        await judge.pointwise(case(), REPLY)


async def test_an_empty_reply_is_not_asked_about() -> None:
    """There is nothing to quote and nothing to pay for."""
    judge, model = judging(lambda *_: level(3))

    scores = await judge.pointwise(case(), " \n")

    assert {(score.level, score.reason) for score in scores} == {(None, "there is no reply")}
    assert [each.better for each in await judge.pairwise(case(), A, "")] == [None] * 5
    assert not model.asked


async def test_two_replies_are_asked_in_both_orders_and_agreement_counts() -> None:
    """A judge that likes the words finds them wherever they stand."""

    def likes_a(_: str, question: str) -> str:
        first = question.partition("<first>")[2].partition("</first>")[0]
        return better("first" if A in first else "second", "send us the receipt")

    judge, model = judging(likes_a)

    assert [each.better for each in await judge.pairwise(case(), A, B)] == ["a"] * 5
    assert [each.better for each in await judge.pairwise(case(), B, A)] == ["b"] * 5
    assert len(model.asked) == 20


@pytest.mark.parametrize("place", ["first", "second"])
async def test_a_judge_that_goes_by_the_place_disagrees_with_itself(place: str) -> None:
    """Neither reply wins by standing first."""
    judge, _ = judging(lambda *_: better(place, "the receipt"))

    compared = await judge.pairwise(case(), A, B)

    assert [each.better for each in compared] == ["disagrees"] * 5
    assert compared[0].evidence == ("the receipt",)
    assert compared[0].reasons == ("It says so.", "It says so.")


async def test_level_in_both_orders_is_the_same_and_level_in_one_is_not() -> None:
    """ "same" is an answer like the others."""
    judge, _ = judging(lambda *_: better("same", "the receipt"))
    assert {each.better for each in await judge.pairwise(case(), A, B)} == {"same"}

    answers = {True: better("first", "the receipt"), False: better("same", "the receipt")}
    judge, _ = judging(lambda _, question: answers[question.index(A) < question.index(B)])
    assert {each.better for each in await judge.pairwise(case(), A, B)} == {"disagrees"}


async def test_one_unusable_answer_leaves_a_pair_open() -> None:
    """Half an answer is no preference."""
    judge, _ = judging(
        lambda _, asked: (
            better("first", "the receipt") if asked.index(A) < asked.index(B) else CutShort("x")
        )
    )

    assert {each.better for each in await judge.pairwise(case(), A, B)} == {None}


async def test_the_same_words_are_level_without_asking() -> None:
    """Nothing is paid for what cannot differ."""
    judge, model = judging(lambda *_: "never asked")

    compared = await judge.pairwise(case(), A, A)

    assert {each.better for each in compared} == {"same"}
    assert not model.asked


async def test_tokens_of_a_provider_that_does_not_count_are_unknown() -> None:
    """Unknown is not zero."""
    model = Answering(lambda *_: level(3), usage=None)
    judge = Judge.of(model, "judge-1")

    await judge.pointwise(case(), REPLY)

    assert judge.spent == Spent(calls=5, unknown=5)
    assert judge.spent.tokens is None


def test_what_was_counted_is_known() -> None:
    """The sum of all calls."""
    spent = Spent()
    spent.add(Usage(7, 2))
    spent.add(Usage(3, 1))

    assert spent.tokens is not None
    assert (spent.tokens.prompt, spent.tokens.completion) == (10, 3)
    assert json.loads(spent.tokens.model_dump_json()) == {"prompt": 10, "completion": 3}
