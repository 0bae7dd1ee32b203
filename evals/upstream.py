"""A scripted model provider on loopback: real HTTP, so that the product's own client is in the run.

Speaks the one route that a rewrite needs, `POST /v1/chat/completions`, and answers each request
with the text set before it. Requests are counted, since one rewrite should cost exactly one.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MODEL = "scripted"
LENGTH_HEADER = b"content-length:"


@dataclass
class Upstream:
    """What to answer next, where to ask, and how often it was asked."""

    base_url: str = ""
    answer: str | Callable[[str], str] = ""
    """What to say, or how to find it in the body of a request."""
    delay_s: float = 0.0
    """Seconds before each answer, as a model takes them."""
    requests: int = 0
    connections: dict[asyncio.Task[None], asyncio.StreamWriter] = field(default_factory=dict)
    """Those that are open: the task that answers on each, and the way to close it."""

    def completion(self, asked: str) -> bytes:
        """The body of a chat completion that says `answer` to a request with this body."""
        said = self.answer if isinstance(self.answer, str) else self.answer(asked)
        choice = {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": said},
        }
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        completion = {
            "id": f"chatcmpl-{self.requests}",
            "object": "chat.completion",
            "created": 0,
            "model": MODEL,
            "choices": [choice],
            "usage": usage,
        }
        return json.dumps(completion).encode()

    async def serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until the client leaves."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the server runs this in a task
        self.connections[task] = writer
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lengths = [line for line in head.lower().split(b"\r\n") if LENGTH_HEADER in line]
                asked = await reader.readexactly(int(lengths[0].split(b":")[1]) if lengths else 0)
                self.requests += 1
                await asyncio.sleep(self.delay_s)
                body = self.completion(asked.decode())
                writer.write(
                    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                    + b"content-length: %d\r\n\r\n" % len(body)
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client closed its connection, as clients do
        finally:
            writer.close()
            del self.connections[task]

    async def hang_up(self) -> None:
        """Close what clients hold open, and wait until nobody answers any more."""
        for writer in self.connections.values():
            writer.close()
        await asyncio.gather(*self.connections)


@asynccontextmanager
async def serve() -> AsyncIterator[Upstream]:
    """Run the provider on a free port for as long as the block lasts."""
    upstream = Upstream()
    server = await asyncio.start_server(upstream.serve_one, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    upstream.base_url = f"http://127.0.0.1:{port}/v1"
    try:
        yield upstream
    finally:
        server.close()
        await upstream.hang_up()
