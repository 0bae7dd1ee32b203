"""An OpenAI-compatible upstream that misbehaves as the path asks: raw TCP on loopback.

    async with ChaosUpstream() as upstream:
        base_url = await upstream.url("status_503.2~good", seed=7)   # twice, then fine

A script is a list of faults with how often each comes; the last one stays. Which it is, is told
by the number of the call within its scenario (a script and a seed), and the seed decides the rest:
where a body is cut, how long is waited. Run as `python -m tests.chaos.upstream` it prints its
address and serves until it is stopped; `--list` names the faults.
"""

import asyncio
import contextlib
import socket
import time
from dataclasses import dataclass, field
from random import Random
from types import TracebackType
from typing import Self

import click

from tests.chaos.fault import Fault, Stage
from tests.chaos.faults import FAULTS
from tests.chaos.wire import Gone, Wire

LOOPBACK = "127.0.0.1"
ENDLESS = 10**9
BACKLOG = 512


@dataclass
class Scenario:
    """What one base URL has seen: times are seconds of the monotonic clock."""

    script: str
    seed: int
    calls: int = 0
    """Requests that came whole, or connections where the fault comes before any request."""
    connections: int = 0
    bytes_received: int = 0
    head: bytes = b""
    """Of the request that came last."""
    asked: list[bytes] = field(default_factory=list)
    """The bodies that came, for whoever looks for what must not leave; at most a hundred."""
    called_at: list[float] = field(default_factory=list)
    gone_at: list[float] = field(default_factory=list)
    """When clients closed while their answer was under way."""
    priming: Fault | None = None
    """While this is set it takes the place of the script."""

    def __post_init__(self) -> None:
        self._steps = steps(self.script)

    def next(self) -> tuple[Fault, Random]:
        """Count a call; its fault and its dice."""
        self.calls += 1
        self.called_at.append(time.monotonic())
        return self.fault, Random(f"{self.script} {self.seed} {self.calls}")  # noqa: S311

    @property
    def fault(self) -> Fault:
        """That of the call under way, or, before the first, of the first."""
        if self.priming:
            return self.priming
        left = max(self.calls, 1)
        for fault, times in self._steps:
            left -= times
            if left <= 0:
                return fault
        return self._steps[-1][0]


def steps(script: str) -> list[tuple[Fault, int]]:
    """`"a.2~b"` -> a twice, then b for ever. Raises KeyError where a fault is unknown."""
    found = []
    for step in script.split("~"):
        name, _, times = step.partition(".")
        found.append((FAULTS[name], int(times) if times else 1))
    last, _ = found.pop()
    return [*found, (last, ENDLESS)]


