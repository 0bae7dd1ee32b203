"""Connections on real sockets: every wait of the server ends, and every answer arrives."""

import asyncio
import json
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from api.http.patience import Patience
from api.http.readiness import Readiness
from tests.http.fakes import FakeRewriter, Served
from tests.http.live import WAIT_S, Live, request

DRAFT = b'{"draft": "Hello."}'


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    """The whole service, impatient."""
    with Live(Served(body_timeout_s=0.15)) as running:
        yield running


def code(body: bytes) -> str:
    """The code of a problem."""
    problem: dict[str, Any] = json.loads(body)
    return str(problem["code"])


def test_a_connection_that_says_nothing_is_closed(live: Live) -> None:
    """Nobody is told anything: nobody asked."""
    with live.connect() as wire:
        assert wire.rest() == b""


@pytest.mark.parametrize("begun", [b"P", b"\r\n", b"POST /v1/rewrites HTTP/1.1\r\nHost: local"])
def test_a_head_that_does_not_end_is_answered_and_closed(live: Live, begun: bytes) -> None:
    """However much of it came, blank lines before it too."""
    with live.connect() as wire:
        wire.send(begun)
        status, headers, body = wire.answer()
        assert (status, code(body)) == (408, "slow_head")
        assert headers["connection"] == "close"
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["request_id"] == headers["x-request-id"]
        assert wire.rest() == b""


def test_a_head_that_drips_is_closed_all_the_same(live: Live) -> None:
    """The time is for the whole head: a byte now and then does not help."""
    with live.connect() as wire:
        wire.send(b"GET / HTTP/1.1\r\nX: ")
        wire.socket.settimeout(0.02)
        received = b""
        for _ in range(200):
            wire.send(b"X")
            try:
                received += wire.socket.recv(65_536)
            except TimeoutError:
                continue
            except ConnectionError:
                break
            if received:
                break
        assert b"slow_head" in received


def test_the_head_of_a_second_request_has_its_own_time(live: Live) -> None:
    """A connection that was good once is no more patiently waited for."""
    with live.connect() as wire:
        wire.send(request("GET /healthz"))
        assert wire.answer()[0] == 200
        wire.send(b"GET /hea")
        assert wire.answer()[0] == 408
        assert wire.rest() == b""


def test_a_head_over_the_limit_is_refused_before_it_ends(live: Live) -> None:
    """What never ends must not be kept either."""
    with live.connect() as wire:
        wire.send(b"GET / HTTP/1.1\r\nX: ", b"a" * 3_000)
        status, _, body = wire.answer()
        assert (status, code(body)) == (431, "head_too_large")
        assert wire.rest() == b""


def test_a_whole_head_over_the_limit_is_refused(live: Live) -> None:
    """Many small headers, or a long target, count as one long one does."""
    for bytes_ in (
        request("GET /healthz", None, *(f"X-{n}: {'v' * 20}" for n in range(100))),
        request(f"GET /{'a' * 2_500}"),
    ):
        with live.connect() as wire:
            wire.send(bytes_)
            status, _, body = wire.answer()
            assert (status, code(body)) == (431, "head_too_large")
            assert wire.rest() == b""


