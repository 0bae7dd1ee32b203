"""The loop over calls: whom a request asks, how often, and when it gives up."""

import asyncio
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.reply import Reason
from api.rewriting.calling.bulkhead import Bulkhead
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
    Refused,
    TimedOut,
    Unreachable,
)
from tests.rewriting.calling.models import (
    MESSAGES,
    Heard,
    Step,
    TimedModel,
    calls,
    outcome,
    target,
)
from tests.virtual_time import now, run


def two(
    first: TimedModel, second: TimedModel, heard: Heard | None = None, deadline_s: float = 15.0
) -> tuple[Reason | None, int, int, float]:
    """How one request to two models ends, the calls to each, and after what time."""

    async def main() -> tuple[Reason | None, float]:
        both = calls(target(first, "a"), target(second, "b"), watcher=heard)
        return await outcome(both, deadline_s), now()

    reason, took_s = run(main())
    return reason, len(first.calls), len(second.calls), took_s


def test_the_second_model_is_not_asked_where_the_first_answers() -> None:
    """One request, one call."""
    heard = Heard()

    assert two(TimedModel(None), TimedModel(None), heard) == (None, 1, 0, 0.0)
    assert heard.retries == []


def test_a_failure_that_may_pass_is_tried_once_more_before_the_second_model() -> None:
    """Three calls in all: the last is kept for the model that has not failed."""
    heard = Heard()

    reason, first, second, took = two(TimedModel(Unreachable("")), TimedModel(None), heard)

    assert (reason, first, second) == (None, 2, 1)
    assert took == pytest.approx(0.1)
    assert heard.retries == ["a", "b"]


def test_never_more_than_three_calls_over_both_models() -> None:
    """The reason is that of the last one."""
    first, second = TimedModel(Unreachable("")), TimedModel(ProviderFailed("500"))

    assert two(first, second)[:3] == (Reason.PROVIDER_ERROR, 2, 1)


def test_the_second_model_gets_the_retry_that_the_first_could_not_use() -> None:
    """A bad key is not tried again, so two calls are left."""
    first, second = TimedModel(Misconfigured("401")), TimedModel(Unreachable(""), None)

    assert two(first, second)[:3] == (None, 1, 2)


@pytest.mark.parametrize("error", [PromptRejected("400"), Refused("no")])
def test_a_refused_prompt_goes_nowhere_else(error: ModelError) -> None:
    """What one provider will not take is not carried to another."""
    assert two(TimedModel(error), TimedModel(None))[:3] == (error.reason, 1, 0)


@pytest.mark.parametrize(
    "error", [CutShort("length"), Misconfigured("401"), RateLimited("429", retriable=False)]
)
def test_what_would_fail_again_is_asked_elsewhere_at_once(error: ModelError) -> None:
    """Another model has other limits, another key, another provider."""
    assert two(TimedModel(error), TimedModel(None)) == (None, 1, 1, 0.0)


def test_a_parameter_that_the_model_refuses_may_take_all_calls() -> None:
    """No other model would be asked for such a failure, so no call is kept for it."""
    learning = PromptRejected("400", retriable=True, retry_after_s=0.0)

    assert two(TimedModel(learning, learning, None), TimedModel(None))[:3] == (None, 3, 0)


def test_a_short_wait_that_the_provider_names_is_kept_to() -> None:
    """With a little spread; where nobody stands in, a longer one too."""
    limited = RateLimited("429", retry_after_s=1.5)
    assert two(TimedModel(limited, None), TimedModel(None)) == (None, 2, 0, 1.55)

    async def alone() -> None:
        model = TimedModel(RateLimited("429", retry_after_s=8), None)
        assert await outcome(calls(target(model))) is None
        assert model.calls == [0.0, 8.05]

    run(alone())


@pytest.mark.parametrize("retry_after_s", [3.0, 25.0, 121.0])
def test_nobody_waits_where_another_model_can_be_asked(retry_after_s: float) -> None:
    """The first is left alone for that long, the second asked at once."""

    async def main() -> None:
        first = TimedModel(RateLimited("429", retry_after_s=retry_after_s), None)
        second = TimedModel(None)
        both = calls(target(first, "a"), target(second, "b"))
        assert await outcome(both) is None
        assert await outcome(both) is None
        assert (len(first.calls), len(second.calls), now()) == (1, 2, 0.0)
        await asyncio.sleep(retry_after_s)
        assert await outcome(both) is None
        assert (len(first.calls), len(second.calls)) == (2, 2)

    run(main())


