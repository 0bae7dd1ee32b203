"""HTTP/1.1 that we write ourselves where uvicorn has no answer or a wrong one, and who takes it."""

import asyncio
import json
import struct
import uuid
from collections.abc import Iterable

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from api.http.errors import MEDIA_TYPE, Problem
from api.http.exchange import SECURITY_HEADERS

INT = struct.Struct("i")
UPGRADING = frozenset({b"connection", b"upgrade", b"http2-settings"})


def bare_answer(problem: Problem) -> bytes:
    """The answer to bytes that became no request; the connection is closed after it."""
    request_id = uuid.uuid4().hex
    body = json.dumps(problem.as_json(request_id)).encode()
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Connection": "close",
        "X-Request-Id": request_id,
        "Cache-Control": "no-store",
        **SECURITY_HEADERS,
    }
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in headers.items())
    return STATUS_LINE[problem.status] + lines.encode("ascii") + b"\r\n" + body


def untaken(transport: asyncio.WriteTransport) -> int:
    """Bytes that the other side has not received: ours, and where it can be asked the kernel's.

    Ours alone stand still for megabytes: the kernel asks for more only when much of it is gone.
    """
    waiting = transport.get_write_buffer_size()
    try:
        import fcntl  # noqa: PLC0415 - not on every platform
        import termios  # noqa: PLC0415

        handle = transport.get_extra_info("socket").fileno()
        (sent,) = INT.unpack(fcntl.ioctl(handle, termios.TIOCOUTQ, bytes(INT.size)))
    except (ImportError, OSError):
        return waiting
    return waiting + int(sent)


def head_without_upgrade(
    method: bytes, target: bytes, version: str, headers: Iterable[tuple[bytes, bytes]]
) -> bytes:
    """The head of a request that asks for another protocol, as if it had not asked."""
    kept = [(name, value) for name, value in headers if name not in UPGRADING]
    if any(name == b"connection" and b"close" in value.lower() for name, value in headers):
        kept.append((b"connection", b"close"))
    lines = b"".join(b"%s: %s\r\n" % header for header in kept)
    return b"%s %s HTTP/%s\r\n%s\r\n" % (method, target, version.encode("ascii"), lines)
