"""A TCP proxy on loopback that makes a good connection bad, without knowing what goes over it.

    async with ToxicProxy(port, down=[Latency(0.1, jitter_s=0.05), Bandwidth(10_000)]) as proxy:
        ...connect to proxy.port...

Toxics work on one direction, `up` from the client or `down` to it, one after the other; more than
one connection at a time has its own state in each. Seconds and bytes everywhere.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Protocol, Self

LOOPBACK = "127.0.0.1"
READ_BYTES = 64 * 1024
Chunks = AsyncIterator[bytes]


class Reset(Exception):
    """Both ends are to be closed with RST."""


class Toxic(Protocol):
    """Something that is done to the bytes of one direction of one connection."""

    def through(self, chunks: Chunks, dice: Random) -> Chunks:
        """What is left of the chunks; where it ends, this direction of the connection ends."""
        ...


@dataclass(frozen=True)
class Latency:
    """Each chunk is held for some time, more or less by up to `jitter_s`; order is kept."""

    seconds: float
    jitter_s: float = 0.0

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:
        """The same chunks, later."""
        async for chunk in chunks:
            await asyncio.sleep(max(0.0, self.seconds + dice.uniform(-1, 1) * self.jitter_s))
            yield chunk


@dataclass(frozen=True)
class Bandwidth:
    """So many bytes a second pass, in hundredths of a second."""

    bytes_per_s: int

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:  # noqa: ARG002 - Toxic
        """The same bytes, in smaller chunks."""
        step = max(1, self.bytes_per_s // 100)
        async for chunk in chunks:
            for at in range(0, len(chunk), step):
                part = chunk[at : at + step]
                await asyncio.sleep(len(part) / self.bytes_per_s)
                yield part


@dataclass(frozen=True)
class Slicer:
    """Chunks are cut into pieces of about `size` bytes with a pause after each."""

    size: int
    pause_s: float = 0.0

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:
        """The same bytes, in pieces from half of the size to one and a half."""
        async for chunk in chunks:
            left = chunk
            while left:
                cut = max(1, round(self.size * dice.uniform(0.5, 1.5)))
                yield left[:cut]
                left = left[cut:]
                await asyncio.sleep(self.pause_s)


@dataclass(frozen=True)
class LimitData:
    """This direction ends after so many bytes."""

    size: int

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:  # noqa: ARG002 - Toxic
        """The first bytes."""
        left = self.size
        async for chunk in chunks:
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                return


@dataclass(frozen=True)
class SlowClose:
    """The end of the stream is held back."""

    seconds: float

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:  # noqa: ARG002 - Toxic
        """The same chunks, then a pause."""
        async for chunk in chunks:
            yield chunk
        await asyncio.sleep(self.seconds)


@dataclass(frozen=True)
class Timeout:
    """Nothing passes, and this direction ends after some time; never where that is 0."""

    seconds: float = 0.0

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:  # noqa: ARG002 - Toxic
        """No chunks."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.seconds or None):
                async for _ in chunks:
                    pass
        for chunk in tuple[bytes, ...]():
            yield chunk


@dataclass(frozen=True)
class ResetPeer:
    """Both ends are reset so long after the first chunk of this direction came."""

    after_s: float = 0.0

    async def through(self, chunks: Chunks, dice: Random) -> Chunks:  # noqa: ARG002 - Toxic
        """Chunks up to the reset; the first one too, unless there is no time."""
        first = await anext(chunks, b"")
        until = asyncio.get_running_loop().time() + self.after_s
        if self.after_s:
            yield first
        with contextlib.suppress(StopAsyncIteration):
            while True:
                try:
                    async with asyncio.timeout_at(until):
                        chunk = await anext(chunks)
                except TimeoutError:
                    break
                yield chunk
        raise Reset


class ToxicProxy:
    """Forwards connections to a port of this machine through toxics; a context."""

    def __init__(
        self, port: int, *, up: Sequence[Toxic] = (), down: Sequence[Toxic] = (), seed: int = 0
    ) -> None:
        self._target = port
        self._up = tuple(up)
        self._down = tuple(down)
        self._dice = Random(seed)  # noqa: S311 - chance that can be repeated
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.connections = 0
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.ensure_future(self._connect(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers = [writer]
        ways: list[asyncio.Task[None]] = []
        try:
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, self._target)
            writers.append(far_writer)
            ways = [
                asyncio.ensure_future(self._flow(reader, far_writer, self._up)),
                asyncio.ensure_future(self._flow(far_reader, writer, self._down)),
            ]
            await asyncio.gather(*ways)
        except Reset:
            for each in writers:
                _reset(each)
        except OSError:
            pass  # one end has gone: so does the other
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for each in writers:
                each.close()

    async def _flow(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, toxics: Sequence[Toxic]
    ) -> None:
        chunks = _chunks(reader)
        for toxic in toxics:
            chunks = toxic.through(chunks, self._dice)
        async for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()


async def _chunks(reader: asyncio.StreamReader) -> Chunks:
    while chunk := await reader.read(READ_BYTES):
        yield chunk


def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
