"""`python -m tests.benchmarks.big_bodies`: what giants cost in memory, from a client or a provider.

The whole service on loopback. Clients send 100 MB, announced and in chunks; then a provider
answers with 100 MB, and with 1 MB of gzip that unpacks to 1 GB. Prints how much the memory of the
service grew at its peak over what it was before, and how the requests ended. A client that is
refused reads either the answer or a reset, if it does nothing but send.
"""

import asyncio
import json
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import click
import httpx2

from tests.benchmarks.process import forget_peak, peak_mb, rss_mb
from tests.cli.running import Running, serving
from tests.upstream import completion

CLIENT_MB = 100
PROVIDER_MB = 100
UNPACKED_MB = 1_000
WARM_UP = 50
AGAIN = 20
"""Good answers between giants, or the breaker would spare the service the next one."""
MB = 1_000_000
GZIP = 31
"""zlib's word for the largest window with a gzip header."""
JSON = {"Content-Type": "application/json"}
DRAFT = {"draft": "You must send the receipt."}


def bomb(unpacked_mb: int) -> bytes:
    """Spaces that take a thousandth of their size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, GZIP)
    parts = [packer.compress(b" " * MB) for _ in range(unpacked_mb)]
    return b"".join([*parts, packer.flush()])


class Provider:
    """Answers every request with a giant of one kind."""

    def __init__(self) -> None:
        self.packed = bomb(UNPACKED_MB)
        self.kind = "good"
        self.asked: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length or b"0"))
                self.asked[self.kind] += 1
                await getattr(self, f"_{self.kind}")(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    async def _good(self, writer: asyncio.StreamWriter) -> None:
        said = json.dumps(completion("Could you send us the receipt? [D1]")).encode()
        await self._start(writer, f"Content-Length: {len(said)}\r\n")
        writer.write(said)

    async def _plain(self, writer: asyncio.StreamWriter) -> None:
        await self._start(writer, f"Content-Length: {PROVIDER_MB * MB}\r\n")
        for _ in range(PROVIDER_MB):
            writer.write(b" " * MB)
            await writer.drain()

    async def _chunked(self, writer: asyncio.StreamWriter) -> None:
        await self._start(writer, "Transfer-Encoding: chunked\r\n")
        for _ in range(PROVIDER_MB):
            writer.write(b"%x\r\n%s\r\n" % (MB, b" " * MB))
            await writer.drain()
        writer.write(b"0\r\n\r\n")

    async def _gzip(self, writer: asyncio.StreamWriter) -> None:
        await self._start(
            writer, f"Content-Encoding: gzip\r\nContent-Length: {len(self.packed)}\r\n"
        )
        writer.write(self.packed)
        await writer.drain()

    async def _start(self, writer: asyncio.StreamWriter, headers: str) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{headers}\r\n".encode())


async def _pieces() -> AsyncIterator[bytes]:
    for _ in range(CLIENT_MB):
        yield b" " * MB


async def _measure(at_once: int) -> None:
    provider = Provider()
    server = await asyncio.start_server(provider.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = {
        "KINDREPLY_MODEL_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "KINDREPLY_MODEL_NAME": "giant",
    }
    context = serving(settings)
    running = await asyncio.to_thread(context.__enter__)
    try:
        async with httpx2.AsyncClient(base_url=running.url(""), trust_env=False, timeout=60) as c:

            async def warm_up(times: int) -> None:
                provider.kind = "good"
                for _ in range(times):
                    answer = (await c.post("/v1/rewrites", json=DRAFT)).json()
                    assert answer["engine"] == "model"

            async def send(content: Callable[[], bytes | AsyncIterator[bytes]]) -> str:
                try:
                    answer = await c.post("/v1/rewrites", content=content(), headers=JSON)
                except httpx2.TransportError as error:
                    return type(error).__name__
                return str(answer.status_code)

            async def ask(kind: str) -> str:
                provider.kind = kind
                answer = (await c.post("/v1/rewrites", json=DRAFT)).json()
                assert provider.asked[kind]
                return f"{answer['engine']}, {answer['reason']}"

            grow = partial(_growth, running, at_once=at_once)
            await warm_up(WARM_UP)
            await grow("client, 100 MB announced", lambda: send(lambda: b" " * CLIENT_MB * MB))
            await grow("client, 100 MB in chunks", lambda: send(_pieces))
            await warm_up(AGAIN)
            await grow("provider, 100 MB announced", lambda: ask("plain"))
            await warm_up(AGAIN)
            await grow("provider, 100 MB in chunks", lambda: ask("chunked"))
            await warm_up(AGAIN)
            packed_mb = len(provider.packed) / MB
            await grow(f"provider, {packed_mb:.1f} MB of gzip for 1 GB", lambda: ask("gzip"))
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)
        server.close()


async def _growth(
    running: Running, name: str, act: Callable[[], Awaitable[str]], *, at_once: int
) -> None:
    pid = running.process.pid
    forget_peak(pid)
    before = rss_mb(pid)
    ended = await asyncio.gather(*(act() for _ in range(at_once)))
    click.echo(
        f"{name}, {at_once} at once: +{peak_mb(pid) - before:.1f} MB over {before:.0f} MB;"
        f" {', '.join(sorted(set(ended)))}"
    )


@click.command()
@click.option("--at-once", default=1, show_default=True, help="Giants of one kind at a time.")
def main(at_once: int) -> None:
    """Print what each giant costs."""
    asyncio.run(_measure(at_once))


if __name__ == "__main__":
    main()