def test_a_wait_that_does_not_fit_is_never_waited_for() -> None:
    """And who comes next does not even ask."""

    async def main() -> None:
        model = TimedModel(RateLimited("429", retry_after_s=25))
        alone = calls(target(model))
        for _ in range(9):
            assert await outcome(alone) is Reason.RATE_LIMITED
        assert (now(), len(model.calls)) == (0.0, 1)

    run(main())


def test_a_failure_that_came_late_is_the_last_one() -> None:
    """With less than a quarter of the deadline left, neither model would end its answer."""
    late = TimedModel((12.0, Unreachable("")))

    assert two(late, TimedModel(None)) == (Reason.UNREACHABLE, 1, 0, 12.0)


def test_a_model_that_uses_up_the_time_leaves_none_for_the_second() -> None:
    """One try may use the whole deadline."""
    slow = TimedModel((60.0, None))

    assert two(slow, TimedModel(None)) == (Reason.TIMEOUT, 1, 0, 15.0)


def test_a_paused_model_costs_no_call_and_no_time() -> None:
    """With a second model that one answers; without, the reason is `paused`."""

    async def main() -> None:
        dead, good = TimedModel(Unreachable("")), TimedModel(None)
        alone = calls(target(dead))
        reasons = [await outcome(alone) for _ in range(9)]
        assert reasons == [Reason.UNREACHABLE] * 2 + [Reason.PAUSED] * 7
        assert len(dead.calls) == 5

        dead = TimedModel(Unreachable(""))
        both = calls(target(dead, "a"), target(good, "b"))
        for _ in range(9):
            assert await outcome(both) is None
        assert (len(dead.calls), len(good.calls)) == (5, 9)

    run(main())


def test_where_both_models_are_left_alone_the_first_says_why() -> None:
    """Nobody is asked."""

    async def main() -> None:
        first, second = TimedModel(Misconfigured("401")), TimedModel(RateLimited("429"))
        both = calls(target(first, "a"), target(second, "b"), chance=lambda: 0.0)
        assert await outcome(both) is Reason.RATE_LIMITED
        before = len(first.calls) + len(second.calls)
        assert await outcome(both) is Reason.MISCONFIGURED
        assert len(first.calls) + len(second.calls) == before

    run(main())


def test_a_second_model_that_is_left_alone_is_not_waited_for() -> None:
    """The first gets all three calls then, and its failure is the reason."""

    async def main() -> None:
        first, second = TimedModel(Unreachable("")), TimedModel(Misconfigured("401"))
        other = target(second, "b")
        assert await outcome(calls(other)) is Reason.MISCONFIGURED

        assert await outcome(calls(target(first, "a"), other)) is Reason.UNREACHABLE

        assert (len(first.calls), len(second.calls)) == (3, 1)

    run(main())


def test_a_model_that_was_paused_while_we_waited_is_not_asked_again() -> None:
    """Our own failure is the reason then: it was a call, and it failed."""

    async def main() -> None:
        model = TimedModel(*[ProviderFailed("500")] * 9)
        alone = calls(target(model), chance=lambda: 1.0)
        first = asyncio.create_task(outcome(alone))
        await asyncio.sleep(0.1)
        others = [asyncio.create_task(outcome(alone)) for _ in range(9)]
        assert await first is Reason.PROVIDER_ERROR
        assert now() == pytest.approx(0.2)
        assert await asyncio.gather(*others) == [Reason.PROVIDER_ERROR] * 9
        assert len(model.calls) == 10, "one call each, and no retry at a breaker that is open"

    run(main())


def test_a_full_provider_means_the_phrasebook_at_once() -> None:
    """Not the second model, which would be as full a moment later."""

    async def main() -> None:
        bulkhead = Bulkhead(1, most_waiting=0)
        first, second = TimedModel((9.0, None)), TimedModel(None)
        both = calls(target(first, "a", bulkhead=bulkhead), target(second, "b"))
        under_way = asyncio.create_task(outcome(both))
        await asyncio.sleep(0)
        assert await outcome(both) is Reason.BUSY
        assert (now(), len(second.calls)) == (0.0, 0)
        assert await under_way is None

    run(main())


def test_without_a_budget_nothing_is_repeated() -> None:
    """Ten retries, then one call a request; the breaker is kept out of this by good answers."""

    async def main() -> None:
        script: list[ModelError | None] = []
        for _ in range(5):
            script += [BadAnswer("no text"), BadAnswer("no text"), BadAnswer("no text")]
        model = TimedModel(*script, BadAnswer("no text"))
        alone = calls(target(model))
        made = []
        for _ in range(7):
            before = len(model.calls)
            assert await outcome(alone) is Reason.BAD_ANSWER
            made.append(len(model.calls) - before)
        assert made == [3, 3, 3, 3, 3, 1, 1]

    run(main())


