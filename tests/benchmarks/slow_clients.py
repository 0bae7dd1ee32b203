"""`python -m tests.benchmarks.slow_clients`: do clients that never finish hurt those that do?

The whole service with a scripted model on loopback. First good requests alone, a few a second; then
the same while 1,000 connections send a request head byte by byte and 1,000 a body, each once a
second, from a process of their own. Prints when the last bad connection was closed, and p50 and p99
of the good requests before and during, with their ratio. `--key` configures one: bad bodies are
then refused unread.
"""

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from time import monotonic

import click
import httpx2

from tests.benchmarks.bad_clients import Ended, attack
from tests.benchmarks.cpu_per_request import provider
from tests.benchmarks.process import peak_mb, sockets
from tests.benchmarks.texts import DRAFT
from tests.cli.running import Running, serving

RATE_PER_S = 8
BEFORE_S = 15.0
KEY = "slow-clients-slow-clients"


async def _good(url: str, stop: asyncio.Event) -> tuple[list[float], int]:
    """Milliseconds of good requests, RATE_PER_S a second whatever they take; how many failed."""
    took_ms: list[float] = []
    failed = 0
    headers = {"Authorization": f"Bearer {KEY}"}
    limits = httpx2.Limits(max_connections=500)
    async with httpx2.AsyncClient(trust_env=False, timeout=30, limits=limits) as client:

        async def ask() -> None:
            nonlocal failed
            began = monotonic()
            try:
                response = await client.post(
                    f"{url}/v1/rewrites", json={"draft": DRAFT}, headers=headers
                )
            except httpx2.TransportError:
                failed += 1
                return
            failed += response.status_code != 200
            took_ms.append(1000 * (monotonic() - began))

        running: set[asyncio.Task[None]] = set()
        next_s = monotonic()
        while not stop.is_set():
            task = asyncio.create_task(ask())
            running.add(task)
            task.add_done_callback(running.discard)
            next_s += 1 / RATE_PER_S
            await asyncio.sleep(max(0.0, next_s - monotonic()))
        await asyncio.gather(*running)
    return took_ms, failed


async def _during(
    running: Running, work: Callable[[], Awaitable[object]]
) -> tuple[list[float], int]:
    stop = asyncio.Event()
    good = asyncio.create_task(_good(running.url(""), stop))
    await work()
    stop.set()
    return await good


async def _compare(clients: int, key: bool) -> None:
    with provider(0.05) as base_url:
        settings = {
            "KINDREPLY_MODEL_BASE_URL": base_url,
            "KINDREPLY_MODEL_NAME": "scripted",
            "KINDREPLY_REQUESTS_PER_MINUTE": "0",
            "KINDREPLY_TOKENS_PER_DAY": "0",
            **({"KINDREPLY_API_KEY": KEY} if key else {}),
        }
        context = serving(settings)
        running = await asyncio.to_thread(context.__enter__)
        try:
            before, failed_before = await _during(running, lambda: asyncio.sleep(BEFORE_S))
            ended: list[Ended] = []

            async def bad_clients() -> None:
                ended.append(await attack(running.started["port"], clients))

            during, failed_during = await _during(running, bad_clients)
            click.echo(ended[0].sentence)
            _shares("before", before, failed_before)
            _shares("during", during, failed_during)
            ratio = _p99(during) / _p99(before)
            click.echo(f"p99 during / before: {ratio:.2f}")
            pid = running.process.pid
            click.echo(f"peak memory {peak_mb(pid):.0f} MB; sockets left {sockets(pid)}")
        finally:
            await asyncio.to_thread(context.__exit__, None, None, None)


def _shares(name: str, took_ms: list[float], failed: int) -> None:
    click.echo(
        f"good requests {name}: n={len(took_ms)}, failed {failed},"
        f" p50 {statistics.median(took_ms):.0f} ms, p99 {_p99(took_ms):.0f} ms"
    )


def _p99(took_ms: list[float]) -> float:
    return sorted(took_ms)[int(0.99 * (len(took_ms) - 1))]


@click.command()
@click.option("--clients", default=1_000, show_default=True, help="Slow heads, and as many bodies.")
@click.option("--key", is_flag=True, help="Configure a key, which the bad clients lack.")
def main(clients: int, key: bool) -> None:
    """Print what bad clients cost the good ones."""
    asyncio.run(_compare(clients, key))


if __name__ == "__main__":
    main()
