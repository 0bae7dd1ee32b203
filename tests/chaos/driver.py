"""`python -m tests.chaos.driver URL... --rate R --seconds S`: requests at a steady rate.

Open loop: a request is sent when its time has come, however many are still unanswered, and its
latency counts from that time, so a service that stalls cannot slow down who measures it. One
process of its own, and no HTTP library: what it costs is taken from the service's two cores.
Prints one JSON object.
"""

import asyncio
import contextlib
import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import click

from tests.chaos.drafts import bodies

MOST_CONNECTIONS = 4_000
PATIENCE_S = 60.0
HEALTH_EVERY_S = 0.1
Link = tuple[asyncio.StreamReader, asyncio.StreamWriter]
GROUPS = ("model", "phrasebook", "draft", "shed", "error")


class Stale(EOFError):
    """A connection ended without an answer."""


@dataclass
class Load:
    """What came of the requests of one run; latencies are in milliseconds."""

    rate: float
    seconds: float
    ended: Counter[str] = field(default_factory=Counter)
    """How many ended as one of GROUPS."""
    errors: Counter[str] = field(default_factory=Counter)
    """What the errors were: a status, or what broke."""
    latency_ms: dict[str, dict[str, float]] = field(default_factory=dict)
    """Group -> p50, p99 and max."""
    health_ms: dict[str, float] = field(default_factory=dict)
    """Of /healthz, asked all the time beside the load."""
    took_s: float = 0.0
    """Until the last answer."""

    @property
    def sent(self) -> int:
        """Requests in all."""
        return sum(self.ended.values())

    @property
    def answered(self) -> int:
        """Requests that got a text, whoever wrote it."""
        return self.ended["model"] + self.ended["phrasebook"] + self.ended["draft"]

    def written(self) -> str:
        """As one JSON object."""
        return json.dumps(vars(self))

    @classmethod
    def read(cls, text: str) -> "Load":
        """What `written` wrote."""
        said = json.loads(text)
        return cls(**{**said, "ended": Counter(said["ended"]), "errors": Counter(said["errors"])})


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all does not exceed; NaN of nothing."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(values_ms: Sequence[float]) -> dict[str, float]:
    """Median, 99th percentile and largest."""
    found = {"p50": percentile(values_ms, 0.5), "p99": percentile(values_ms, 0.99)}
    return {name: round(value, 1) for name, value in {**found, "max": max(values_ms)}.items()}


class Client:
    """Asks one service over as many kept connections as there are requests under way."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        self._idle: list[Link] = []
        self._open = 0
        self.errors: Counter[str] = Counter()

    async def ask(self, body: bytes) -> str:
        """How a rewrite ended: one of GROUPS."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                status, answer = await self._exchange(b"POST /v1/rewrites", body)
        except (OSError, EOFError, ValueError) as error:
            return self._error(type(error).__name__)
        if status == 503:
            return "shed"
        if status != 200:
            return self._error(f"status {status}")
        written = (group for group in GROUPS if b'"engine":"%b"' % group.encode() in answer)
        return next(written, None) or self._error("no engine")

    def _error(self, what: str) -> str:
        self.errors[what] += 1
        return "error"

    async def healthy(self) -> bool:
        """Whether /healthz answers 200."""
        return (await self._exchange(b"GET /healthz", b""))[0] == 200

    async def _exchange(self, line: bytes, body: bytes) -> tuple[int, bytes]:
        """Status and body; where a kept connection was closed meanwhile, over a new one."""
        while self._idle:
            link = self._idle.pop()
            if link[0].at_eof():
                self._close(link)
                continue
            with contextlib.suppress(Stale):
                return await self._over(link, line, body)
        return await self._over(await self._connect(), line, body)

    async def _over(self, link: Link, line: bytes, body: bytes) -> tuple[int, bytes]:
        """Raises Stale where not a byte of an answer came."""
        reader, writer = link
        kept = False
        try:
            writer.write(
                b"%b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (line, len(body), body)
            )
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                if getattr(error, "partial", b""):
                    raise
                raise Stale from None
            length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            answer = await reader.readexactly(length)
            kept = b"connection: close" not in head
            return int(head.split(b" ", 2)[1]), answer
        finally:
            if kept:
                self._idle.append(link)
            else:
                self._close(link)

    async def _connect(self) -> Link:
        if self._open >= MOST_CONNECTIONS:
            raise OSError("too many connections")
        link = await asyncio.open_connection(self._address.hostname, self._address.port)
        self._open += 1
        return link

    def _close(self, link: Link) -> None:
        self._open -= 1
        link[1].close()

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._close(self._idle.pop())


async def drive(
    urls: Sequence[str], *, rate: float, seconds: float, asked: Sequence[bytes]
) -> Load:
    """Ask at `rate` a second for so many seconds, then wait for the last answer.

    The services take turns, as behind a proxy; the health asked for is the first one's.
    """
    load = Load(rate, seconds)
    clients = [Client(url) for url in urls]
    latencies: dict[str, list[float]] = {group: [] for group in GROUPS}
    health: list[float] = []
    began = time.monotonic()

    async def one(number: int, due: float) -> None:
        client = clients[number % len(clients)]
        group = await client.ask(asked[number % len(asked)])
        latencies[group].append(1_000 * (time.monotonic() - due))
        load.ended[group] += 1

    async def watch() -> None:
        beside = Client(urls[0])
        try:
            while True:
                asked_at = time.monotonic()
                try:
                    healthy = await beside.healthy()
                except (OSError, EOFError, ValueError):
                    healthy = False
                health.append(1_000 * (time.monotonic() - asked_at) if healthy else math.inf)
                await asyncio.sleep(HEALTH_EVERY_S)
        finally:
            beside.close()

    watching = asyncio.ensure_future(watch())
    tasks = []
    for number in range(round(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        tasks.append(asyncio.ensure_future(one(number, due)))
    await asyncio.gather(*tasks)
    load.took_s = round(time.monotonic() - began, 2)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    for client in clients:
        client.close()
        load.errors += client.errors
    load.latency_ms = {group: spread(values) for group, values in latencies.items() if values}
    load.health_ms = spread(health) if health else {}
    return load


@click.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--rate", type=float, required=True, help="Requests a second.")
@click.option("--seconds", type=float, required=True)
def main(urls: Sequence[str], rate: float, seconds: float) -> None:
    """Ask each URL in turn for rewrites of the suite's drafts and print what came of them."""
    load = asyncio.run(drive(urls, rate=rate, seconds=seconds, asked=bodies()))
    click.echo(load.written())


if __name__ == "__main__":
    main()
