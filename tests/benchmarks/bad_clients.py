"""Clients that never finish, in a process of their own: they must not slow down who measures.

`python -m tests.benchmarks.bad_clients PORT CLIENTS` prints what became of them as JSON.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from time import monotonic
from typing import cast

import click
import uvloop

GIVEN_UP_S = 40.0
COMING_S = 2.0
"""All of them connect within this time."""
HEAD = b"POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b'Content-Length: 1000\r\n\r\n{"draft": "'
)


@dataclass(frozen=True)
class Ended:
    """What became of them; seconds since each one connected."""

    clients: int
    closed: int
    refused: int
    last_s: float

    @property
    def sentence(self) -> str:
        """In words."""
        held = self.clients - self.closed - self.refused
        return (
            f"{self.closed}/{self.clients} bad connections closed, the last after"
            f" {self.last_s:.1f} s; {self.refused} refused; {held} open after {GIVEN_UP_S:.0f} s"
        )


class Drip(asyncio.Protocol):
    """A beginning, then a byte a second until somebody closes."""

    def __init__(self, begin: bytes, ended: Callable[[float], None]) -> None:
        self.begin = begin
        self.ended = ended

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast(asyncio.Transport, transport)  # uvloop's are none by class
        self.began = monotonic()
        self.transport.write(self.begin)
        self.timer = asyncio.get_running_loop().call_later(1, self.drip)

    def drip(self) -> None:
        """One byte more."""
        if not self.transport.is_closing():
            self.transport.write(b"a")
            self.timer = asyncio.get_running_loop().call_later(1, self.drip)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - however it ended
        """Note when."""
        self.timer.cancel()
        self.ended(monotonic() - self.began)


async def attack(port: int, clients: int) -> Ended:
    """Let `clients` slow heads and as many slow bodies connect, and wait for their ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.bad_clients", str(port), str(clients),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    return Ended(**json.loads(said))


async def _attack(port: int, clients: int) -> Ended:
    loop = asyncio.get_running_loop()
    ended_s: list[float] = []
    refused = 0
    all_ended = asyncio.Event()

    def ended(after_s: float | None) -> None:
        nonlocal refused
        if after_s is None:
            refused += 1
        else:
            ended_s.append(after_s)
        if refused + len(ended_s) == 2 * clients:
            all_ended.set()

    async def come(n: int, begin: bytes) -> None:
        await asyncio.sleep(COMING_S * n / clients)
        try:
            await loop.create_connection(lambda: Drip(begin, ended), "127.0.0.1", port)
        except OSError:
            ended(None)

    await asyncio.gather(*(come(n, begin) for n in range(clients) for begin in (HEAD, BODY)))
    with suppress(TimeoutError):
        async with asyncio.timeout(GIVEN_UP_S):
            await all_ended.wait()
    return Ended(2 * clients, len(ended_s), refused, max(ended_s, default=0.0))


@click.command()
@click.argument("port", type=int)
@click.argument("clients", type=int)
def main(port: int, clients: int) -> None:
    """Print what became of the clients."""
    click.echo(json.dumps(asdict(uvloop.run(_attack(port, clients)))))


if __name__ == "__main__":
    main()