@pytest.mark.parametrize(
    "bytes_",
    [
        b"\x16\x03\x01\x02\x00",
        b"HELLO\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
def test_bytes_that_are_no_http_are_a_problem_too(live: Live, bytes_: bytes) -> None:
    """TLS on the plain port is the usual one."""
    with live.connect() as wire:
        wire.send(bytes_)
        status, _, body = wire.answer()
        assert (status, code(body)) == (400, "bad_http")
        assert wire.rest() == b""


def test_a_body_that_stops_is_answered_and_really_closed(live: Live) -> None:
    """Not only an answer: the connection is gone."""
    with live.connect() as wire:
        wire.send(request("POST /v1/rewrites", DRAFT)[:-4])
        status, headers, body = wire.answer()
        assert (status, code(body), headers["connection"]) == (408, "slow_body", "close")
        assert wire.rest() == b""


@pytest.mark.parametrize(
    "head",
    [
        "POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 100000000\r\n\r\n",
        "POST /v1/rewrites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n1F4000\r\n",
        "POST /v1/rewrites HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 100000000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n",
    ],
    ids=["length", "chunked", "stranger", "no body wanted", "get"],
)
def test_a_giant_body_is_answered_and_not_waited_for(live: Live, head: str) -> None:
    """The client reads its answer although most of the body is never taken."""
    with live.connect() as wire:
        wire.send(head.encode(), b" " * 400_000)
        assert wire.answer()[0] in {400, 405, 413, 200}
        assert wire.rest() == b""


def test_a_body_that_nobody_wanted_may_still_come(live: Live) -> None:
    """The answer said nothing of closing, so the connection serves the next request."""
    with live.connect() as wire:
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n")
        assert wire.answer()[0] == 200
        wire.send(b"12345", request("GET /healthz"))
        assert wire.answer()[0] == 200
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n12")
        assert wire.answer()[0] == 200
        assert wire.rest() == b""


def test_requests_that_come_at_once_are_answered_in_order(live: Live) -> None:
    """A few of them, as HTTP/1.1 allows."""
    with live.connect() as wire:
        wire.send(request("GET /healthz") * 3, request("POST /v1/rewrites", DRAFT))
        for _ in range(3):
            assert wire.answer()[2] == b'{"status":"ok"}'
        assert json.loads(wire.answer()[2])["reply"] == "Hello."


def test_requests_beyond_a_few_at_once_are_dropped_with_their_connection(live: Live) -> None:
    """Otherwise one packet would be thousands of requests."""
    with live.connect() as wire:
        wire.send(request("GET /healthz") * 50)
        assert 1 <= wire.rest().count(b"HTTP/1.1 200") <= 5


def test_junk_behind_a_request_does_not_cost_its_answer(live: Live) -> None:
    """What was understood is answered; then the connection is closed."""
    with live.connect() as wire:
        wire.send(request("POST /v1/rewrites", DRAFT), b"\x00\x01 junk\r\n\r\n")
        assert wire.answer()[0] == 200
        assert wire.rest() == b""


@pytest.mark.parametrize(
    ("line", "body"), [("GET /healthz", None), ("POST /v1/rewrites", DRAFT)], ids=["get", "post"]
)
@pytest.mark.parametrize("protocol", ["h2c", "websocket"])
def test_an_upgrade_is_answered_as_plain_http_and_fills_no_log(
    live: Live, caplog: pytest.LogCaptureFixture, line: str, body: bytes | None, protocol: str
) -> None:
    """curl asks for h2c, pages for WebSockets: both get an answer, and no second one."""
    with caplog.at_level(logging.WARNING), live.connect() as wire:
        wire.send(request(line, body, "Connection: Upgrade", f"Upgrade: {protocol}"))
        assert wire.answer()[0] == 200
        wire.send(request(line, body, "Connection: Upgrade, close", f"Upgrade: {protocol}"))
        assert wire.answer()[0] == 200
        assert wire.rest() == b""
    assert not caplog.records


BIG = 12_000_000


async def big_answers(_scope: Scope, _receive: Receive, send: Send) -> None:
    """An application whose answers fit into no buffer."""
    headers = [(b"content-length", b"%d" % BIG)]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b" " * BIG})


