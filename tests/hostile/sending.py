"""One hostile request, and what must be true of whatever comes back.

Requests are given to the application in this process, as a server would give them: no client
library stands in between that would refuse to send what is broken.
"""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Self

from api.app import create_app
from api.logging import build_log
from api.settings import load_settings

CANARY = "qzvcanaryxj"
"""Stands in every text that is sent; no error, no log and no header may hold it."""
JSON_HEADERS = ((b"host", b"localhost"), (b"content-type", b"application/json"))
PROBLEM = "application/problem+json"
MEMBERS = {"type", "title", "status", "detail", "code", "request_id", "errors"}
UNROUTED = frozenset({400, 401, 403, 404, 405, 429})
"""What may be said about a path or a method that no operation of the OpenAPI describes."""

Headers = tuple[tuple[bytes, bytes], ...]
App = Callable[..., Awaitable[None]]


@dataclass(frozen=True)
class Hostile:
    """A request as bytes; `name` says what is wrong with it, `family` what kind of wrong."""

    family: str
    name: str
    method: str = "POST"
    path: str = "/v1/rewrites"
    query: bytes = b""
    headers: Headers = JSON_HEADERS
    body: bytes = b""
    http_version: str = "1.1"
    pieces: int = 1
    """How many messages the body comes in."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Service:
    """The real application, without a model, with its log at debug."""

    written: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.app = create_app(load_settings(), log=build_log("debug", self.written))
        self.contract: dict[str, Any] = self.app.openapi()
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.close()

    def send(self, asked: Hostile) -> Answer:
        """One request, one answer."""
        return self._loop.run_until_complete(exchange(self.app, asked))

    def faults(self, asked: Hostile, answer: Answer) -> Iterator[str]:
        """Every promise about bad requests that this answer breaks."""
        yield from broken_promises(answer)
        statuses = _documented(self.contract, asked)
        if str(answer.status) not in statuses:
            yield f"status {answer.status} is not documented for {asked.method} {asked.path[:60]}"
        if CANARY.encode() in self.written.getvalue():
            self.written.truncate(0)
            yield "the text is in the log"


def broken_promises(answer: Answer) -> Iterator[str]:
    """What is wrong with an answer, whatever was asked: 5xx, an echo, a shape that is not ours."""
    shown = answer.body + repr(sorted(answer.headers.items())).encode()
    if answer.status >= 500:
        yield f"status {answer.status}"
    if answer.status < 400:
        return
    if CANARY.encode() in shown:
        yield "the error repeats what was sent"
    if answer.headers.get("content-type") != PROBLEM:
        yield f"an error of type {answer.headers.get('content-type')}"
        return
    try:
        problem = json.loads(answer.body)
    except ValueError:
        yield "an error that is no JSON"
        return
    if set(problem) != MEMBERS or problem["status"] != answer.status:
        yield "an error of another shape"
    elif not problem["request_id"] or problem["request_id"] != answer.headers.get("x-request-id"):
        yield "an error without the id of its request"


def _documented(contract: Mapping[str, Any], asked: Hostile) -> set[str]:
    operation = (
        contract["paths"]
        .get(asked.path, {})
        .get(asked.method.lower() if asked.method.isupper() else "")
    )
    if operation is not None:
        return set(operation["responses"])
    fine = {str(status) for status in UNROUTED}
    # Files of the page and of /docs are no part of the contract.
    return fine | {"200", "304"} if asked.method in {"GET", "HEAD"} else fine


async def exchange(app: App, asked: Hostile) -> Answer:
    """Give a request to an application, and take its answer."""
    step = max(1, -(-len(asked.body) // asked.pieces))
    pieces = [asked.body[at : at + step] for at in range(0, len(asked.body), step)] or [b""]
    start: MutableMapping[str, Any] = {}
    sent: list[bytes] = []
    waiting = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not pieces:
            await waiting.wait()
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            sent.append(message.get("body", b""))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": asked.http_version,
        "method": asked.method,
        "scheme": "http",
        "path": asked.path,
        "raw_path": asked.path.encode("utf-8", "surrogatepass"),
        "query_string": asked.query,
        "root_path": "",
        "headers": list(asked.headers),
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8080),
        "state": {},
    }
    await app(scope, receive, send)
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in start["headers"]
    }
    return Answer(start["status"], headers, b"".join(sent))