class ChaosUpstream:
    """Serves every scenario on one port, and those that break connections on ports of their own."""

    def __init__(self) -> None:
        self.scenarios: dict[tuple[str, int], Scenario] = {}
        self._servers: list[asyncio.Server] = []
        self._sockets: list[socket.socket] = []
        self._wires: dict[Wire, asyncio.Task[None]] = {}
        self._urls: dict[tuple[str, int], str] = {}
        self.base = ""
        self.stranger = ""
        """The same upstream on another port."""

    async def __aenter__(self) -> Self:
        self.base = await self._listen(None)
        self.stranger = await self._listen(None)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.close()
        for sock in self._sockets:
            sock.close()
        for wire in self._wires:
            wire.close(at_once=True)
        await asyncio.gather(*self._wires.values())

    def scenario(self, script: str, seed: int = 0) -> Scenario:
        """The one of a script and a seed, new if it was not asked for before."""
        key = (script, seed)
        if key not in self.scenarios:
            self.scenarios[key] = Scenario(script, seed)
        return self.scenarios[key]

    async def url(self, script: str, seed: int = 0) -> str:
        """The base URL of a scenario, with its /v1."""
        key = (script, seed)
        if key not in self._urls:
            self._urls[key] = await self._place(self.scenario(script, seed))
        return self._urls[key]

    async def _place(self, scenario: Scenario) -> str:
        fault = scenario.fault
        base = self.base
        if fault.stage is Stage.PORT:
            base = self._dead_end(hangs=fault.name == "connect_hang")
        elif any(step.stage is Stage.ACCEPT for step, _ in steps(scenario.script)):
            base = await self._listen(scenario)
        if fault.tls:
            base = base.replace("http:", "https:")
        return f"{base}/{scenario.script}/{scenario.seed}/v1"

    async def _listen(self, scenario: Scenario | None) -> str:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(Wire(reader, writer, self.stranger), scenario)

        server = await asyncio.start_server(serve, LOOPBACK, 0, backlog=BACKLOG)
        self._servers.append(server)
        return f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"

    def _dead_end(self, *, hangs: bool) -> str:
        """A port that refuses connections, or one whose queue is full and never emptied."""
        sock = socket.socket()
        sock.bind((LOOPBACK, 0))
        self._sockets.append(sock)
        address = sock.getsockname()
        if hangs:
            sock.listen(0)
            for _ in range(4):
                waiting = socket.socket()
                waiting.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    waiting.connect(address)
                self._sockets.append(waiting)
        return f"http://{LOOPBACK}:{address[1]}"

    async def _serve(self, wire: Wire, fixed: Scenario | None) -> None:
        task = asyncio.current_task()
        assert task
        self._wires[wire] = task
        try:
            with contextlib.suppress(Gone):
                if fixed is None or not await self._at_accept(wire, fixed):
                    await self._exchanges(wire)
        finally:
            del self._wires[wire]
            wire.close()

    async def _at_accept(self, wire: Wire, scenario: Scenario) -> bool:
        """Whether the scenario's next fault has the whole connection."""
        scenario.calls += 1
        taken = scenario.fault.stage is Stage.ACCEPT
        scenario.calls -= 1
        if taken:
            scenario.connections += 1
            fault, wire.dice = scenario.next()
            await fault.serve(wire)
        return taken

    async def _exchanges(self, wire: Wire) -> None:
        scenario, before = None, 0
        wire.keep = True
        while wire.keep:
            wire.keep = False
            head = await wire.read_head()
            found = self._named(wire.path)
            if found is None:
                await wire.answer(b"", 404)
                continue
            if scenario is None:
                found.connections += 1
            scenario = found
            scenario.head = head
            fault, wire.dice = scenario.next()
            if fault.stage is not Stage.HEAD:
                await wire.read_body(head)
                scenario.asked = [*scenario.asked[-99:], wire.asked]
            scenario.bytes_received += wire.received - before
            before = wire.received
            await self._answer(wire, fault, scenario)
            wire.served += 1

    def _named(self, path: str) -> Scenario | None:
        _, script, seed, *_ = [*path.split("/"), "", "", ""]
        try:
            return self.scenario(script, int(seed))
        except (KeyError, ValueError):
            return None

    async def _answer(self, wire: Wire, fault: Fault, scenario: Scenario) -> None:
        """Serve one fault until it has ended or the client has left."""
        serving = asyncio.ensure_future(fault.serve(wire))
        leaving = asyncio.ensure_future(wire.until_gone())
        try:
            await asyncio.wait({serving, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if leaving.done() and not serving.done():
                scenario.gone_at.append(time.monotonic())
                raise Gone
            await serving
        finally:
            for pending in (serving, leaving):
                pending.cancel()
            await asyncio.gather(serving, leaving, return_exceptions=True)


@click.command()
@click.option("--list", "listing", is_flag=True, help="Name the faults and stop.")
def main(listing: bool) -> None:
    """Serve the faults until this is stopped."""
    if listing:
        for fault in sorted(FAULTS.values(), key=lambda fault: (int(fault.entry[1:]), fault.name)):
            words = (fault.serve.__doc__ or "").strip() or "one whole answer"
            click.echo(f"{fault.entry:4} {fault.name:28} {words}")
        return
    asyncio.run(_serve_forever())


async def _serve_forever() -> None:
    async with ChaosUpstream() as upstream:
        click.echo(f"{upstream.base}/FAULT/SEED/v1")
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
