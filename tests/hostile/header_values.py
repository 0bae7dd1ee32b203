"""Headers that no polite client sends, by name: values, and names that are none."""

from collections.abc import Mapping

from tests.hostile.sending import CANARY

HEADERS: Mapping[bytes, tuple[bytes, ...]] = {
    b"authorization": (
        b"", b" ", b"Bearer", b"Bearer ", b"bearer x", b"Basic eDp5", b"Digest x", b"Bearer a b",
        b"Bearer\t" + CANARY.encode(), b"Bearer \xff", b"Bearer " + b"a" * 9_000, b"Negotiate",
        b"Bearer null", b"Bearer undefined", b"kr_" + CANARY.encode(),
        b"Bearer kr_" + CANARY.encode(),
    ),
    b"x-request-id": (
        b"", b" ", CANARY.encode() + b"!", b"a" * 65, b"a" * 7, b"../../x", b"\xff" * 9,
        b"a\tb c d e f", b"<b>12345678</b>", b"${x}12345678", b"\x00" * 9,
    ),
    b"accept": (
        b"", b"text/html", b"application/xml", b"*/*;q=0", b"text/event-stream", b"a" * 5_000,
        b"\xff", CANARY.encode(), b",,,", b"image/*",
    ),
    b"accept-encoding": (b"gzip", b"br;q=1.0, *;q=0", b"identity;q=0", b"\xff", b"a" * 5_000),
    b"accept-language": (b"xx-XX", b"\xff", CANARY.encode(), b"a" * 5_000),
    b"origin": (
        b"null", b"http://evil.invalid", b"", b"\xff", b"http://localhost:1", CANARY.encode(),
        b"http://" + b"a" * 5_000,
    ),
    b"cookie": (
        b"", b"=", b";;;", b"a=b; a=c", b"session=" + CANARY.encode(), b"\xff=\xff",
        b"x=" + b"a" * 9_000, b'a="b', b"__Host-x=\x01",
    ),
    b"x-csrf-token": (b"", CANARY.encode(), b"\xff", b"a" * 9_000),
    b"prefer": (
        b"wait", b"wait=", b"wait=-1", b"wait=0", b"wait=1e9", b"wait=" + b"9" * 400,
        b"wait=" + CANARY.encode(), b"wait=1,wait=2", b"respond-async", b"\xff",
    ),
    b"expect": (b"100-continue", b"200-ok", CANARY.encode()),
    b"range": (
        b"bytes=0-", b"bytes=-1", b"bytes=5-1", b"bytes=0-0,1-1", b"bytes=" + b"0-1," * 900,
        b"x=1", b"bytes=9" * 99, b"\xff",
    ),
    b"if-none-match": (b"*", b'"x"', b"W/", b"\xff", b'"' * 900),
    b"if-modified-since": (b"x", b"Sun, 99 Foo 9999 99:99:99 GMT", b"0", b"\xff"),
    b"x-forwarded-for": (b"127.0.0.1", b"::1", CANARY.encode(), b"\xff", b"," * 900),
    b"x-forwarded-host": (b"localhost", b"evil.invalid"),
    b"x-forwarded-proto": (b"https", CANARY.encode()),
    b"forwarded": (b"for=127.0.0.1;host=localhost", b'for="'),
    b"x-http-method-override": (b"DELETE", b"GET", CANARY.encode()),
    b"x-original-url": (b"/admin", b"/" + CANARY.encode()),
    b"upgrade": (b"websocket", b"h2c", CANARY.encode()),
    b"connection": (b"upgrade", b"close", b"keep-alive, host", CANARY.encode()),
    b"transfer-encoding": (
        b"chunked", b"gzip, chunked", b"identity", b"xchunked", CANARY.encode(),
    ),
    b"te": (b"trailers", b"\xff"),
    b"traceparent": (b"00-0-0-0", CANARY.encode(), b"00-" + b"f" * 32 + b"-" + b"f" * 16 + b"-01"),
    b"user-agent": (b"", b"\xff", CANARY.encode()),
    b"referer": (b"http://evil.invalid/" + CANARY.encode(), b"\xff"),
    b"x-api-key": (CANARY.encode(), b""),
    b"idempotency-key": (b"", CANARY.encode(), b"\xff"),
    b"access-control-request-method": (b"POST", b"\xff", CANARY.encode()),
    b"access-control-request-headers": (b"*", CANARY.encode(), b"," * 900),
    b"": (b"x",),
    b" ": (b"x",),
    b"x y": (b"x",),
    CANARY.encode(): (CANARY.encode(),),
    b"x" * 5_000: (b"x",),
    b"x-null": (b"\x00",),
    b"x-lf": (b"a\nb: c",),
}  # fmt: skip
