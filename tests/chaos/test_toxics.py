"""Each toxic does to a connection what its name says, and the proxy adds nothing of its own."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from tests.chaos.raw_client import Heard, hear
from tests.chaos.toxics import (
    Bandwidth,
    Latency,
    LimitData,
    ResetPeer,
    Slicer,
    SlowClose,
    Timeout,
    Toxic,
    ToxicProxy,
)

pytestmark = pytest.mark.anyio

SAID = b"0123456789" * 400


@asynccontextmanager
async def echo() -> AsyncIterator[int]:
    """The port of a server that says back what it hears, and closes when it hears the end."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while part := await reader.read(1024 * 1024):
                writer.write(part)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def through(
    *, up: Sequence[Toxic] = (), down: Sequence[Toxic] = (), quiet_s: float = 0.5
) -> tuple[Heard, float]:
    """What comes back of SAID, and after how many seconds."""
    async with echo() as port, ToxicProxy(port, up=up, down=down) as proxy:
        began = time.monotonic()
        heard = await hear(f"http://127.0.0.1:{proxy.port}", SAID, quiet_s=quiet_s)
        assert proxy.connections == 1
        return heard, time.monotonic() - began


async def test_without_toxics_everything_passes() -> None:
    """Byte for byte, and the connection stays."""
    heard, _ = await through(quiet_s=0.1)
    assert heard == Heard(SAID, "silent")


async def test_latency_holds_each_direction() -> None:
    """A tenth of a second there and a tenth back, however the jitter falls."""
    toxic = Latency(0.1, jitter_s=0.01)
    heard, seconds = await through(up=[toxic], down=[toxic, LimitData(len(SAID))])
    assert heard.data == SAID
    assert 0.18 <= seconds < 1.0


async def test_bandwidth_slows_a_long_body() -> None:
    """4,000 bytes at 20,000 a second."""
    heard, seconds = await through(down=[Bandwidth(20_000), LimitData(len(SAID))])
    assert heard.data == SAID
    assert 0.19 <= seconds < 1.5


async def test_the_slicer_keeps_every_byte_in_order() -> None:
    """Whoever reads must put pieces together."""
    heard, _ = await through(up=[Slicer(7)], down=[Slicer(64, pause_s=0.0005)], quiet_s=0.1)
    assert heard.data == SAID


async def test_limited_data_ends_after_so_many_bytes() -> None:
    """In the middle of what was said."""
    heard, _ = await through(down=[LimitData(1_234)])
    assert heard == Heard(SAID[:1_234], "closed")


async def test_a_slow_close_holds_back_the_end() -> None:
    """All bytes are there at once, the end is not."""
    heard, seconds = await through(down=[LimitData(4_000), SlowClose(0.2)])
    assert heard == Heard(SAID, "closed")
    assert seconds >= 0.2


async def test_a_timeout_passes_nothing_and_then_ends() -> None:
    """Or never ends, where no time is given."""
    heard, seconds = await through(down=[Timeout(0.1)])
    assert heard == Heard(b"", "closed")
    assert seconds >= 0.1
    assert (await through(down=[Timeout()], quiet_s=0.2))[0] == Heard(b"", "silent")


async def test_a_reset_comes_when_it_should() -> None:
    """At the first byte, or some time after it."""
    heard, _ = await through(down=[ResetPeer()])
    assert heard == Heard(b"", "reset")
    heard, seconds = await through(down=[ResetPeer(after_s=0.15)])
    assert heard == Heard(SAID, "reset")
    assert seconds >= 0.15


async def test_a_target_that_is_gone_closes_the_connection() -> None:
    """The proxy has nothing to say for it."""
    async with echo() as port:
        pass
    async with ToxicProxy(port) as proxy:
        heard = await hear(f"http://127.0.0.1:{proxy.port}", SAID)
    assert heard.data == b""
    assert heard.end in {"closed", "reset"}
