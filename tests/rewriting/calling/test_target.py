"""One model with its guards: when it is asked, and what each failure teaches."""

import asyncio

import pytest

from api.domain.reply import Reason, Usage
from api.rewriting.calling.breaker import State
from api.rewriting.calling.bulkhead import Bulkhead
from api.rewriting.calling.target import Target
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    NotAsked,
    PromptRejected,
    ProviderFailed,
    RateLimited,
    Refused,
    TimedOut,
    Unreachable,
)
from tests.rewriting.calling.models import MESSAGES, Heard, TimedModel, target
from tests.virtual_time import now, run


async def ask(
    asked: Target, *, deadline_s: float = 15.0, again: bool = False, times: int = 1
) -> Reason | None:
    """How the last of so many questions ends."""
    reason = None
    for _ in range(times):
        try:
            await asked.ask(MESSAGES, parameters={}, deadline_s=deadline_s, again=again)
        except ModelError as error:
            reason = error.reason
        else:
            reason = None
    return reason


def state(asked: Target) -> State:
    """The state now: a type checker takes a property for constant."""
    return asked.state


def test_a_call_is_counted_with_its_time_and_its_tokens() -> None:
    """A good one and a bad one."""

    async def main() -> None:
        heard = Heard()
        asked = target(TimedModel((2.0, None), (1.0, ProviderFailed("500"))), watcher=heard)
        assert await ask(asked) is None
        assert await ask(asked) is Reason.PROVIDER_ERROR
        assert heard.calls == [("m", None), ("m", Reason.PROVIDER_ERROR)]
        assert heard.seconds == [2.0, 1.0]
        assert heard.usage == [Usage(3, 2), None]

    run(main())


