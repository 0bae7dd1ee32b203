"""Bodies: read whole, within a size and a time, and only where they are strict JSON."""

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.departures import run_until_departure
from api.http.errors import BodyTooLarge, NotJSON, SlowBody
from api.http.exchange import ClientLeft
from api.http.strict_json import parse

MAX_BODY_BYTES = 64 * 1024
BODY_TIMEOUT_S = 5.0
METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
PATHS_WITH_BODY = "/v1/"
TOO_LARGE = f"At most {MAX_BODY_BYTES:,} bytes are read."


class Bodies:
    """Reads the body of a request before any route sees it, and refuses what no route could use.

    `timeout_s` counts from the first wait to the last byte: a client that drips is closed too.
    """

    def __init__(self, app: ASGIApp, *, timeout_s: float = BODY_TIMEOUT_S) -> None:
        self.app = app
        self.timeout_s = timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body at hand, or raise what is wrong with it."""
        if (
            scope["type"] != "http"
            or scope["method"] not in METHODS_WITH_BODY
            or not scope["path"].startswith(PATHS_WITH_BODY)
        ):
            await self.app(scope, receive, send)
            return
        _require_plain_json(Headers(scope=scope))
        try:
            async with asyncio.timeout(self.timeout_s):
                body = await _read(receive)
        except TimeoutError:
            raise SlowBody(f"The body must arrive within {self.timeout_s:g} seconds.") from None
        parse(body)
        body = body.removeprefix(b"\xef\xbb\xbf")
        await run_until_departure(self.app, scope, body, receive, send)


def _require_plain_json(headers: Headers) -> None:
    content_type, _, parameters = headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if content_type.strip() != "application/json" or charset not in {"", "charset=utf-8"}:
        raise NotJSON("Send `Content-Type: application/json`, in UTF-8.")
    if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise NotJSON("Send the body without a Content-Encoding.")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:12]) > MAX_BODY_BYTES:
        raise BodyTooLarge(TOO_LARGE)


async def _read(receive: Receive) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        piece = message.get("body", b"")
        size += len(piece)
        if size > MAX_BODY_BYTES:
            raise BodyTooLarge(TOO_LARGE)
        pieces.append(piece)
        if not message.get("more_body", False):
            return b"".join(pieces)
