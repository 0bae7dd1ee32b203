"""`python -m tests.chaos.outage`: what a provider that is down hears of its callers.

The service is asked at a steady rate while the provider is well, down and well again. A provider
that answers 409 is down as far as the retry budget is concerned and no breaker counts it, so it
shows the budget alone; one that answers 503 or nothing shows both. Then a breaker whose time is
over, with fifty requests waiting for the one probe.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import click

from tests.chaos.driver import Client, drive
from tests.chaos.fault import Fault
from tests.chaos.faults import FAULTS
from tests.chaos.provider import Mixed
from tests.chaos.serving import serving
from tests.chaos.situation import settings
from tests.chaos.texts import REQUEST
from tests.chaos.upstream import ChaosUpstream
from tests.chaos.wire import Wire

DEADLINE_S = 2.0
MODEL_S = 0.05
WELL_S = 1.0
WAITING = 50
PROBE_S = 0.5
ROUNDS = 3
ASKED = json.dumps(REQUEST).encode()
GOALS = {"status_409": 1.1, "status_503": 0.5, "silence": 0.5, "reset_before_answer": 0.5}
"""How a provider is down -> calls for each request of the outage, at most."""


@dataclass(frozen=True)
class Outage:
    """What one outage came to."""

    requests: int
    calls: int
    texts: int
    """Requests of the outage that got a text."""
    recovery_s: float
    """From the provider's recovery to the first reply of the model."""

    @property
    def calls_per_request(self) -> float:
        """How much the provider hears of each request."""
        return self.calls / self.requests


@asynccontextmanager
async def stage(share: float = 0.0) -> AsyncIterator[tuple[Mixed, str]]:
    """A provider of which a share fails, and the URL of a service in front of it."""
    provider = Mixed(delay_s=MODEL_S, share=share, seed=1)
    async with ChaosUpstream() as upstream:
        upstream.scenarios[(provider.script, provider.seed)] = provider
        base_url = await upstream.url(provider.script, provider.seed)
        environment = settings(base_url, None, deadline_s=DEADLINE_S)
        service = serving(environment)
        running = await asyncio.to_thread(service.__enter__)
        try:
            yield provider, running.url
        finally:
            await asyncio.to_thread(service.__exit__, None, None, None)


async def outage(down: Fault, *, seconds: float, rate: float) -> Outage:
    """Well, down for so many seconds, and well again until the model answers."""
    async with stage() as (provider, url):
        await drive([url], rate=rate, seconds=WELL_S, asked=[ASKED])
        provider.priming, before = down, provider.calls
        load = await drive([url], rate=rate, seconds=seconds, asked=[ASKED])
        calls, provider.priming = provider.calls - before, None
        recovery_s = await _until_well(url)
    return Outage(load.sent, calls, load.answered, recovery_s)


async def _until_well(url: str) -> float:
    client, began = Client(url), time.monotonic()
    while await client.ask(ASKED) != "model":  # noqa: ASYNC110 - it is told by asking, not by us
        await asyncio.sleep(0.1)
    client.close()
    return time.monotonic() - began


async def probes(waiting: int, *, rounds: int) -> list[int]:
    """Calls that a dead provider hears, round by round, when a breaker's open time is over."""
    dead = replace(FAULTS["status_503"], name="slow_503", serve=_dies_slowly)
    heard = []
    async with stage() as (provider, url):
        provider.priming = dead
        client = Client(url)
        for _ in range(4):
            await client.ask(ASKED)
        for number in range(rounds):
            # Open for 2, 4, 8 s, a quarter more or less.
            await asyncio.sleep(2.0 * 2**number * 1.25 + 0.2)
            before = provider.calls
            await asyncio.gather(*(client.ask(ASKED) for _ in range(waiting)))
            heard.append(provider.calls - before)
        client.close()
    return heard


async def _dies_slowly(wire: Wire) -> None:
    """The probe is under way while all the others come."""
    await asyncio.sleep(PROBE_S)
    await wire.answer(b"", 503)


@click.command()
@click.option("--seconds", default=20.0, show_default=True, help="Of each outage.")
@click.option("--rate", default=20.0, show_default=True, help="Requests a second.")
@click.option("--rounds", default=ROUNDS, show_default=True, help="Of probes.")
def main(seconds: float, rate: float, rounds: int) -> None:
    """Print calls per request for each kind of outage; leaves with 1 where a goal is missed."""
    good = True
    click.echo(f"{'down with':20} {'requests':>8} {'calls':>6} {'each':>6} {'goal':>5}  recovery")
    for name, goal in GOALS.items():
        found = asyncio.run(outage(FAULTS[name], seconds=seconds, rate=rate))
        click.echo(
            f"{name:20} {found.requests:8} {found.calls:6} {found.calls_per_request:6.2f}"
            f" {goal:5.1f}  {found.recovery_s:.1f} s; {found.texts} got a text"
        )
        good &= found.calls_per_request <= goal and found.texts == found.requests
    heard = asyncio.run(probes(WAITING, rounds=rounds))
    click.echo(f"probes with {WAITING} waiting: {', '.join(map(str, heard))} (goal 1 each)")
    good &= set(heard) <= {1}
    sys.exit(not good)


if __name__ == "__main__":
    main()
