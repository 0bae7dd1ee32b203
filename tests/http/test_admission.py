"""How many run at once: the rest is sent away at once, and no place is ever lost."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from api.http.admission import Admission
from api.http.errors import Busy
from api.http.exchange import SCOPE_KEY, Exchange
from tests.http.fakes import Served, assert_problem


class Full:
    """An admission layer around an application that a test drives."""

    def __init__(self, most: int = 1) -> None:
        self.admission = Admission(self._app, most=most)
        self.go_on: asyncio.Queue[BaseException | None] = asyncio.Queue()
        self.inbox: asyncio.Queue[Message] = asyncio.Queue()
        self.entered = 0

    async def _app(self, scope: Scope, receive: Receive, _send: Send) -> None:
        self.entered += 1
        if scope["method"] == "POST":
            while (await receive()).get("more_body"):
                pass
        failure = await self.go_on.get()
        if failure is not None:
            raise failure

    async def ask(
        self, method: str = "POST", path: str = "/v1/rewrites", kind: str = "http"
    ) -> Any:
        """One request; its exchange."""
        exchange = Exchange("r", 0.0)
        scope = {"type": kind, "method": method, "path": path, SCOPE_KEY: exchange}
        await self.admission(scope, self.inbox.get, _nowhere)
        return exchange

    def body(self, *, more: bool = False) -> None:
        """A piece of a body arrives."""
        self.inbox.put_nowait({"type": "http.request", "body": b"x", "more_body": more})


async def _nowhere(_message: Message) -> None:
    """Take what is answered."""


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.mark.anyio
async def test_one_more_than_may_run_is_refused_before_anything_is_looked_at() -> None:
    """The application never hears of it, and the answer says when to come back."""
    full = Full()
    full.body()
    first = asyncio.create_task(full.ask())
    await settle()
    for method in ("POST", "GET"):
        with pytest.raises(Busy):
            await full.ask(method)
    assert full.entered == 1
    full.go_on.put_nowait(None)
    await first
    assert full.admission.running == 0


@pytest.mark.anyio
async def test_a_request_takes_a_place_only_once_its_body_has_come() -> None:
    """Any number of callers who send slowly keep nobody out; whoever comes too late is refused."""
    full = Full()
    full.body(more=True)
    slow = asyncio.create_task(full.ask())
    await settle()
    assert (full.entered, full.admission.running) == (1, 0)
    quick = asyncio.create_task(full.ask("GET"))
    await settle()
    assert full.admission.running == 1
    full.body()
    with pytest.raises(Busy):
        await slow
    full.go_on.put_nowait(None)
    await quick
    assert full.admission.running == 0


@pytest.mark.anyio
async def test_a_body_that_is_read_twice_takes_one_place() -> None:
    """ASGI lets a server send an empty last piece more than once."""
    full = Full(most=2)
    again = asyncio.create_task(full.ask())
    full.body()
    await settle()
    full.go_on.put_nowait(None)
    await again
    inbox = [{"type": "http.request"}, {"type": "http.request"}]

    async def reads_twice(_scope: Scope, receive: Receive, _send: Send) -> None:
        await receive()
        await receive()
        assert admission.running == 1

    async def pieces() -> Message:
        return inbox.pop()

    admission = Admission(reads_twice, most=2)
    scope = {"type": "http", "method": "POST", "path": "/", SCOPE_KEY: Exchange("r", 0.0)}
    await admission(scope, pieces, _nowhere)
    assert admission.running == 0


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_whoever_watches_the_service_is_always_answered(path: str) -> None:
    """A full process that cannot say so would be restarted."""
    full = Full(most=1)
    full.admission.running = 1
    full.go_on.put_nowait(None)
    await full.ask("GET", path)
    assert (full.entered, full.admission.running) == (1, 1)


@pytest.mark.anyio
async def test_what_is_no_request_passes() -> None:
    """The start of the application itself."""
    full = Full(most=1)
    full.admission.running = 1
    full.go_on.put_nowait(None)
    await full.ask("GET", kind="lifespan")
    assert full.entered == 1


@given(st.lists(st.sampled_from(["answer", "fail", "cancel", "leave", "stall"]), max_size=30))
def test_a_place_is_given_back_exactly_once_however_a_request_ends(ends: list[str]) -> None:
    """Answered, failed, cancelled, left while sending: afterwards nobody runs."""

    async def run() -> None:
        full = Full(most=3)
        for end in ends:
            task = asyncio.create_task(full.ask())
            if end == "leave":
                full.inbox.put_nowait({"type": "http.disconnect"})
            elif end != "stall":
                full.body()
            await settle()
            assert 0 <= full.admission.running <= 3
            if end in {"cancel", "stall"}:
                task.cancel()
            else:
                full.go_on.put_nowait(RuntimeError() if end == "fail" else None)
            await asyncio.gather(task, return_exceptions=True)
            assert full.admission.running == 0

    asyncio.run(run())


def test_a_refusal_is_a_problem_that_says_when_to_come_back() -> None:
    """Before the key: a full process spends nothing on whoever asks."""
    served = Served(max_requests=0, api_key="k" * 20)
    seconds = set()
    for _ in range(40):
        response = served.post({"draft": "x"})
        assert_problem(response, 503, "busy")
        seconds.add(response.headers["retry-after"])
    assert seconds == {"1", "2", "3"}
    assert served.client.get("/").status_code == 503
    assert served.client.get("/healthz").status_code == 200
    assert served.client.get("/readyz").status_code == 200
