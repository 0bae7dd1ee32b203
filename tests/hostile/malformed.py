"""Bodies that are no JSON, or JSON that two parsers would read differently."""

import json
from collections.abc import Iterator

from tests.hostile.sending import CANARY, JSON_HEADERS, Headers, Hostile

GOOD = json.dumps(
    {"draft": f"We can't refund {CANARY}.", "facts": ["A fee.", "é"], "max_chars": 90, "thread": []}
).encode()

_VALUES = (
    "", " ", "{", "}", "[", "]", "{]", "[}", "{{", "}}", "[[", "{}}", "[]]", "{},", "[],", ",",
    ":", '"', "'", "/", "{,}", "{:}", "{1}", "{'a':1}", "{a:1}", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}", "{\"a\":1:2}",
    "{\"a\":1;\"b\":2}", "{\"a\"=1}", "{\"a\"=>1}", "{1:2}", "{null:1}", "{[]:1}", "{{}:1}",
    "{true:false}", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1;2]", "[:1]", "[1:2]", "[\"a\":1]",
    "[1}", "[", "[1", "[1,", "[\"a", "[\"a\\", "[\"a\\u", "[\"a\\u12", "[\"\\u00zz\"]",
    "[\"\\x41\"]", "[\"\\q\"]", "[\"\\'\"]", "[\"\\\n\"]", "[\"\t\"]", "[\"\n\"]", "[\"\x01\"]",
    "[\"\x1f\"]", "['a']", "[`a`]", "[a]", "[\u201ca\u201d]", "[\"a\"\"b\"]", "[\"a\"+\"b\"]",
    "\"", "\"a", "[01]", "[-01]", "[00]", "[+1]", "[.5]", "[5.]", "[-]", "[--1]", "[1.2.3]",
    "[1e]", "[1e+]", "[1e1.5]", "[1E]", "[0e]", "[0x1F]", "[0b1]", "[0o7]", "[1_0]", "[1,000]",
    "[1/2]", "[１]", "[٣]", "[1f]", "[1L]", "[- 1]", "[1 .5]", "[1. 5]", "[1e 5]", "[∞]", "[NaN]",
    "[nan]", "[-NaN]", "[Infinity]", "[-Infinity]", "[+Infinity]", "[inf]", "[1e400]", "[-1e400]",
    "[1e99999999]", "[True]", "[False]", "[None]", "[Null]", "[NULL]", "[TRUE]", "[nul]", "[tru]",
    "[fals]", "[nulls]", "[undefined]", "[void 0]", "[0/*c*/]", "[0]//c", "[0]#c", "/*c*/[0]",
    "<!--c-->[0]", "[0] x", "[0][0]", "{}{}", "{} {}", "{}\n{}", "1 2", "\"a\" \"b\"", "[0]\0",
    "\0[0]", "[\0]", "\x1e{}", "{}\x1a", "\ufeff\ufeff{}", "{}\ufeff", "\u00a0{}", "\u2028{}",
    "{\u00a0}", "[\u200b1]", "\x0c[1]", "\x0b[1]", "a=b&c=d", "draft=x", "<draft>x</draft>",
    "---\ndraft: x\n", "draft: x", "draft = 'x'", "(1)", "new Date()", "function(){}",
    "[new Map()]", ")]}',\n{}", "while(1);{}", "callback({})",
    "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "\x89PNG", "%7B%7D", "e30=",
    "\\u007b\\u007d", "&#123;&#125;", "{\\\"a\\\":1}", "\"{}", "{\"a\":\"b\"\"}", "{\"a\":\"b'}",
    "*", "[*]", "...", "[...]",
)  # fmt: skip
_WHOLE = (
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e5",
    '""',
    f'"{CANARY}"',
    "[]",
    "[{}]",
    "[[]]",
    "{}",
)
_BYTES = (
    b"\x80", b"\xbf", b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xc2", b"\xc2A", b"\xe0\x80\x80",
    b"\xe0\x9f\xbf", b"\xe2\x82", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xf0\x80\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80",
    b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80", b"\xfe", b"\xff",
    b"\xfe\xff", b"\xe9", b"\xe9t\xe9", b"\x93quoted\x94", b"\x1b$B",
)  # fmt: skip
_TWICE = (
    '{"draft":"%s","draft":"b"}',
    '{"draft":"%s","dr\\u0061ft":"b"}',
    '{"draft":"%s","metadata":{"a":"1","a":"2"}}',
    '{"draft":"%s","thread":[{"author":"agent","text":"a","text":"b"}]}',
    '{"draft":"%s","tone":"warm","tone":"warm"}',
    '{"draft":"%s","metadata":{"":"1","":"2"}}',
)


def requests(path: str) -> Iterator[Hostile]:
    """Every malformed body for one route."""
    for number, text in enumerate(_VALUES):
        yield _body("no JSON", f"shape {number}", path, text.encode())
        inside = GOOD[:-1] + b', "metadata": ' + text.encode() + b"}"
        yield _body("no JSON", f"shape {number} inside", path, inside)
    for text in _WHOLE:
        yield _body("not an object", text, path, text.encode())
    for at in range(0, len(GOOD), 2):
        yield _body("cut", f"after {at} bytes", path, GOOD[:at])
    for at in range(0, len(GOOD), 3):
        yield _body("one byte lost", f"at {at}", path, GOOD[:at] + GOOD[at + 1 :])
        yield _body("one byte turned", f"at {at}", path, GOOD[:at] + b"\x00" + GOOD[at + 1 :])
    for piece in _BYTES:
        yield _body("not UTF-8", piece.hex(), path, GOOD.replace(b"refund", piece))
    for text in _TWICE:
        yield _body("a key twice", text, path, (text % CANARY).encode())
    yield from _encodings(path)
    yield from _depths(path)


def _encodings(path: str) -> Iterator[Hostile]:
    text = GOOD.decode()
    for name in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "utf-7",
        "cp037",
    ):
        yield _body("encoding", name, path, text.encode(name))
    for mark in (
        b"\xff\xfe",
        b"\xfe\xff",
        b"\x00\x00\xfe\xff",
        b"\x2b\x2f\x76",
        b"\xef\xbb",
        b"\xef\xbb\xbf" * 2,
    ):
        yield _body("encoding", f"mark {mark.hex()}", path, mark + GOOD)


def _depths(path: str) -> Iterator[Hostile]:
    for depth in (30, 31, 32, 33, 64, 999, 1_001, 5_000, 30_000):
        for opening, closing in (("[", "]"), ('{"a":', "}")):
            if depth * len(opening + closing) > 65_000:
                continue
            deep = opening * depth + "0" + closing * depth
            yield _body("deep", f"{depth} of {opening}", path, deep.encode())
            yield _body("deep", f"{depth} of {opening}, unclosed", path, (opening * depth).encode())
            inside = f'{{"draft": "{CANARY}", "metadata": {deep}}}'
            yield _body("deep", f"{depth} of {opening}, inside", path, inside.encode()[:65_536])
    for digits in (20, 400, 4_299, 4_301, 60_000):
        yield _body("long number", str(digits), path, b'{"max_chars": ' + b"9" * digits + b"}")
        yield _body("long number", f"0.{digits}", path, b'{"max_chars": 0.' + b"9" * digits + b"}")
        yield _body("long number", f"1e{digits}", path, b'{"max_chars": 1e' + b"9" * digits + b"}")


def _body(
    family: str, name: str, path: str, body: bytes, headers: Headers = JSON_HEADERS
) -> Hostile:
    return Hostile(family, f"{name} -> {path}", path=path, headers=headers, body=body)
