"""Requests whose headers, methods, paths or sizes are wrong, whatever their body says."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.hostile.header_values import HEADERS
from tests.hostile.sending import CANARY, JSON_HEADERS, Hostile

_GOOD = json.dumps({"draft": f"We can't refund {CANARY}."}).encode()
_LOCAL = (b"host", b"localhost")
_TYPES = (
    "", " ", "json", "/json", "application/", "application", "application/json5",
    "application/jsonp", "application/x-json", "application/json-seq", "application/json+x",
    "application/ld+json", "application/problem+json", "application/merge-patch+json",
    "application/xml", "application/x-www-form-urlencoded", "application/octet-stream",
    "application/yaml", "application/msgpack", "text/json", "text/plain", "text/html",
    "text/x-json", "multipart/form-data", "multipart/form-data; boundary=b", "*/*",
    "application/*", "application/json,text/plain", "application/json application/json",
    "application/json\\", "application /json", "application/ json",
    "application/json; charset=utf-16", "application/json; charset=latin-1",
    "application/json; charset=us-ascii", "application/json; charset=",
    "application/json; charset=utf-8; charset=utf-16", "application/json; charset='utf-8'",
    "application/json; charset=utf8", "application/json;;", "application/json; q=1",
    "application/json; boundary=x", "é/é", f"application/{CANARY}",
    f"application/json; charset={CANARY}", "application/json" + "x" * 5_000,
    "\x0bapplication/json",
)  # fmt: skip
_CODINGS = (
    "gzip", "deflate", "br", "zstd", "compress", "x-gzip", "gzip, gzip", "identity, gzip",
    "gzip;q=1", "GZIP", "gzip ", "*", CANARY, "aes128gcm", "exi", "pack200-gzip", "chunked",
    "identity,", ",", "utf-8", "base64",
)  # fmt: skip
_LENGTHS = (
    "-1", "+1", "0x10", "1e3", "1.0", "", " ", "abc", CANARY, "65537", "99999999999999999999",
    "9" * 400, "1, 1", "1,2", "١٠", "²", "1 2", "00000000000000000065537", "65_536", "1\x0b",
)  # fmt: skip
_HOSTS = (
    "", " ", "evil.invalid", "evil.invalid:80", f"{CANARY}.invalid", "localhost.evil.invalid",
    "localhost:80:80", "localhost:", "localhost:x", "127.0.0.1.evil.invalid", "127.1",
    "2130706433", "0x7f.1", "0.0.0.1", "[::]", "::1", "[::1", "[::1]:x", "[::1%25lo]",
    "user@localhost", "localhost/", "localhost?", "localhost#", "LOCALHOST.",
    "localhost,localhost", "localhost localhost", "é", "127.0.0.1\\@evil.invalid",
    "169.254.169.254", "[::ffff:127.0.0.1]", "local\u212aost", "x" * 5_000, "*", "..",
    "%6cocalhost",
)  # fmt: skip
_METHODS = (
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND",
    "LOCK", "QUERY", "PURGE", "get", "Post", "M-SEARCH", CANARY.upper(),
)  # fmt: skip
_ODD_PATHS = (
    "//", "///", "/.", "/..", "/./v1/rewrites", "/v1/../v1/rewrites", "/v1//rewrites",
    "//v1/rewrites", "/v1/rewrites/", "/v1/rewrites/.", "/v1/rewrites/..", "/v1/rewrites;a=b",
    "/v1/rewrites;", "/v1/rewrites\t", "/v1/rewrites\n", "/v1/rewrites\0", "/v1/rewrites%00",
    "/v1/rewrites%2f", "/v1%2Frewrites", "/%76%31/rewrites", "/v1/rewrites%20", "/V1/REWRITES",
    "/v1/Rewrites", "/v1\\rewrites", "\\v1\\rewrites", "/v1/rewrites ", " /v1/rewrites",
    "v1/rewrites", "", "*", "http://localhost/v1/rewrites", "http://evil.invalid/", "localhost:80",
    "/v1", "/v1/", "/v1/x", "/v2/rewrites", f"/v1/{CANARY}", f"/{CANARY}",
    f"/v1/rewrites/{CANARY}", "/v1/rewrites/rw_0", "/v1/checks/1", "/openapi.yaml", "/.env",
    "/.git/config", "/etc/passwd", "/web/../settings.py", "/web/..%2f..%2fsettings.py",
    "/web/%2e%2e/app.py", "/web/....//app.py", "/web//etc/passwd", "/web/\0",
    "/web/" + "a" * 3_000, "/web/.", "/web/", "/web", "/web/app.js/", "/web/app.js%00.css",
    "/web/APP.JS", "/web/~", "/web/C:\\x", "/web/\\\\host\\share", "/docs/../app.py", "/docs/",
    "/docs/\ud800", "/docs/%ff", "/docs/..\\app.py", "/docs/é", "/\u202e", "/\ufeff", "/healthz/",
    "/healthz/..", "/readyz/x", "/metrics/", "/metricsx", "/admin", "/wp-login.php",
    "/actuator/env", "/server-status", "/debug/pprof", "/graphql", "/swagger.json",
    "/" + "a" * 8_000, "/" + "a/" * 3_000, "/" + "%2e" * 2_000, "/?" * 500, "/{id}", "/v1/{name}",
    "/${7*7}", "/{{7*7}}", "/<script>", "/'", '/"', "/`", "/|", "/^", "/[", "/]", "/~", "/%",
    "/%%", "/%zz", "/%u0041", "/%c0%af", "/%ed%a0%80", "/\x7f", "/\x1b[2J",
)  # fmt: skip
_QUERIES = (
    b"", b"?", b"&", b"=", b"a=b", b"a=b&a=c", b"draft=" + CANARY.encode(), b"%", b"%zz", b"%00",
    b"a[]=1", b"a[b]=c", b"\xff", b"q=" + b"a" * 8_000, b"__proto__=1", b"key=" + CANARY.encode(),
    b"access_token=" + CANARY.encode(), b"a" * 8_000, b"&" * 3_000, b"callback=x",
    b"_method=DELETE", b";",
)  # fmt: skip


def requests(contract: Mapping[str, Any]) -> Iterator[Hostile]:
    """Every message that is wrong around its body."""
    routes = [p for p, of in contract["paths"].items() if "post" in of]
    paths = [*contract["paths"], "/", "/docs", "/openapi.json", "/web/app.js", f"/{CANARY}"]
    for path in routes:
        yield from _with("content type", path, b"content-type", (t.encode("utf-8") for t in _TYPES))
        yield from _with("coding", path, b"content-encoding", map(str.encode, _CODINGS))
        yield from _with("length", path, b"content-length", (t.encode() for t in _LENGTHS))
        yield from _sizes(path)
    for path in routes[:2]:
        for query in _QUERIES:
            yield Hostile("query", f"{query[:40]!r} -> {path}", path=path, query=query, body=_GOOD)
        for name, values in HEADERS.items():
            yield from _with("header", path, name, values)
        yield from _hosts("POST", path)
    for path in ("/healthz", "/", "/openapi.json"):
        yield from _hosts("GET", path)
    for path in paths:
        for method in _METHODS:
            yield Hostile("method", f"{method} {path}", method=method, path=path, body=_GOOD)
    for path in _ODD_PATHS:
        for method in ("GET", "POST"):
            yield Hostile("path", f"{method} {path[:60]!r}", method=method, path=path, body=_GOOD)


def _with(family: str, path: str, name: bytes, values: Iterable[bytes]) -> Iterator[Hostile]:
    for value in values:
        kept = tuple(pair for pair in JSON_HEADERS if pair[0] != name)
        headers = (*kept, (name, value))
        shown = f"{name[:30]!r}: {value[:30]!r} -> {path}"
        yield Hostile(family, shown, path=path, headers=headers, body=_GOOD)
        if name in dict(JSON_HEADERS) or family == "header":
            twice = (*headers, (name, value))
            yield Hostile(family, f"{shown}, twice", path=path, headers=twice, body=_GOOD)


def _hosts(method: str, path: str) -> Iterator[Hostile]:
    for host in _HOSTS:
        headers = ((b"host", host.encode()), JSON_HEADERS[1])
        shown = f"{host[:40]!r} -> {path}"
        yield Hostile("host", shown, method=method, path=path, headers=headers, body=_GOOD)
    yield Hostile("host", "none", method=method, path=path, headers=JSON_HEADERS[1:], body=_GOOD)
    both = (_LOCAL, *JSON_HEADERS)
    yield Hostile("host", "two", method=method, path=path, headers=both, body=_GOOD)


def _sizes(path: str) -> Iterator[Hostile]:
    for length in (0, 1, 65_535, 65_536, 65_537, 70_000, 1_000_000):
        for name, filler in (
            ("letters", b"a"),
            ("spaces", b" "),
            ("words", b"ab cd. "),
            ("NUL", b"\0"),
        ):
            body = (
                b'{"draft": "' + CANARY.encode() + (filler * length)[: max(0, length - 24)] + b'"}'
            )
            for pieces in (1, 50):
                shown = f"{length} of {name} in {pieces} -> {path}"
                yield Hostile("size", shown, path=path, body=body, pieces=pieces)
    packed = (gzip.compress(_GOOD), zlib.compress(_GOOD), gzip.compress(b" " * 9_000_000))
    for number, body in enumerate(packed):
        yield Hostile("packed", f"{number}, unsaid -> {path}", path=path, body=body)
        headers = (*JSON_HEADERS, (b"content-encoding", b"gzip"))
        yield Hostile("packed", f"{number}, said -> {path}", path=path, headers=headers, body=body)
    yield Hostile("pieces", f"one byte each -> {path}", path=path, body=_GOOD, pieces=len(_GOOD))
    yield Hostile("version", f"HTTP/1.0 -> {path}", path=path, body=_GOOD, http_version="1.0")
    yield Hostile("version", f"HTTP/2 -> {path}", path=path, body=_GOOD, http_version="2")
