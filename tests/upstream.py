"""A scripted OpenAI-compatible server on loopback, for what a mocked transport cannot show.

    with Upstream(lambda body: says("Your parcel is late. [D1]")) as upstream:
        model = OpenAIModel(base_url=upstream.url, api_key="k", model="m")

It speaks raw HTTP/1.1 on asyncio in a thread of its own, so that it can also send broken HTTP,
and serves synchronous tests, asynchronous ones and other processes alike.
"""

import asyncio
import contextlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True)
class Answer:
    """What the server sends for one call; `delay_s` passes before the first byte."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drip_s: float = 0.0
    """Seconds between single bytes of the body; 0 sends it at once."""
    length: int | None = None
    """A Content-Length other than the true one."""
    reset: bool = False
    """Reset the connection after what was sent, in place of keeping it."""
    nothing: bool = False
    """Send nothing at all."""


@dataclass(frozen=True)
class Call:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Any


Script = Callable[[Any], Answer]


def completion(content: object, finish_reason: object = "stop", **more: object) -> dict[str, Any]:
    """A chat completion as a provider sends it, around any content."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "upstream-model-2026",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "finish_reason": finish_reason,
            }
        ],
        "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        **more,
    }


def says(content: object, finish_reason: object = "stop") -> Answer:
    """A good answer with this text."""
    return Answer(body=json.dumps(completion(content, finish_reason)).encode())


def fails(status: int, code: str | None = None, **headers: str) -> Answer:
    """An error as providers send it; header names with "_" for "-"."""
    body = {"error": {"message": "something failed", "type": "server_error", "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(body).encode(), named)


class Upstream:
    """Serves `/v1/chat/completions` on a free loopback port while the context is open."""

    def __init__(self, script: Script, *, tls: ssl.SSLContext | None = None) -> None:
        self.calls: list[Call] = []
        self.connections = 0
        self.asked = threading.Event()
        """Set when the first request has come whole."""
        self.gone = threading.Event()
        """Set when a client has closed a connection while its answer was still under way."""
        self._script = script
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(5)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        self.connections += 1
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._exchange(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; True while the connection is kept."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:])
            if name
        }
        sent = await reader.readexactly(int(headers.get("content-length", "0")))
        body = json.loads(sent or b"{}")
        self.calls.append(Call(head[0].split(" ")[1], headers, body))
        self.asked.set()
        answer = self._script(body)
        sending = asyncio.ensure_future(_send(answer, writer))
        leaving = asyncio.ensure_future(reader.read(1))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not sending.done():
                self.gone.set()
                return False
            await sending
        finally:
            for pending in (sending, leaving):
                pending.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
        if answer.reset:
            _reset(writer)
        return not (answer.reset or answer.nothing or answer.length)


async def _send(answer: Answer, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(answer.delay_s)
    if answer.nothing:
        return
    length = len(answer.body) if answer.length is None else answer.length
    headers = {"Content-Type": "application/json", "Content-Length": str(length), **answer.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"HTTP/1.1 {answer.status} Scripted\r\n{lines}\r\n".encode("latin-1"))
    step = 1 if answer.drip_s else max(len(answer.body), 1)
    for at in range(0, len(answer.body), step):
        writer.write(answer.body[at : at + step])
        await writer.drain()
        await asyncio.sleep(answer.drip_s)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST in place of FIN, as a crashed process or a firewall does."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
