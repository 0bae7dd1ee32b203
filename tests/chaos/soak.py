"""`python -m tests.chaos.soak --minutes 15`: does the service keep anything of what it has done?

A steady rate of rewrites, of which a share meets a fault of the upstream. Every few seconds the
kernel is asked what the process holds; the first quarter is dropped, and a line is laid through
the rest. `--leak` runs the same with a kilobyte kept of each request, which must be noticed: a
test that cannot fail shows nothing.
"""

import asyncio
import sys
import time
from collections.abc import Sequence

import click

from tests.chaos.drafts import bodies
from tests.chaos.driver import Client, Load
from tests.chaos.nursery import Service
from tests.chaos.serving import LEAKY, SERVE, Vitals, driving, providing, serving, vitals
from tests.chaos.situation import settings
from tests.chaos.trend import settled, trend

GOAL_KB = 32.0
"""Of growth for each 1,000 requests, at most; the upper end of the interval counts."""
HANDLES = 2
"""More or fewer at the end than at the beginning, with nothing under way."""
DEADLINE_S = 4.0
MODEL_S = 0.2
FEWEST_SAMPLES = 8
Sample = tuple[float, Vitals]
"""Requests so far, and what the process held then."""
REST_S = 1.0
LOOK_S = 0.5
QUIET_S = 130.0
"""Idle connections to a provider are closed after 120 s."""


@click.command()
@click.option("--minutes", default=15.0, show_default=True)
@click.option("--rate", default=40.0, show_default=True, help="Requests a second.")
@click.option("--faults", default=0.05, show_default=True, help="Share of failing calls.")
@click.option("--every", "every_s", default=10.0, show_default=True, help="Seconds a sample.")
@click.option("--quiet", "quiet_s", default=QUIET_S, show_default=True, help="Seconds at the end.")
@click.option("--leak", is_flag=True, help="Keep a kilobyte of each request: must be noticed.")
def main(
    minutes: float, rate: float, faults: float, every_s: float, quiet_s: float, *, leak: bool
) -> None:
    """Print the growth for each 1,000 requests; leaves with 1 where the goal is not shown."""
    samples: list[Sample] = []
    with providing(delay_s=MODEL_S, faults=faults) as base_url:
        environment = settings(base_url, None, deadline_s=DEADLINE_S, KINDREPLY_LOG_LEVEL="info")
        with serving(environment, LEAKY if leak else SERVE) as service:
            before = _at_rest(service)
            began = time.monotonic()
            with driving(service.url, rate=rate, seconds=60 * minutes) as driver:
                while driver.poll() is None and time.monotonic() - began < 60 * minutes:
                    least = _least(service, every_s)
                    samples.append((rate * (time.monotonic() - began), least))
                load = Load.read(driver.communicate()[0])
            time.sleep(quiet_s)
            after = _at_rest(service)
    sys.exit(_report(samples, load, before, after))


def _least(service: Service, seconds: float) -> Vitals:
    """Of so many seconds the moment with the least memory: a leak lifts the floor.

    What one request needs for a moment, a body of a megabyte say, is no growth.
    """
    looks = []
    for _ in range(max(1, round(seconds / LOOK_S))):
        time.sleep(LOOK_S)
        looks.append(vitals(service.pid))
    return min(looks, key=lambda seen: seen.rss_kb)


def _at_rest(service: Service) -> Vitals:
    """What the process holds after one request: with it, connections that are too old go."""

    async def ask() -> None:
        client = Client(service.url)
        await client.ask(bodies()[0])
        client.close()

    asyncio.run(ask())
    time.sleep(REST_S)
    return vitals(service.pid)


def _report(samples: Sequence[Sample], load: Load, before: Vitals, after: Vitals) -> int:
    """Print what was found; the exit code."""
    counted = ", ".join(f"{number} {group}" for group, number in load.ended.items())
    click.echo(f"{load.sent} requests: {counted}")
    if len(samples) < FEWEST_SAMPLES:
        click.echo(f"{len(samples)} samples are too few: run longer, or sample more often")
        return 1
    kept = settled(samples)
    first, last = kept[0][1], kept[-1][1]
    thousands = [asked / 1_000 for asked, _ in kept]
    memory = trend(thousands, [float(seen.rss_kb) for _, seen in kept])
    click.echo(
        f"memory: {first.rss_kb / 1024:.1f} to {last.rss_kb / 1024:.1f} MB;"
        f" {memory.slope:+.1f} KB for each 1,000 requests"
        f" [{memory.low:+.1f}, {memory.high:+.1f}], at most {GOAL_KB:.0f}"
    )
    handles = after.handles - before.handles
    click.echo(
        f"file handles: {before.handles} before, {after.handles} after, with nothing under way;"
        f" at most {HANDLES} apart"
    )
    click.echo(f"threads: {first.threads} to {last.threads}")
    lost = load.ended["error"] + load.ended["shed"]
    click.echo(f"requests without an answer: {lost} {dict(load.errors) or ''}")
    good = memory.high <= GOAL_KB and abs(handles) <= HANDLES and not lost
    click.echo("nothing is kept" if good else "NOT SHOWN: see the lines above")
    return not good


if __name__ == "__main__":
    main()