@pytest.mark.parametrize(
    "error",
    [
        Unreachable("reset"),
        ProviderFailed("500"),
        BadAnswer("html", counts=True),
        TimedOut("deadline"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_provider_in_trouble_is_left_alone_after_five_failures(error: ModelError) -> None:
    """Whatever the trouble looks like; the watcher hears of it."""

    async def main() -> None:
        heard = Heard()
        model = TimedModel(error)
        asked = target(model, watcher=heard)
        assert await ask(asked, times=9) is Reason.PAUSED
        assert len(model.calls) == 5
        assert state(asked) is State.OPEN
        assert heard.breakers == [("m", "closed"), ("m", "open")]
        assert len(heard.calls) == 5, "what was not asked is no call"

    run(main())


@pytest.mark.parametrize(
    "error",
    [
        PromptRejected("400"),
        Refused("no"),
        CutShort("length"),
        BadAnswer("no text"),
        ProviderFailed("409", counts=False),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_no_trouble_of_the_provider_is_not_counted(error: ModelError) -> None:
    """One caller's odd drafts must not take the model from all others."""

    async def main() -> None:
        asked = target(TimedModel(error))
        assert await ask(asked, times=60) is error.reason
        assert state(asked) is State.CLOSED

    run(main())


def test_a_hurried_caller_says_nothing_of_the_model() -> None:
    """Else five requests for an answer in a second would close a slow model to everybody."""

    async def main() -> None:
        model = TimedModel((3.0, None))
        asked = target(model, fair_s=2.0)
        assert await ask(asked, deadline_s=1.9, times=9) is Reason.TIMEOUT
        assert state(asked) is State.CLOSED
        assert await ask(asked, deadline_s=2.0, times=5) is Reason.TIMEOUT
        assert state(asked) is State.OPEN

    run(main())


def test_what_only_the_operator_can_mend_is_asked_once_a_minute() -> None:
    """A wrong key, an unknown model, an empty account, a bad certificate, a redirect."""

    async def main() -> None:
        heard = Heard()
        model = TimedModel(Misconfigured("401"))
        asked = target(model, watcher=heard)
        assert await ask(asked, times=9) is Reason.MISCONFIGURED
        await asyncio.sleep(59.9)
        assert await ask(asked) is Reason.MISCONFIGURED
        assert model.calls == [0.0]
        await asyncio.sleep(0.1)
        assert await ask(asked, times=2) is Reason.MISCONFIGURED
        assert model.calls == [0.0, 60.0]
        assert [state for _, state in heard.breakers] == [
            "closed",
            "latched",
            "half_open",
            "latched",
        ]

    run(main())


@pytest.mark.parametrize(
    ("error", "cool_s"),
    [
        (RateLimited("429"), 1.0),
        (RateLimited("429", retry_after_s=25), 25.0),
        (RateLimited("429", retry_after_s=86_400), 300.0),
        (ProviderFailed("503", retry_after_s=4), 4.0),
    ],
    ids=["no word", "seconds", "a day", "503"],
)
def test_a_provider_that_asks_for_time_gets_it(error: ModelError, cool_s: float) -> None:
    """From all requests, and it is no failure; who has waited already may ask again."""

    async def main() -> None:
        model = TimedModel(error, None)
        asked = target(model)
        assert await ask(asked) is error.reason
        hold = asked.hold()
        assert hold is not None
        assert (hold.reason, hold.retry_after_s) == (error.reason, cool_s)
        assert asked.hold(again=True) is None
        await asyncio.sleep(cool_s - 0.1)
        assert await ask(asked) is error.reason
        await asyncio.sleep(0.1)
        assert await ask(asked) is None
        assert len(model.calls) == 2
        assert state(asked) is State.CLOSED

    run(main())


def test_come_back_at_once_is_no_cool_down() -> None:
    """`Retry-After: 0`: whoever asks next is not turned away."""

    async def main() -> None:
        asked = target(TimedModel(RateLimited("429", retry_after_s=0.0), None))
        assert await ask(asked, times=2) is None

    run(main())


def test_a_full_provider_is_not_asked() -> None:
    """The reason says that it is not the model's fault."""

    async def main() -> None:
        model = TimedModel((9.0, None))
        asked = target(model, bulkhead=Bulkhead(1))
        under_way = asyncio.create_task(ask(asked))
        await asyncio.sleep(0)
        assert await ask(asked) is Reason.BUSY
        assert now() == pytest.approx(0.5)
        assert await under_way is None
        assert len(model.calls) == 1

    run(main())


def test_the_wait_for_a_place_is_part_of_the_deadline() -> None:
    """Less is left for the call itself."""

    async def main() -> None:
        asked = target(TimedModel((0.4, None), (9.0, None)), bulkhead=Bulkhead(1))
        first = asyncio.create_task(ask(asked))
        await asyncio.sleep(0)
        assert await ask(asked, deadline_s=1.0) is Reason.TIMEOUT
        assert now() == pytest.approx(1.0)
        assert await first is None

    run(main())


def test_whoever_waited_while_the_breaker_opened_does_not_ask() -> None:
    """Their place goes to nobody."""

    async def main() -> None:
        model = TimedModel((0.1, Misconfigured("401")))
        bulkhead = Bulkhead(1)
        asked = target(model, bulkhead=bulkhead)
        reasons = await asyncio.gather(*(ask(asked) for _ in range(9)))
        assert reasons == [Reason.MISCONFIGURED] * 9
        assert len(model.calls) == 1
        assert (bulkhead.running, bulkhead.waiting) == (0, 0)

    run(main())


def test_of_fifty_that_wait_one_probes() -> None:
    """At a dead upstream, fifty at once: one call each time, and none while it is open."""

    async def main() -> None:
        model = TimedModel((0.2, Unreachable("refused")))
        asked = target(model)
        await ask(asked, times=5)
        before = len(model.calls)
        await asyncio.sleep(2.0)
        model.most_running = 0

        reasons = await asyncio.gather(*(ask(asked) for _ in range(50)))

        assert len(model.calls) - before == 1
        assert model.most_running == 1
        assert sorted(reasons, key=str) == [Reason.PAUSED] * 49 + [Reason.UNREACHABLE]

    run(main())


def test_a_cancelled_probe_lets_the_next_one_in() -> None:
    """The caller of the probe left; nobody else is kept out for that."""

    async def main() -> None:
        heard = Heard()
        model = TimedModel(*[Unreachable("refused")] * 5, (9.0, None), None)
        asked = target(model, watcher=heard)
        await ask(asked, times=5)
        await asyncio.sleep(2.0)
        probe = asyncio.create_task(ask(asked))
        await asyncio.sleep(0.1)
        assert await ask(asked) is Reason.PAUSED
        probe.cancel()
        await asyncio.gather(probe, return_exceptions=True)

        assert await ask(asked) is None

        assert state(asked) is State.CLOSED
        assert len(heard.calls) == 6, "what the caller left has no end that could be counted"

    run(main())


def test_callers_who_leave_are_no_failures() -> None:
    """A hundred of them; all places are free again."""

    async def main() -> None:
        bulkhead = Bulkhead()
        asked = target(TimedModel((9.0, None)), bulkhead=bulkhead)
        for _ in range(100):
            caller = asyncio.create_task(ask(asked))
            await asyncio.sleep(0.01)
            caller.cancel()
            await asyncio.gather(caller, return_exceptions=True)
        assert state(asked) is State.CLOSED
        assert (bulkhead.running, bulkhead.waiting) == (0, 0)

    run(main())


def test_closing_a_target_closes_its_model() -> None:
    """Its connections with it."""
    model = TimedModel(None)

    async def main() -> None:
        await target(model).aclose()

    run(main())
    assert model.closed


def test_a_model_that_is_not_asked_is_no_failure_of_the_provider() -> None:
    """Its default reason says that it is left alone."""
    error = NotAsked("open")
    assert (error.reason, error.retriable, error.counts) == (Reason.PAUSED, False, False)
