"""Recorded answers: what a model once said to exactly this request, given back byte for byte.

A cassette is JSON Lines: a header that says how it was made and holds the texts that many requests
share, then a line for each call. No header of a request or an answer is kept, so no key can be.
A request that was never recorded is a miss, and a miss says what differs from the nearest one.
"""

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from evals.answers.exchange import current
from evals.errors import SuiteError

FORMAT = "kindreply.cassette/1"
SUFFIX = ".cassette.jsonl"
_SHARED_OVER_CHARS = 200
"""A message longer than this, of the system, is kept once and named by its digest."""


class CassetteError(SuiteError):
    """A file is no cassette; the message names it and the line."""


class Missed(httpx2.TransportError):
    """No answer was recorded for this request."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One call: what was asked, without headers, and what came back."""

    request: Mapping[str, Any]
    status: int
    content_type: str
    body: bytes


@dataclass(slots=True)
class Cassette:
    """Calls in the order of their recording; `about` says when, how and with what model."""

    about: dict[str, Any] = field(default_factory=dict)
    calls: list[Recorded] = field(default_factory=list)

    @property
    def model(self) -> str:
        """The model that was asked."""
        return next((str(call.request.get("model")) for call in self.calls), "none")


def load(path: Path) -> Cassette:
    """Read one cassette. Raises CassetteError."""
    try:
        first, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CassetteError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    try:
        header = json.loads(first)
        if header["format"] != FORMAT:
            raise ValueError
        texts = header.pop("texts")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CassetteError(f"{path.name}:1: is no cassette of the form {FORMAT}") from None
    cassette = Cassette(header)
    for number, line in enumerate(lines, 2):
        try:
            cassette.calls.append(_recorded(json.loads(line), texts))
        except (ValueError, KeyError, TypeError) as error:
            raise CassetteError(f"{path.name}:{number}: is no call ({error})") from None
    return cassette


def save(path: Path, cassette: Cassette) -> None:
    """Write a cassette, its calls in a stable order, so that a new recording shows as a diff."""
    texts: dict[str, str] = {}
    lines = sorted(_line(call, texts) for call in cassette.calls)
    header = {"format": FORMAT, **cassette.about, "texts": texts}
    whole = [json.dumps(header, ensure_ascii=False), *lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(whole) + "\n", encoding="utf-8")


class Recorder(httpx2.AsyncBaseTransport):
    """Passes calls on and keeps what was asked and answered in `cassette`."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, cassette: Cassette) -> None:
        self._inner = inner
        self._cassette = cassette

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask; the body is read whole, as it came."""
        noted = current()
        noted.calls += 1
        answer = await self._inner.handle_async_request(request)
        body = await answer.aread()
        noted.said = said_in(body) or noted.said
        content_type = answer.headers.get("content-type", "")
        asked = json.loads(request.content)
        self._cassette.calls.append(Recorded(asked, answer.status_code, content_type, body))
        headers = [
            (name, value)
            for name, value in answer.headers.multi_items()
            if name.lower() not in {"content-encoding", "content-length", "transfer-encoding"}
        ]
        return httpx2.Response(answer.status_code, headers=headers, content=body)

    async def aclose(self) -> None:
        """Close the connections of the transport inside."""
        await self._inner.aclose()


class Player(httpx2.AsyncBaseTransport):
    """Answers from cassettes; what was recorded several times is given back in its order."""

    def __init__(self, *cassettes: Cassette) -> None:
        self._calls = [call for cassette in cassettes for call in cassette.calls]
        self._by_key: dict[str, list[Recorded]] = defaultdict(list)
        for call in self._calls:
            self._by_key[_key(call.request)].append(call)
        self._given: dict[str, int] = defaultdict(int)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Give back what was recorded. Raises Missed, and notes why."""
        noted = current()
        noted.calls += 1
        asked = json.loads(request.content)
        key = _key(asked)
        recorded = self._by_key.get(key)
        if not recorded:
            noted.missed = f"not on cassette: {self._difference(asked)}"
            raise Missed(noted.missed)
        call = recorded[self._given[key] % len(recorded)]
        self._given[key] += 1
        noted.said = said_in(call.body) or noted.said
        return httpx2.Response(
            call.status, headers={"content-type": call.content_type}, content=call.body
        )

    def _difference(self, asked: Mapping[str, Any]) -> str:
        """What differs from the recorded request that is most like this one."""
        differences = (tuple(_differences(asked, call.request)) for call in self._calls)
        nearest = min(differences, key=len, default=("nothing is recorded",))
        return "; ".join(nearest) + "; record again"


def said_in(body: bytes) -> str | None:
    """The content of a completion; None where the body is none."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return said if isinstance(said, str) else None


def _differences(asked: Mapping[str, Any], recorded: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(asked.keys() | recorded.keys()):
        ours, theirs = asked.get(name), recorded.get(name)
        if ours == theirs:
            continue
        if name == "messages":
            yield from _other_messages(ours or [], theirs or [])
        else:
            yield f"{name} is {ours}, was {theirs}"


def _other_messages(asked: list[Any], recorded: list[Any]) -> Iterator[str]:
    if len(asked) != len(recorded):
        yield f"{len(asked)} messages, were {len(recorded)}"
    for ours, theirs in zip(asked, recorded, strict=False):
        if ours != theirs:
            yield f"the {ours['role']} message is another"


def _key(request: Mapping[str, Any]) -> str:
    canonical = json.dumps(request, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _line(call: Recorded, texts: dict[str, str]) -> str:
    messages = [_shared(message, texts) for message in call.request.get("messages", [])]
    try:
        body = {"body": call.body.decode()}
    except UnicodeDecodeError:
        body = {"base64": base64.b64encode(call.body).decode()}
    line = {
        "request": {**call.request, "messages": messages},
        "status": call.status,
        "content_type": call.content_type,
        **body,
    }
    return json.dumps(line, ensure_ascii=False)


def _shared(message: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    content = message.get("content")
    if message.get("role") != "system" or len(str(content)) <= _SHARED_OVER_CHARS:
        return message
    digest = f"sha256:{hashlib.sha256(str(content).encode()).hexdigest()}"
    texts[digest] = str(content)
    return {**message, "content": {"text": digest}}


def _recorded(line: dict[str, Any], texts: Mapping[str, str]) -> Recorded:
    messages = [
        {**m, "content": texts[m["content"]["text"]]} if isinstance(m["content"], dict) else m
        for m in line["request"]["messages"]
    ]
    body = base64.b64decode(line["base64"]) if "base64" in line else line["body"].encode()
    request = {**line["request"], "messages": messages}
    return Recorded(request, line["status"], line["content_type"], body)
