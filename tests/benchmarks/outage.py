"""`python -m tests.benchmarks.outage`: what a provider that is down for a while is asked.

The real loop over calls with its breaker, budget and queue, in virtual time: 100 requests/s for
45 s, the provider down from the 1st to the 21st second. The same figures each time.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from api.domain.reply import Reason
from api.rewriting.calling.breaker import FAILURES_IN_A_ROW, FEWEST_CALLS, Breaker
from api.rewriting.calling.bulkhead import MOST_RUNNING, Bulkhead
from api.rewriting.calling.calls import Calls
from api.rewriting.calling.retry_budget import RetryBudget
from api.rewriting.calling.target import Target
from api.rewriting.model import Completion, ModelError, ProviderFailed, TimedOut, Unreachable
from prompts import Message
from tests.virtual_time import now, run

PER_S = 100
DOWN_FROM_S = 1.0
DOWN_TO_S = 21.0
ENDS_S = 45.0
LATENCY_S = 0.2
DEADLINE_S = 14.5
NEVER = 10**9
"""More than happens here: what has this limit has none."""


@dataclass(frozen=True)
class Outage:
    """How calls end while the provider is down."""

    name: str
    after_s: float
    error: Callable[[], ModelError]


OUTAGES = (
    Outage("refuses connections", 0.0, lambda: Unreachable("refused")),
    Outage("answers 503 after 0.2 s", LATENCY_S, lambda: ProviderFailed("503")),
    Outage("never answers", ENDS_S, lambda: TimedOut("hangs")),
)


@dataclass(frozen=True)
class Protection:
    """What stands between the requests and the provider."""

    name: str
    budget: bool = True
    breaker: bool = True
    bulkhead: bool = True


NOTHING = Protection("jitter alone, three tries", budget=False, breaker=False, bulkhead=False)
BUDGET = Protection("and a budget", breaker=False, bulkhead=False)
BREAKER = Protection("and a breaker", bulkhead=False)
ALL = Protection("and a bulkhead: the service")


@dataclass(frozen=True)
class Figures:
    """What was seen: of requests that came while the provider was down, and of their calls."""

    requests: int
    calls: int
    most_running: int
    slowest_s: float
    well_after_s: float
    """From the end of the outage to the first answer of the model."""

    @property
    def calls_per_request(self) -> float:
        """The amplification."""
        return self.calls / self.requests


class Provider:
    """Answers after a moment; down for a while."""

    def __init__(self, outage: Outage) -> None:
        self._outage = outage
        self.calls_while_down = 0
        self.running = 0
        self.most_running = 0
        self.first_well_s = float("inf")

    async def complete(
        self,
        messages: Sequence[Message],  # noqa: ARG002 - the interface
        *,
        parameters: Mapping[str, float | int],  # noqa: ARG002
        deadline_s: float,
    ) -> Completion:
        """One call; ends as the provider is when it begins."""
        down = DOWN_FROM_S <= now() < DOWN_TO_S
        self.calls_while_down += down
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            async with asyncio.timeout(deadline_s):
                await asyncio.sleep(self._outage.after_s if down else LATENCY_S)
        except TimeoutError:
            pass
        finally:
            self.running -= 1
        if down:
            raise self._outage.error()
        if now() >= DOWN_TO_S:
            self.first_well_s = min(self.first_well_s, now())
        return Completion("Kind.", "m")

    async def aclose(self) -> None:
        """There is nothing to close."""


def simulate(
    outage: Outage, protection: Protection, *, seed: int = 1, ends_s: float = ENDS_S
) -> Figures:
    """One outage, in virtual time; requests come until `ends_s`."""
    chance = random.Random(seed).random  # noqa: S311 - jitter
    return run(_simulate(outage, protection, chance, ends_s))


async def _simulate(
    outage: Outage, protection: Protection, chance: Callable[[], float], ends_s: float
) -> Figures:
    provider = Provider(outage)
    target = Target(
        provider,
        name="m",
        bulkhead=Bulkhead(MOST_RUNNING if protection.bulkhead else NEVER),
        clock=now,
        chance=chance,
        breaker=Breaker(
            clock=now,
            chance=chance,
            failures_in_a_row=FAILURES_IN_A_ROW if protection.breaker else NEVER,
            fewest_calls=FEWEST_CALLS if protection.breaker else NEVER,
        ),
        budget=RetryBudget() if protection.budget else RetryBudget(NEVER),
    )
    calls = Calls([target], clock=now, chance=chance)
    took: list[float] = []

    async def one() -> Reason | None:
        began = now()
        try:
            await calls.complete((), parameters={}, deadline_s=DEADLINE_S)
        except ModelError as error:
            return error.reason
        finally:
            took.append(now() - began)
        return None

    requests = []
    while now() < ends_s:
        requests.append(asyncio.create_task(one()))
        await asyncio.sleep(1 / PER_S)
    await asyncio.gather(*requests)
    return Figures(
        requests=round((DOWN_TO_S - DOWN_FROM_S) * PER_S),
        calls=provider.calls_while_down,
        most_running=provider.most_running,
        slowest_s=max(took),
        well_after_s=provider.first_well_s - DOWN_TO_S,
    )


@click.command(help=__doc__)
@click.option("--seed", default=1, show_default=True, help="Of the jitter.")
def main(seed: int) -> None:
    """Print the figures of each outage under each protection."""
    for outage in OUTAGES:
        click.echo(f"The provider {outage.name}")
        for protection in (NOTHING, BUDGET, BREAKER, ALL):
            seen = simulate(outage, protection, seed=seed)
            click.echo(
                f"  {protection.name:30} {seen.calls:6,} calls for {seen.requests:,} requests:"
                f" {seen.calls_per_request:5.3f} each, at most {seen.most_running:5,} at once;"
                f" slowest {seen.slowest_s:4.1f} s, well again after {seen.well_after_s:4.1f} s"
            )


if __name__ == "__main__":
    main()
