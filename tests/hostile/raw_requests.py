"""Requests that no HTTP library would send, byte by byte: two parsers would disagree on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.hostile.sending import CANARY


@dataclass(frozen=True)
class Raw:
    """Bytes; `answers` is the most answers they may get, and `whole` says that they are complete.

    What is incomplete is ended by closing our side, as a client that gives up does.
    """

    name: str
    sent: bytes
    answers: int = 1
    whole: bool = True


_JSON = b'{"draft": "We can\'t refund %s."}' % CANARY.encode()
_HOST = b"Host: localhost\r\n"
_TYPE = b"Content-Type: application/json\r\n"
_HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
_CHUNK = b"%x\r\n%s\r\n0\r\n\r\n" % (len(_JSON), _JSON)


def _post(
    *headers: bytes, body: bytes = _JSON, line: bytes = b"POST /v1/rewrites HTTP/1.1"
) -> bytes:
    return b"\r\n".join(
        [line, b"Host: localhost", b"Content-Type: application/json", *headers, b"", body]
    )


def _length(body: bytes = _JSON, off: int = 0) -> bytes:
    return b"Content-Length: %d" % (len(body) + off)


_BOTH = (
    (b"Transfer-Encoding: chunked",), (b"Transfer-Encoding: xchunked",),
    (b"Transfer-Encoding : chunked",), (b"Transfer-Encoding:\tchunked",),
    (b"Transfer-Encoding:\x0bchunked",),
    (b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity"),
    (b"Transfer-Encoding: identity, chunked",), (b"Transfer-Encoding: chunked, identity",),
    (b"Transfer-Encoding:\r\n chunked",), (b"transfer-encoding: CHUNKED",),
    (b" Transfer-Encoding: chunked",), (b"X: y\nTransfer-Encoding: chunked",),
    (b"Transfer-Encoding: \xffchunked",), (b'Transfer-Encoding: "chunked"',),
    (b"Transfer_Encoding: chunked",), (b"Transfer-Encoding: chunked\x00",),
)  # fmt: skip
_LINES = (
    b"POST /v1/rewrites HTTP/1.2", b"POST /v1/rewrites HTTP/2.0", b"POST /v1/rewrites HTTP/9.9",
    b"POST /v1/rewrites HTTP/0.9", b"POST /v1/rewrites", b"POST /v1/rewrites HTTP/1.1 x",
    b"POST  /v1/rewrites HTTP/1.1", b"POST\t/v1/rewrites\tHTTP/1.1", b"POST /v1/rewrites http/1.1",
    b" POST /v1/rewrites HTTP/1.1", b"POST /v1/rew rites HTTP/1.1",
    b"POST /v1/rewrites\x00 HTTP/1.1", b"POST /v1/rewrites HTTP/1", b"POST /v1/rewrites HTTP/11",
    b"POST /v1/rewrites HTTP/1.1\x0b", b"POST HTTP/1.1", b"POST", b"/v1/rewrites",
    b"HTTP/1.1 200 OK", b"POST /v1/rewrites ICY/1.1", b"\x16\x03\x01\x02\x00\x01",
    b"PRI * HTTP/2.0", b"EHLO localhost", b"SSH-2.0-x", b"\x04\x01\x00\x50", b"GET / HTTP/1.1\x0d",
    b"P\xd6ST /v1/rewrites HTTP/1.1", b"POST /v1/r\xc3\xa9 HTTP/1.1",
    b"X" * 300 + b" /v1/rewrites HTTP/1.1", b"POST http://localhost/v1/rewrites HTTP/1.1",
    b"POST http://evil.invalid/v1/rewrites HTTP/1.1", b"POST //evil.invalid/v1/rewrites HTTP/1.1",
    b"POST https://localhost:99999/v1/rewrites HTTP/1.1", b"POST http:// HTTP/1.1",
    b"POST * HTTP/1.1", b"POST /v1/rewrites#x HTTP/1.1", b"POST /v1/rewrites?#?# HTTP/1.1",
    b"POST ?draft=x HTTP/1.1", b"CONNECT localhost:80 HTTP/1.1", b"CONNECT / HTTP/1.1",
    b"OPTIONS * HTTP/1.1", b"TRACE / HTTP/1.1", b"POST /v1/%72ewrites HTTP/1.1",
    b"POST /v1/rewrites%0d%0aX:y HTTP/1.1", b"POST /v1/rewrites%00 HTTP/1.1",
    b"POST /%2e%2e/v1/rewrites HTTP/1.1", b"POST /v1/%ff%fe HTTP/1.1",
    b"POST /v1/%ed%a0%80 HTTP/1.1", b"POST /v1/rewrites%0A HTTP/1.1", b"POST /%zz HTTP/1.1",
    b"POST /" + CANARY.encode() + b" HTTP/1.1", b"POST /?" + CANARY.encode() + b" HTTP/1.1",
    b"POST /" + b"a" * 70_000 + b" HTTP/1.1", b"POST /" + b"%61" * 20_000 + b" HTTP/1.1",
    b"POST /?" + b"a&" * 30_000 + b" HTTP/1.1",
)  # fmt: skip
_FIELDS = (
    b"X", b":", b": x", b" : x", b"X y: z", b"X\x00: y", b"X: a\x00b", b"X: a\rb",
    b"X:\r\n folded", b" leading: x", b"X\t: y", b"X:y\r\n\tz", b"\xff: y", b"X: \xff\xfe",
    b"(x): y", b"X[]: y", b"X: \x7f", b"X: \x1b[2J", b"X=y", b"X; y", CANARY.encode(),
    b"X: " + CANARY.encode(), CANARY.encode() + b": x", b"X: " + b"a" * 70_000,
    b"x" * 70_000 + b": y", b"\r\n".join(b"X-%d: y" % n for n in range(900)),
    b"\r\n".join([b"X: y"] * 2_000), b"Host: evil.invalid", b"Host: localhost",
    b"Content-Type: text/plain", b"Connection: close, keep-alive",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x",
    b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
    b"Expect: 100-continue", b"Expect: " + CANARY.encode(), b"Trailer: X", b"TE: trailers",
    b"Connection: Content-Length", b"Keep-Alive: timeout=99999", b"Content-Encoding: gzip",
    b"Authorization: " + b"B" * 60_000,
)  # fmt: skip
_LYING = (
    b"Content-Length: -1", b"Content-Length: +9", b"Content-Length: 0x9", b"Content-Length: 9,9",
    b"Content-Length: 9 9", b"Content-Length: ", b"Content-Length: a",
    b"Content-Length: 99999999999999999999999", b"Content-Length: 18446744073709551617",
    b"Content-Length: 65537", b"Content-Length : 9", b"Content-Length: 1_0",
    b"Content-Length: 9\r\nContent-Length: 9", b"Content-Length: 9\r\nContent-Length: 10",
    b"Content-Length:\r\n 9", b"Content-Length: 0\r\nContent-Length: 900",
    b"Content-Length: \xd9\xa1", b"Content-Length: 1e1", b"Content-Length: 9;",
    b"Content-Length: 00000000000000000009",
)  # fmt: skip
_CHUNKS = (
    b"", b"\r\n", b"0", b"0\r\n", b"zz\r\nx\r\n0\r\n\r\n", b"-1\r\nx\r\n0\r\n\r\n",
    b"0x5\r\nhello\r\n0\r\n\r\n", b"5 \r\nhello\r\n0\r\n\r\n", b"5;x=y\r\nhello\r\n0\r\n\r\n",
    b"5;" + b"x" * 60_000 + b"\r\nhello\r\n0\r\n\r\n", b"5\nhello\n0\n\n", b"5\r\nhel",
    b"5\r\nhelloo\r\n0\r\n\r\n", b"3\r\nhello\r\n0\r\n\r\n", b"5\rhello\r0\r\r",
    b"FFFFFFFFFFFFFFFFF\r\nx", b"ffffffff\r\nx", b"10001\r\n" + b"a" * 65_537 + b"\r\n0\r\n\r\n",
    b"5\r\nhello\r\n0\r\nX: y\r\n\r\n", b"1\r\na\r\n" * 9_000 + b"0\r\n\r\n",
    b"5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n",
    b"5\r\nhello\r\n0\r\n" + b"X: " + b"y" * 70_000 + b"\r\n\r\n", b"5\r\nhello\r\n00\r\n\r\n",
    b"5\r\nhello\r\n-0\r\n\r\n", b"\xd9\xa5\r\nhello\r\n0\r\n\r\n",
    b"5\r\nhello\r\n0\r\n\r\n" + _HIDDEN[:20],
)  # fmt: skip


def _all() -> Iterator[Raw]:
    for number, headers in enumerate(_BOTH):
        both = _post(_length(_CHUNK + _HIDDEN), *headers, body=_CHUNK + _HIDDEN)
        yield Raw(f"both lengths, {number}: length is longer", both)
        short = _post(b"Content-Length: 4", *headers, body=_CHUNK + _HIDDEN)
        yield Raw(f"both lengths, {number}: length is shorter", short)
    for number, line in enumerate(_LINES):
        yield Raw(f"first line {number}", _post(_length(), line=line))
    for number, field in enumerate(_FIELDS):
        yield Raw(f"header {number}", _post(_length(), field))
    for number, length in enumerate(_LYING):
        yield Raw(f"length {number}", _post(length, body=_JSON + _HIDDEN), whole=False)
    for number, chunk in enumerate(_CHUNKS):
        chunked = _post(b"Transfer-Encoding: chunked", body=chunk)
        yield Raw(f"chunks {number}", chunked, whole=False)
    plain = _post(_length())
    yield Raw("bare line feeds", plain.replace(b"\r\n", b"\n"), whole=False)
    yield Raw("bare carriage returns", plain.replace(b"\r\n", b"\r"), whole=False)
    yield Raw("line feeds before it", b"\r\n\r\n\n" + plain)
    yield Raw(
        "HTTP/1.0 without a host",
        b"POST /v1/rewrites HTTP/1.0\r\n" + _TYPE + _length() + b"\r\n\r\n" + _JSON,
    )
    yield Raw(
        "HTTP/1.0 in chunks",
        b"POST /v1/rewrites HTTP/1.0\r\n"
        + _HOST
        + _TYPE
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + _CHUNK,
        whole=False,
    )
    yield Raw(
        "no host", b"POST /v1/rewrites HTTP/1.1\r\n" + _TYPE + _length() + b"\r\n\r\n" + _JSON
    )
    yield Raw(
        "a GET with a hidden request",
        b"GET /healthz HTTP/1.1\r\n" + _HOST + _length(_HIDDEN) + b"\r\n\r\n" + _HIDDEN,
    )
    yield Raw("a body shorter than said", _post(_length(off=9)), whole=False)
    yield Raw("a body longer than said", _post(_length(off=-9)), answers=2, whole=False)
    yield Raw("a huge body that is only announced", _post(b"Content-Length: 104857600", body=b""))
    yield Raw("two requests at once", plain + _HIDDEN, answers=2)
    yield Raw("nine hundred at once", _HIDDEN * 900, answers=900, whole=False)
    yield Raw("nothing", b"", answers=0, whole=False)
    yield Raw("noise", bytes(range(256)) * 40, whole=False)
    for at in (1, 9, 30, 60, 90, len(plain) - 1):
        yield Raw(f"cut after {at} bytes", plain[:at], whole=False)


REQUESTS = tuple(_all())
"""Every one."""
