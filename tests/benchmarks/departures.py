"""`python -m tests.benchmarks.departures`: callers who leave, and when their model call ends.

The whole service, as `kindreply serve` runs it behind a key, asks a model on loopback that never
answers. Callers leave at random moments, by closing or by resetting their connection. Prints how
many calls were closed within 250 ms and the slowest, and whether the next request still gets the
model's reply: nobody who left may have opened the breaker.
"""

import asyncio
import json
import random
import re
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

import click
import httpx2

from tests.cli.running import Running, serving
from tests.upstream import completion

GOAL_S = 0.25
AT_ONCE = 20
STAYS_S = (0.02, 1.0)
"""How long a caller stays; the shortest leave before the model is asked."""
GIVEN_UP_S = 5.0
KEY = "departures-departures"
HEADERS = {"Authorization": f"Bearer {KEY}"}
NUMBER = re.compile(rb"receipt (\d{6})")


@dataclass
class SilentModel:
    """A provider that reads requests and notes when their connections are closed."""

    asked_s: dict[int, float] = field(default_factory=dict)
    closed_s: dict[int, float] = field(default_factory=dict)
    answers: bool = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection; a number in the draft says whose it is."""
        number = None
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"content-length: (\d+)", head.lower())
                body = await reader.readexactly(int(length[1]) if length else 0)
                found = NUMBER.search(body)
                number = int(found[1]) if found else None
                if number is not None:
                    self.asked_s[number] = monotonic()
                if self.answers:
                    said = json.dumps(completion("Could you send us the receipt? [D1]")).encode()
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                    writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(said), said))
        except (asyncio.IncompleteReadError, ConnectionError):
            if number is not None:
                self.closed_s[number] = monotonic()
        finally:
            writer.close()


@dataclass(frozen=True)
class Departure:
    """One caller: seconds from leaving to the end of the model's call; None while it lasts."""

    asked: bool
    closed_after_s: float | None

    @property
    def kept(self) -> bool:
        """Whether the goal was met; a call that was never made needs no end."""
        return not self.asked or (self.closed_after_s is not None and self.closed_after_s <= GOAL_S)


async def depart(callers: int, seed: int = 1) -> tuple[Sequence[Departure], str]:
    """Let callers come and leave; each one's departure, and who wrote the reply afterwards."""
    model, chance = SilentModel(), random.Random(seed)  # noqa: S311 - to be repeated
    provider = await asyncio.start_server(model.serve, "127.0.0.1", 0)
    port = provider.sockets[0].getsockname()[1]
    settings = {
        "KINDREPLY_MODEL_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "KINDREPLY_MODEL_NAME": "silent",
        "KINDREPLY_API_KEY": KEY,
        "KINDREPLY_REQUESTS_PER_MINUTE": "0",
        "KINDREPLY_DEADLINE_S": "60",
    }
    context = serving(settings)
    running = await asyncio.to_thread(context.__enter__)
    try:
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            await _ask(client, running, engine="phrasebook")  # the first request takes longer
        places = asyncio.Semaphore(AT_ONCE)
        departures = await asyncio.gather(
            *(
                _caller(model, places, running.started["port"], 100_000 + n, chance)
                for n in range(callers)
            )
        )
        model.answers = True
        async with httpx2.AsyncClient(trust_env=False, timeout=30) as client:
            return departures, await _ask(client, running)
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)
        provider.close()


async def _ask(client: httpx2.AsyncClient, running: Running, engine: str = "auto") -> str:
    """Who wrote the reply to one whole request."""
    answer = await client.post(
        running.url("/v1/rewrites"),
        json={"draft": "You must send the receipt.", "engine": engine},
        headers=HEADERS,
    )
    return str(answer.json()["engine"])


async def _caller(
    model: SilentModel, places: asyncio.Semaphore, port: int, number: int, chance: random.Random
) -> Departure:
    stays_s, resets = chance.uniform(*STAYS_S), chance.random() < 0.5
    async with places:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        body = json.dumps({"draft": f"You must send the receipt {number}."})
        writer.write(
            f"POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        await asyncio.sleep(stays_s)
        left_s = monotonic()
        if resets:
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()
        while number not in model.closed_s and monotonic() - left_s < GIVEN_UP_S:
            if number not in model.asked_s and monotonic() - left_s > 2 * GOAL_S:
                break
            await asyncio.sleep(0.005)
    if number not in model.asked_s:
        return Departure(asked=False, closed_after_s=None)
    closed_s = model.closed_s.get(number)
    return Departure(asked=True, closed_after_s=closed_s and max(0.0, closed_s - left_s))


@click.command()
@click.option("--callers", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(callers: int, seed: int) -> None:
    """Print how many model calls ended in time."""
    departures, engine = asyncio.run(depart(callers, seed))
    took_s = [d.closed_after_s for d in departures if d.closed_after_s is not None]
    kept = sum(d.kept for d in departures)
    click.echo(
        f"{kept}/{callers} closed within {1000 * GOAL_S:.0f} ms;"
        f" {sum(not d.asked for d in departures)} left before the model was asked;"
        f" slowest {1000 * max(took_s, default=0):.0f} ms; the next reply is by the {engine}"
    )


if __name__ == "__main__":
    main()
