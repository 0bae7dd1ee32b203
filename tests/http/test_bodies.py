"""Bodies: how much is read, how long, and of what type."""

import asyncio
from typing import Any

import pytest

from api.http.bodies import MAX_BODY_BYTES
from tests.http.fakes import FakeRewriter, Served, assert_problem


def body_of(size: int) -> bytes:
    """A valid body of exactly `size` bytes."""
    return b'{"draft": "Hello."' + b" " * (size - 19) + b"}"


def test_a_body_of_the_limit_is_read_and_one_byte_more_is_not() -> None:
    """64 KiB, on the byte."""
    served = Served()
    assert served.post(body_of(MAX_BODY_BYTES)).status_code == 200
    response = served.post(body_of(MAX_BODY_BYTES + 1))
    assert_problem(response, 413, "body_too_large")
    assert response.headers["connection"] == "close"


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": ""},
        {"Content-Type": "application/jsonp"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_only_plain_utf8_json_is_read(headers: dict[str, str]) -> None:
    """A form that a foreign page can post without asking never reaches a route."""
    served = Served()
    response = served.client.post("/v1/rewrites", content=b'{"draft": "x"}', headers=headers)
    assert_problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", "application/json; charset=UTF-8",
     'application/json;charset="utf-8"'],
)  # fmt: skip
def test_json_may_name_its_charset(content_type: str) -> None:
    """The usual spellings all pass."""
    served = Served()
    headers = {"Content-Type": content_type}
    response = served.client.post("/v1/rewrites", content=b'{"draft": "x"}', headers=headers)
    assert response.status_code == 200


def test_a_byte_order_mark_does_not_reach_the_route() -> None:
    """It is taken off once, in front of the parser."""
    assert Served().post(b'\xef\xbb\xbf{"draft": "x"}').status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b'{"draft":"zebra","draft":"x"}', b'{"draft":"\xff"}'])
def test_bad_json_is_a_problem_that_repeats_nothing(body: bytes) -> None:
    """400, with the place at most."""
    response = Served().post(body)
    assert_problem(response, 400, "bad_json")
    assert "zebra" not in response.text


class Wire:
    """One ASGI exchange by hand: messages in, messages out."""

    def __init__(self, served: Served, *headers: tuple[bytes, bytes]) -> None:
        self.app = served.app
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.sent: list[dict[str, Any]] = []
        self.received = 0
        self.headers = [(b"host", b"localhost"), (b"content-type", b"application/json"), *headers]

    async def receive(self) -> dict[str, Any]:
        """The next message of the client."""
        self.received += 1
        return await self.inbox.get()

    async def send(self, message: Any) -> None:
        """A message of the service."""
        self.sent.append(message)

    async def run(self) -> None:
        """POST /v1/rewrites."""
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
            "path": "/v1/rewrites", "raw_path": b"/v1/rewrites", "query_string": b"",
            "headers": self.headers, "scheme": "http", "server": ("localhost", 80),
            "client": ("127.0.0.1", 5), "root_path": "",
        }  # fmt: skip
        await self.app(scope, self.receive, self.send)


@pytest.mark.anyio
async def test_a_body_without_length_is_cut_off_at_the_limit() -> None:
    """Chunked bodies are counted while they are read; nothing after the limit is asked for."""
    wire = Wire(Served())
    for _ in range(10):
        wire.inbox.put_nowait({"type": "http.request", "body": b" " * 40_000, "more_body": True})
    await wire.run()
    assert wire.sent[0]["status"] == 413
    assert wire.received == 2


@pytest.mark.anyio
async def test_an_announced_giant_is_refused_before_anything_is_read() -> None:
    """The length alone is enough."""
    wire = Wire(Served(), (b"content-length", b"50000000"))
    await wire.run()
    assert wire.sent[0]["status"] == 413
    assert wire.received == 0


@pytest.mark.parametrize("length", [b"x", b"-1", b"\xb2", b"9" * 5_000])
@pytest.mark.anyio
async def test_a_nonsense_length_is_refused(length: bytes) -> None:
    """A server in front may let it through; it must not become a 500."""
    wire = Wire(Served(), (b"content-length", length))
    await wire.run()
    assert wire.sent[0]["status"] == 413


@pytest.mark.anyio
async def test_a_body_that_drips_is_given_up() -> None:
    """The time is for the whole body, so a byte now and then does not help."""
    wire = Wire(Served(body_timeout_s=0.05))
    wire.inbox.put_nowait({"type": "http.request", "body": b"{", "more_body": True})
    await wire.run()
    assert wire.sent[0]["status"] == 408


@pytest.mark.anyio
async def test_a_client_that_leaves_stops_the_work() -> None:
    """The call to the model is cancelled, nothing is answered, and the log says why."""
    served = Served(FakeRewriter(hangs=True))
    wire = Wire(served)
    wire.inbox.put_nowait({"type": "http.request", "body": b'{"draft":"x"}', "more_body": False})
    running = asyncio.create_task(wire.run())
    await asyncio.wait_for(served.rewriter.started.wait(), 5)
    wire.inbox.put_nowait({"type": "http.disconnect"})
    await asyncio.wait_for(running, 5)
    assert served.rewriter.cancelled
    assert wire.sent == []
    assert [event["status"] for event in served.events] == [499]


@pytest.mark.anyio
async def test_a_client_that_leaves_while_it_sends_is_let_go() -> None:
    """There is nobody to answer."""
    served = Served()
    wire = Wire(served)
    wire.inbox.put_nowait({"type": "http.request", "body": b"{", "more_body": True})
    wire.inbox.put_nowait({"type": "http.disconnect"})
    await wire.run()
    assert wire.sent == []


@pytest.mark.anyio
async def test_stopping_the_service_cancels_its_work() -> None:
    """A cancellation from outside passes through; it is not taken for a client that left."""
    served = Served(FakeRewriter(hangs=True))
    wire = Wire(served)
    wire.inbox.put_nowait({"type": "http.request", "body": b'{"draft":"x"}', "more_body": False})
    running = asyncio.create_task(wire.run())
    await asyncio.wait_for(served.rewriter.started.wait(), 5)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert served.rewriter.cancelled


@pytest.mark.anyio
async def test_a_client_that_leaves_during_the_answer_harms_nothing() -> None:
    """The work is done by then: the answer is sent to its end."""
    served = Served()
    wire = Wire(served)
    wire.inbox.put_nowait({"type": "http.request", "body": b'{"draft":"x"}', "more_body": False})

    async def send(message: Any) -> None:
        wire.sent.append(message)
        wire.inbox.put_nowait({"type": "http.disconnect"})
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    wire.send = send  # type: ignore[method-assign]
    await wire.run()
    assert [m["type"] for m in wire.sent] == ["http.response.start", "http.response.body"]
