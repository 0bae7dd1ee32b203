"""One connection of the chaos upstream, as bytes: nothing here keeps anybody to HTTP."""

import asyncio
import contextlib
import json
import socket
import ssl
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

CERTIFICATE = Path(__file__).parent / "self_signed.pem"
"""A key pair that nobody trusts; it was made for these tests and opens nothing."""
JSON = {"Content-Type": "application/json"}
READ_BYTES = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"


class Gone(Exception):
    """The client closed the connection, or it broke."""


class Wire:
    """What a fault may do to its client. `dice` are those of the scenario and the call.

    `keep` says whether the connection serves another request afterwards; `elsewhere` is the URL
    of another port of the upstream, `path` the one that was asked for.
    """

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, elsewhere: str
    ) -> None:
        self.dice = Random()  # noqa: S311 - chance that can be repeated
        self.elsewhere = elsewhere
        self.path = ""
        self.asked = b""
        self.keep = False
        self.served = 0
        """Requests of this connection that were answered before."""
        self.received = 0
        """Bytes from the client, heads and bodies, over all its requests."""
        self._reader = reader
        self._writer = writer
        self._unread = b""

    async def read_head(self) -> bytes:
        """The next request up to the end of its head; raises Gone."""
        while END_OF_HEAD not in self._unread:
            await self._read_more()
        head, _, self._unread = self._unread.partition(END_OF_HEAD)
        self.path = head.split(b" ", 2)[1].decode("latin-1")
        return head

    async def read_body(self, head: bytes) -> None:
        """The body that the head declares goes to `asked`; raises Gone."""
        lines = head.lower().split(b"\r\n")
        declared = [line for line in lines if line.startswith(b"content-length:")]
        length = int(declared[0].partition(b":")[2]) if declared else 0
        while len(self._unread) < length:
            await self._read_more()
        self.asked, self._unread = self._unread[:length], self._unread[length:]

    async def _read_more(self) -> None:
        try:
            part = await self._reader.read(READ_BYTES)
        except OSError:
            part = b""
        if not part:
            raise Gone
        self.received += len(part)
        self._unread += part

    async def until_gone(self) -> None:
        """Return when the client has closed; what it still sends is kept for `read_head`."""
        with contextlib.suppress(Gone):
            while True:
                await self._read_more()

    def messages(self) -> list[str]:
        """Texts of the messages that were sent, the last one last."""
        return [message["content"] for message in json.loads(self.asked)["messages"]]

    async def send(self, *parts: bytes, every_s: float = 0.0) -> None:
        """Write the parts one by one, pausing in between; raises Gone."""
        await self.pour(parts, every_s=every_s)

    async def pour(self, parts: Iterable[bytes], *, every_s: float = 0.0) -> None:
        """Write many parts, as fast as the client takes them or one each `every_s` seconds."""
        try:
            for number, part in enumerate(parts):
                if number and every_s:
                    await asyncio.sleep(every_s)
                self._writer.write(part)
                await self._writer.drain()
        except OSError:
            raise Gone from None

    async def answer(
        self,
        body: bytes = b"",
        status: int = 200,
        headers: Mapping[str, str] = JSON,
        *,
        length: int | None = None,
    ) -> None:
        """A whole answer; `length` declares another Content-Length than the true one."""
        await self.send(head(status, {**headers, "Content-Length": str(_or(length, body))}), body)
        self.keep = length is None

    async def silence(self) -> None:
        """Say nothing until the client leaves."""
        await asyncio.Event().wait()

    async def start_tls(self) -> None:
        """Shake hands with the certificate that nobody trusts; raises Gone where that fails."""
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(CERTIFICATE)
        try:
            await self._writer.start_tls(tls)
        except (OSError, EOFError):
            raise Gone from None

    def reset(self) -> None:
        """Close with RST in place of FIN, as a crashed process or a firewall does."""
        sock = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()
        self.keep = False

    def close(self, *, at_once: bool = False) -> None:
        """Close what is still open; `at_once` leaves out what is not sent yet."""
        if at_once:
            self._writer.transport.abort()
        else:
            self._writer.close()


def head(status: int, headers: Mapping[str, str] = JSON, *, words: str = "Chaos") -> bytes:
    """A status line and headers as bytes, the empty line included."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {words}\r\n{lines}\r\n".encode("latin-1", "replace")


def chunk(part: bytes) -> bytes:
    """One chunk of a chunked body; of b"" the last."""
    return b"%x\r\n%b\r\n" % (len(part), part)


def _or(length: int | None, body: bytes) -> int:
    return len(body) if length is None else length
