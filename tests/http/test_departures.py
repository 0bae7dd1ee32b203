"""Clients who leave, seen from the layer itself."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.http.departures import run_until_departure


@pytest.mark.anyio
async def test_an_application_that_listens_hears_that_the_client_left() -> None:
    """After its body, the next message is the departure, as ASGI says."""
    heard: list[str] = []
    inbox: asyncio.Queue[Message] = asyncio.Queue()

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((await receive())["type"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        inbox.put_nowait({"type": "http.request", "body": b"", "more_body": False})
        inbox.put_nowait({"type": "http.disconnect"})
        heard.append((await receive())["type"])

    async def send(_message: Message) -> None:
        """Take the answer."""

    await asyncio.wait_for(run_until_departure(app, {}, b"x", inbox.get, send), 5)
    assert heard == ["http.request", "http.disconnect"]
