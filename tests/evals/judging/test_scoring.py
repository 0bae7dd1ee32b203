"""A judge at work on samples: each judged once, failures kept apart, a dead endpoint left alone."""

from collections.abc import Callable

import pytest

from api.rewriting.model import Misconfigured, ModelError, RateLimited
from evals.judging.judge import Judge
from evals.judging.scoring import AHEAD, GIVE_UP_AFTER, Session
from evals.suite.run import Sample
from tests.evals.judging.making import Answering, judge, level, replied
from tests.evals.suite.making import case

CASES = {f"x-{number:03}": case(f"x-{number:03}") for number in range(200)}


def samples(number: int) -> list[Sample]:
    """Replies to that many cases."""
    return [replied(id_) for id_ in list(CASES)[:number]]


def test_every_sample_comes_back_in_order_with_its_scores() -> None:
    """More of them than are asked at once."""
    session = Session(judge())
    given = samples(AHEAD + 3)

    scored = list(session.scored(given, CASES))

    assert [sample.case for sample in scored] == [sample.case for sample in given]
    assert all(len(sample.scores) == 5 for sample in scored)
    assert [s.model_copy(update={"scores": ()}) for s in scored] == given
    assert not session.failed


@pytest.mark.parametrize(
    "left_alone",
    [
        pytest.param(replied(error="500", behaviour=None), id="no reply"),
        pytest.param(replied(behaviour="new_commitment"), id="a scripted slip"),
    ],
)
def test_only_answers_in_good_faith_are_judged(left_alone: Sample) -> None:
    """What was planted is known already."""
    session = Session(judge())

    assert list(session.scored([left_alone], CASES)) == [left_alone]
    assert session.judge.spent.calls == 0


def test_a_scripted_model_that_is_honest_is_judged() -> None:
    """Its answer is the case's own rewrite."""
    (scored,) = Session(judge()).scored([replied(behaviour="faithful")], CASES)

    assert len(scored.scores) == 5


def test_what_this_judge_has_scored_is_not_asked_again() -> None:
    """Another model, or another version of a prompt, is another judge."""
    (scored,) = Session(judge()).scored(samples(1), CASES)
    again, other = Session(judge()), Session(judge(name="judge-2"))
    working = Session(Judge.of(Answering(lambda *_: level(3)), "judge-1", version="working"))

    assert not again.wants(scored)
    assert list(again.scored([scored], CASES)) == [scored]
    assert again.judge.spent.calls == 0
    assert other.wants(scored)
    assert working.wants(scored)
    assert again.wants(scored.model_copy(update={"scores": scored.scores[:4]}))


def failing_from(first: int, error: ModelError) -> Callable[[str, str], str | ModelError]:
    """Answers so many questions, then fails."""
    asked = [0]

    def script(_value: str, _question: str) -> str | ModelError:
        asked[0] += 1
        return level(3) if asked[0] <= first else error

    return script


def test_a_sample_that_the_judge_does_not_answer_stays_as_it_was_and_is_counted() -> None:
    """The reason is the operator's to read."""
    session = Session(judge(failing_from(5, RateLimited("status=429"))))

    first, second = session.scored(samples(2), CASES)

    assert len(first.scores) == 5
    assert second == samples(2)[1]
    assert session.wants(second)
    assert session.failed == {"rate_limited: status=429": 1}


def test_a_dead_endpoint_is_not_asked_for_ever() -> None:
    """After some failures in a row the rest is left, and said to be."""
    model = Answering(lambda *_: RateLimited("busy"))
    session = Session(Judge.of(model, "judge-1"))

    list(session.scored(samples(100), CASES))

    assert session.failed["rate_limited: busy"] >= GIVE_UP_AFTER
    assert session.failed["not asked any more"] >= 100 - GIVE_UP_AFTER - AHEAD
    assert session.failed.total() == 100


def test_wrong_settings_stop_at_once() -> None:
    """A key that is refused once is refused each time."""
    session = Session(judge(failing_from(0, Misconfigured("status=401"))))

    list(session.scored(samples(100), CASES))

    assert session.failed["misconfigured: status=401"] <= AHEAD
    assert session.failed["not asked any more"] >= 100 - AHEAD


def test_an_answer_ends_a_row_of_failures() -> None:
    """An endpoint that is busy now and then is still asked."""
    session = Session(judge())

    async def ask(number: int) -> int:
        if number % GIVE_UP_AFTER:
            raise RateLimited("busy")
        return number

    answered = list(session.asked(range(4 * GIVE_UP_AFTER), ask))

    assert [number for number, _ in answered] == [n * GIVE_UP_AFTER for n in range(4)]
    assert session.failed == {"rate_limited: busy": 4 * (GIVE_UP_AFTER - 1)}


def test_things_without_an_answer_are_left_out() -> None:
    """Pairs and items are asked in the same way as samples."""
    session = Session(judge())

    async def ask(number: int) -> int:
        if number == 2:
            raise RateLimited("busy")
        return -number

    assert list(session.asked(range(1, 4), ask)) == [(1, -1), (3, -3)]
    assert session.failed == {"rate_limited: busy": 1}
