"""A client that sends what it is told and returns the very bytes that come back."""

import asyncio
import json
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE_S = 1.5
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class Heard:
    """What came back, and how it ended: `closed`, `reset`, `silent` (nothing more) or `full`."""

    data: bytes
    end: str

    @property
    def head(self) -> bytes:
        """Up to the first empty line."""
        return self.data.partition(b"\r\n\r\n")[0]

    @property
    def body(self) -> bytes:
        """After the first empty line."""
        return self.data.partition(b"\r\n\r\n")[2]


def request(url: str, content: str = "Hello.") -> bytes:
    """A chat completion asked for in HTTP/1.1."""
    messages = [{"role": "user", "content": content}]
    body = json.dumps({"messages": messages, "temperature": 0.2}).encode()
    path = urlsplit(url).path + "/chat/completions"
    return b"POST %b HTTP/1.1\r\nHost: chaos\r\nContent-Length: %d\r\n\r\n%b" % (
        path.encode(),
        len(body),
        body,
    )


def trusting() -> ssl.SSLContext:
    """TLS that believes every certificate."""
    tls = ssl.create_default_context()
    tls.check_hostname = False
    tls.verify_mode = ssl.CERT_NONE
    return tls


async def hear(
    url: str, sent: bytes | None = None, *, quiet_s: float = 0.3, times: int = 1
) -> Heard:
    """Send a request so many times over one connection; what comes until it ends.

    It ends where the other side closes or resets it, says nothing for `quiet_s`, has sent
    `MOST_BYTES`, or after `PATIENCE_S`.
    """
    parts = urlsplit(url)
    data = bytearray()
    end = "silent"
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port, ssl=trusting() if parts.scheme == "https" else None
    )
    try:
        for _ in range(times):
            writer.write(request(url) if sent is None else sent)
            await writer.drain()
            async with asyncio.timeout(PATIENCE_S):
                end = await _until_quiet(reader, data, quiet_s)
    except TimeoutError:
        pass  # it still speaks, and what it said so far will do
    except OSError:
        end = "reset"
    finally:
        writer.close()
    return Heard(bytes(data), end)


async def _until_quiet(reader: asyncio.StreamReader, data: bytearray, quiet_s: float) -> str:
    while len(data) < MOST_BYTES:
        try:
            async with asyncio.timeout(quiet_s):
                part = await reader.read(256 * 1024)
        except TimeoutError:
            return "silent"
        if not part:
            return "closed"
        data += part
    return "full"