class Held:
    """An application that answers `/wait` once it is released."""

    def __init__(self) -> None:
        self.readiness = Readiness()
        self.released = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def app(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer `done`."""
        self.loop = asyncio.get_running_loop()
        if scope["path"] == "/wait":
            await self.released.wait()
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]}
        )
        await send({"type": "http.response.body", "body": b"done"})

    def release(self) -> None:
        """Let the answers go, from another thread."""
        assert self.loop
        self.loop.call_soon_threadsafe(self.released.set)


class Big:
    """An application that is no FastAPI, with what `Live` asks of one."""

    def __init__(self) -> None:
        self.app = big_answers
        self.readiness = Readiness()


def test_a_client_that_takes_no_answer_is_dropped() -> None:
    """Neither its memory nor its place is kept for it."""
    with Live(Big(), lifespan="off") as live, live.connect(receive_buffer=4_096) as wire:
        wire.send(request("GET /"))
        with live.connect() as reader:
            reader.send(request("GET /"))
            assert len(reader.answer()[2]) == BIG
        assert live.dropped(wire)
        assert len(wire.rest()) < BIG


def test_a_client_that_takes_its_answer_slowly_gets_all_of_it() -> None:
    """The time counts only while nothing moves."""
    with Live(Big(), lifespan="off") as live, live.connect(receive_buffer=4_096) as wire:
        wire.send(request("GET /"))
        assert len(wire.answer()[2]) == BIG
        wire.send(request("GET /", None, "Connection: close"))
        assert len(wire.answer()[2]) == BIG
        assert wire.rest() == b""


def test_where_the_kernel_cannot_be_asked_our_own_buffer_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever takes nothing is dropped there too."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with Live(Big(), lifespan="off") as live, live.connect(receive_buffer=4_096) as wire:
        wire.send(request("GET /"))
        assert live.dropped(wire)


@pytest.mark.parametrize("last", ["Connection: close", "Connection: keep-alive"])
def test_a_client_that_takes_the_end_of_no_answer_is_dropped_after_it_was_closed(last: str) -> None:
    """A close waits for what is still to be sent: not for ever."""
    live = Live(Big(), lifespan="off", timeout_keep_alive=0.1)
    with live, live.connect(receive_buffer=4_096) as wire:
        wire.send(request("GET /", None, last))
        if last.endswith("keep-alive"):
            assert wire.socket.recv(1) == b"H"
            wire.socket.shutdown(socket.SHUT_WR)
        assert live.dropped(wire)


def test_where_too_many_are_open_the_one_that_idles_longest_is_closed() -> None:
    """Who has a request under way keeps it, and who comes with one is served."""
    served = Served(FakeRewriter(hangs=True))
    with ExitStack() as stack:
        live = stack.enter_context(Live(served, patience=Patience(), most=3))
        busy, oldest, older = (stack.enter_context(live.connect()) for _ in range(3))
        busy.send(request("POST /v1/rewrites", DRAFT))
        assert served.rewriter.began.wait(WAIT_S)
        older.send(request("GET /healthz"))
        assert older.answer()[0] == 200
        for idlest in (oldest, older):
            newest = stack.enter_context(live.connect())
            assert idlest.rest() == b""
            newest.send(request("GET /healthz"))
            assert newest.answer()[0] == 200
        assert live.open == 3
        busy.socket.close()


def test_a_connection_without_a_further_request_is_closed_as_uvicorn_does() -> None:
    """After the keep-alive time."""
    with Live(Served(), timeout_keep_alive=0) as live, live.connect() as wire:
        wire.send(request("GET /healthz"))
        assert wire.answer()[0] == 200
        assert wire.rest() == b""


def test_a_service_that_stops_asks_its_callers_to_come_back_elsewhere() -> None:
    """A kept connection would lead back to it; idle ones are closed when it stops accepting."""
    with ExitStack() as stack:
        live = stack.enter_context(Live(Served(), patience=Patience()))
        wire, idle, begun = (stack.enter_context(live.connect()) for _ in range(3))
        idle.send(request("GET /healthz"))
        assert "connection" not in idle.answer()[1]
        begun.send(b"GET /hea")
        live.server.readiness.draining = True
        wire.send(request("GET /readyz"))
        status, headers, body = wire.answer()
        assert (status, code(body)) == (503, "draining")
        assert headers["connection"] == "close"
        assert wire.rest() == b""
        live.server.should_exit = True
        assert idle.rest() == b""
        assert begun.rest() == b""


def test_a_request_that_runs_when_the_service_stops_is_answered() -> None:
    """Its connection is closed after the answer, and the server waits for it."""
    held = Held()
    with Live(held, lifespan="off") as live, live.connect() as wire, live.connect() as other:
        wire.send(request("GET /wait"))
        other.send(request("GET /"))
        assert other.answer()[0] == 200
        live.server.should_exit = True
        assert other.rest() == b""
        held.release()
        assert (wire.answer()[2], wire.rest()) == (b"done", b"")


def test_a_client_that_asks_before_it_sends_is_told_to_go_on(live: Live) -> None:
    """`Expect: 100-continue`, as curl sends it with larger bodies."""
    with live.connect() as wire:
        asked = request("POST /v1/rewrites", DRAFT, "Expect: 100-continue")
        wire.send(asked[: -len(DRAFT)])
        assert wire.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        wire.send(DRAFT)
        assert wire.answer()[0] == 200
