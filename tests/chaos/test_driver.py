"""The open-loop driver: what it counts, and that a slow service cannot slow it down."""

import asyncio
import math
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle

import pytest

from tests.chaos.drafts import FEWEST_WORDS, bodies
from tests.chaos.driver import Client, Load, drive, percentile
from tests.chaos.serving import stolen, vitals

pytestmark = pytest.mark.anyio

Answer = Callable[[], tuple[int, bytes]]


@asynccontextmanager
async def answering(answer: Answer, delay_s: float = 0.0) -> AsyncIterator[str]:
    """The URL of a service that answers each request so."""

    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        serving.add(task)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
                await reader.readexactly(length)
                status, body = (200, b"{}") if b"/healthz" in head else answer()
                if b"/healthz" not in head:
                    await asyncio.sleep(delay_s)
                if not status:
                    break
                writer.write(
                    b"HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body)
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    await asyncio.gather(*serving)


async def test_answers_are_counted_by_who_wrote_them() -> None:
    """Model, phrasebook, draft, shed with 503, and everything else is an error."""
    answers = cycle(
        [
            (200, b'{"engine":"model"}'),
            (200, b'{"engine":"phrasebook"}'),
            (200, b'{"engine":"draft"}'),
            (503, b"{}"),
            (500, b"{}"),
            (200, b"{}"),
        ]
    )
    async with answering(lambda: next(answers)) as url:
        load = await drive([url], rate=120, seconds=0.2, asked=[b"{}"])

    assert load.ended == {"model": 4, "phrasebook": 4, "draft": 4, "shed": 4, "error": 8}
    assert (load.sent, load.answered) == (24, 12)
    assert load.errors == {"status 500": 4, "no engine": 4}
    assert load.latency_ms["model"]["p50"] <= load.latency_ms["model"]["max"]
    assert load.health_ms["max"] < math.inf
    assert Load.read(load.written()) == load


async def test_a_kept_connection_that_went_stale_is_no_error() -> None:
    """As in every client of HTTP: not a byte came, so it is asked again over a new one."""
    answers = cycle([(200, b'{"engine":"model"}'), (0, b"")])
    async with answering(lambda: next(answers)) as url:
        client = Client(url)
        assert [await client.ask(b"{}") for _ in range(2)] == ["model", "model"]
        assert client.errors == {}
        client.close()
        assert await client.ask(b"{}") == "error"
        assert client.errors == {"Stale": 1}


async def test_a_slow_service_does_not_slow_the_driver_down() -> None:
    """Forty requests in a fifth of a second, though each takes longer than all of that."""
    async with answering(lambda: (200, b'{"engine":"model"}'), delay_s=0.4) as url:
        load = await drive([url], rate=200, seconds=0.2, asked=[b"{}"])

    assert load.ended == {"model": 40}
    assert 0.4 <= load.took_s < 2.0
    assert load.latency_ms["model"]["p50"] >= 400


async def test_services_take_turns() -> None:
    """As behind a proxy: each gets every second request."""
    first, second = (200, b'{"engine":"model"}'), (200, b'{"engine":"draft"}')
    async with answering(lambda: first) as url, answering(lambda: second) as other:
        load = await drive([url, other], rate=50, seconds=0.2, asked=[b"{}"])
    assert load.ended == {"model": 5, "draft": 5}


async def test_nobody_there_is_an_error_each_time() -> None:
    """And an unhealthy service."""
    async with answering(lambda: (200, b"{}")) as url:
        pass
    load = await drive([url], rate=50, seconds=0.1, asked=[b"{}"])
    assert load.ended == {"error": 5}
    assert load.health_ms["p99"] == math.inf


def test_percentiles_are_values_that_were_seen() -> None:
    """The smallest that the share does not exceed."""
    assert percentile([5.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([5.0, 1.0], 0.99) == 5.0
    assert math.isnan(percentile([], 0.5))


def test_the_drafts_are_as_long_as_those_of_agents() -> None:
    """Real cases of the suite, enough of them that no cache of one helps."""
    assert len(bodies()) >= 20
    assert all(len(body.split()) >= FEWEST_WORDS for body in bodies())


def test_vitals_are_those_of_the_kernel() -> None:
    """This process has memory, a thread, and more file handles once one is open."""
    before = vitals(os.getpid())
    reading, writing = os.pipe()
    after = vitals(os.getpid())
    os.close(reading)
    os.close(writing)
    assert after.handles == before.handles + 2
    assert before.rss_kb > 10_000
    assert before.threads >= 1
    assert after.cpu_s >= before.cpu_s > 0
    assert stolen() >= 0