def test_cancelling_a_request_ends_it() -> None:
    """In a call and in the wait between two; nothing is asked afterwards."""

    async def main() -> None:
        for model in (TimedModel((9.0, None)), TimedModel(RateLimited("429", retry_after_s=5))):
            asking = asyncio.create_task(outcome(calls(target(model))))
            await asyncio.sleep(1.0)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            await asyncio.sleep(20.0)
            assert len(model.calls) == 1
            assert model.running == 0

    run(main())


def test_a_mistake_of_ours_is_not_repeated() -> None:
    """It passes through, and is seen."""

    async def main() -> None:
        model = TimedModel(None)
        with pytest.raises(AssertionError):
            await calls(target(model)).complete((), parameters={}, deadline_s=1)

    run(main())


def test_closing_closes_both_models() -> None:
    """Their connections with them."""
    first, second = TimedModel(None), TimedModel(None)

    async def main() -> None:
        await calls(target(first, "a"), target(second, "b")).aclose()

    run(main())
    assert first.closed
    assert second.closed


def test_without_arguments_time_is_real() -> None:
    """The defaults of the loop and of its targets are those of the process."""
    from api.rewriting.calling.calls import Calls  # noqa: PLC0415 - only here without arguments
    from api.rewriting.calling.target import Target  # noqa: PLC0415

    async def main() -> None:
        real = Calls([Target(TimedModel(None), name="m", bulkhead=Bulkhead())])
        answer = await real.complete(MESSAGES, parameters={}, deadline_s=5)
        assert answer.text == "Kind."

    run(main())


WAITS = st.sampled_from([None, 0.0, 0.3, 2.0, 9.0, 25.0])
ERRORS = st.one_of(
    st.none(),
    st.sampled_from([Unreachable(""), TimedOut(""), CutShort(""), Refused(""), BadAnswer("")]),
    st.sampled_from([Misconfigured(""), PromptRejected(""), ProviderFailed("", retriable=False)]),
    WAITS.map(lambda wait_s: RateLimited("", retry_after_s=wait_s)),
    WAITS.map(lambda wait_s: ProviderFailed("", retry_after_s=wait_s)),
    st.just(PromptRejected("", retriable=True, retry_after_s=0.0)),
)
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(st.sampled_from([0.0, 0.05, 0.7, 3.0, 11.0, 90.0]), ERRORS), min_size=1, max_size=6
)


@settings(max_examples=200, deadline=None)
@given(
    scripts=st.lists(STEPS, min_size=1, max_size=2),
    deadline_s=st.sampled_from([0.5, 1.5, 14.5, 59.5]),
    arrivals=st.lists(st.sampled_from([0.0, 0.1, 0.6, 5.0]), min_size=1, max_size=8),
    places=st.integers(1, 3),
    seed=st.integers(0, 9),
)
def test_no_request_outlasts_its_deadline_or_makes_more_than_three_calls(
    scripts: list[list[Step]],
    deadline_s: float,
    arrivals: list[float],
    places: int,
    seed: int,
) -> None:
    """Whatever the models do, whenever requests come, however few places there are."""

    async def main() -> None:
        chance = random.Random(seed).random  # noqa: S311 - jitter
        models = [TimedModel(*script) for script in scripts]
        bulkheads = [Bulkhead(places) for _ in models]
        heard = Heard()
        loop = calls(
            *(
                target(model, str(number), bulkhead=bulkhead, watcher=heard)
                for number, (model, bulkhead) in enumerate(zip(models, bulkheads, strict=True))
            ),
            watcher=heard,
            chance=chance,
        )

        async def one() -> None:
            began, made = now(), sum(len(model.calls) for model in models)
            await outcome(loop, deadline_s)
            assert now() - began <= deadline_s + 1e-6
            if len(arrivals) == 1:
                assert sum(len(model.calls) for model in models) - made <= 3

        tasks = []
        for wait_s in arrivals:
            await asyncio.sleep(wait_s)
            tasks.append(asyncio.create_task(one()))
        await asyncio.gather(*tasks)
        made = sum(len(model.calls) for model in models)
        assert made <= 3 * len(arrivals)
        assert made == len(heard.calls)
        assert len(heard.retries) <= 2 * len(arrivals)
        assert max(model.most_running for model in models) <= places
        assert [(each.running, each.waiting) for each in bulkheads] == [(0, 0)] * len(models)

    run(main())
