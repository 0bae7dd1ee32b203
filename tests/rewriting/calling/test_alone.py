"""A model without a memory, as evals ask it."""

from api.domain.reply import Reason
from api.rewriting.calling.alone import Alone
from api.rewriting.model import Misconfigured, RateLimited, Unreachable
from tests.rewriting.calling.models import TimedModel, outcome
from tests.virtual_time import now, run


def test_each_request_fares_as_if_it_were_the_first() -> None:
    """A hundred failures leave neither an open breaker nor an empty budget behind."""

    async def main() -> None:
        for error in (Unreachable(""), Misconfigured(""), RateLimited("")):
            model = TimedModel(error)
            alone = Alone(model, clock=now, chance=lambda: 0.0)
            reasons = {await outcome(alone) for _ in range(100)}
            assert reasons == {error.reason}
            assert len(model.calls) == (300 if error.retriable else 100)
            await alone.aclose()
            assert model.closed

    run(main())


def test_a_clock_that_stands_still_does_no_harm() -> None:
    """Runs that must be the same each time have one."""

    async def main() -> None:
        model = TimedModel(Unreachable(""), None)
        waited = []

        async def do_not_sleep(seconds: float) -> None:
            waited.append(seconds)

        alone = Alone(model, clock=lambda: 0.0, sleep=do_not_sleep, chance=lambda: 0.5)
        assert await outcome(alone) is None
        assert waited == [0.1]
        assert await outcome(Alone(TimedModel((9.0, None))), 1.0) is Reason.TIMEOUT

    run(main())
