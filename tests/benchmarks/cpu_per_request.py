"""`python -m tests.benchmarks.cpu_per_request`: what a rewrite costs the service itself.

kindreply and a bare FastAPI route that calls AsyncOpenAI `create` run side by side and ask the same
scripted provider. Bursts of a fixed number of requests alternate; CPU time is what the kernel
accounts to each server (/proc/<pid>/stat, so Linux only), and the figure is the ratio of the two
bursts of a round.
"""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import httpx2

from tests.benchmarks.texts import DRAFT

ROUNDS = 7
REQUESTS = 200
AT_ONCE = 8
WARM_UP = 40
START_S = 30.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
BODY = {"draft": DRAFT}


@dataclass(frozen=True)
class Server:
    """A server process and where it listens."""

    name: str
    pid: int
    url: str

    @property
    def cpu_s(self) -> float:
        """User and system time so far."""
        stat = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(stat[11]) + int(stat[12])) / TICKS_PER_S


def main() -> None:
    """Print CPU per request of both, and the ratio of each round."""
    asyncio.run(_compare())


async def _compare() -> None:
    with provider() as base_url, _kindreply(base_url) as ours, _bare(base_url) as bare:
        async with httpx2.AsyncClient(trust_env=False, timeout=60) as client:
            for server in (ours, bare):
                await _wait_until_up(client, server)
                await _burst(client, server, WARM_UP)
            answer = (await client.post(f"{ours.url}/v1/rewrites", json=BODY)).json()
            click.echo(f"kindreply answers: engine {answer['engine']}, {answer['outcome']}")
            spent: dict[str, list[float]] = {ours.name: [], bare.name: []}
            for turn in range(ROUNDS):
                for server in (ours, bare) if turn % 2 else (bare, ours):
                    spent[server.name].append(await _burst(client, server, REQUESTS))
    for name, rounds_ms in spent.items():
        click.echo(f"{name}: median {statistics.median(rounds_ms):.2f} ms CPU per request")
    ratios = [mine / theirs for mine, theirs in zip(*spent.values(), strict=True)]
    click.echo(
        f"kindreply / bare route: median {statistics.median(ratios):.2f}"
        f" (min {min(ratios):.2f}, max {max(ratios):.2f}, {ROUNDS} rounds of {REQUESTS})"
    )


async def _burst(client: httpx2.AsyncClient, server: Server, requests: int) -> float:
    """Milliseconds of the server's CPU per request."""
    before, turns = server.cpu_s, iter(range(requests))

    async def ask() -> None:
        for _ in turns:
            response = await client.post(f"{server.url}/v1/rewrites", json=BODY)
            response.raise_for_status()

    await asyncio.gather(*(ask() for _ in range(AT_ONCE)))
    return 1000 * (server.cpu_s - before) / requests


async def _wait_until_up(client: httpx2.AsyncClient, server: Server) -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            (await client.get(f"{server.url}/healthz")).raise_for_status()
        except httpx2.TransportError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.1)
        else:
            return


@contextmanager
def provider(delay_s: float = 0.0) -> Iterator[str]:
    """The scripted provider in a process of its own: its base URL."""
    command = [sys.executable, "-m", "tests.benchmarks.scripted_provider", str(delay_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def _running(name: str, command: list[str], port: int, **settings: str) -> Iterator[Server]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KINDREPLY_")}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *command],
        env={**environment, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Server(name, process.pid, f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


@contextmanager
def _kindreply(base_url: str) -> Iterator[Server]:
    port = _free_port()
    command = ["-c", "from api.cli import main; main()", "serve"]
    settings = {
        "KINDREPLY_PORT": str(port),
        "KINDREPLY_MODEL_BASE_URL": base_url,
        "KINDREPLY_MODEL_NAME": "scripted",
    }
    with _running("kindreply", command, port, **settings) as server:
        yield server


@contextmanager
def _bare(base_url: str) -> Iterator[Server]:
    port = _free_port()
    command = ["-m", "uvicorn", "tests.benchmarks.bare_route:app", "--port", str(port)]
    options = ["--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    with _running("bare route", [*command, *options], port, UPSTREAM=base_url) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    main()
