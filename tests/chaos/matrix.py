"""`python -m tests.chaos.matrix`: every fault in every situation, through the real HTTP API.

Each case is a `kindreply serve` of its own in front of the chaos upstream. It is brought into its
situation, asked once, and what comes back is held against the catalogue: status 200, a text that
is fit to be sent, within the deadline and a quarter of a second, for an allowed reason, with no
more calls than allowed, and nothing of any text or key in the log or among the metrics.
"""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import click
import httpx2

from tests.chaos.fault import MODEL, Fault, Stage
from tests.chaos.faults import FAULTS
from tests.chaos.nursery import Nursery, Service
from tests.chaos.safety import leaks, unfit
from tests.chaos.situation import PAUSED, Situation, expected, settings
from tests.chaos.texts import DRAFT, GOOD_REPLY, REQUEST
from tests.chaos.upstream import ChaosUpstream, Scenario

DEADLINE_S = 2.0
ALLOWANCE_S = 0.25
"""Beyond the deadline, for the way there and back."""
WORKERS = 6
MOST_PRIMING = 12
PATIENCE_S = 60.0
"""A service that has not answered by then has failed, whatever it does later."""


@dataclass(frozen=True)
class Case:
    """One fault in one situation."""

    fault: Fault
    situation: Situation
    seed: int

    @property
    def name(self) -> str:
        """As the table has it."""
        return f"{self.fault.name}, {self.situation.value}, seed {self.seed}"


@dataclass
class Result:
    """What came of one case; no `problems` where it is as it must be."""

    case: Case
    seconds: float = 0.0
    calls: int = 0
    reason: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether the only thing wrong is the time, which a busy machine may have taken."""
        return bool(self.problems) and all(said.startswith("late") for said in self.problems)


class Matrix:
    """Runs cases against one upstream and one nursery."""

    def __init__(
        self, upstream: ChaosUpstream, nursery: Nursery, *, deadline_s: float = DEADLINE_S
    ) -> None:
        self._upstream = upstream
        self._nursery = nursery
        self._deadline_s = deadline_s
        self._fallback = ""
        self._runs = 0

    async def run(self, cases: Iterable[Case], *, workers: int = WORKERS) -> list[Result]:
        """All results, in the order of the cases.

        So many at once, since most of the time is waiting. Who was late is asked again alone: a
        busy machine is not, a slow service is late again.
        """
        turns = asyncio.Semaphore(workers)

        async def one(case: Case) -> Result:
            async with turns:
                return await self.ask(case)

        results = await asyncio.gather(*(one(case) for case in cases))
        return [await self.ask(result.case) if result.late else result for result in results]

    async def ask(self, case: Case) -> Result:
        """One case from start to stop."""
        self._runs += 1
        result = Result(case)
        # A scenario is a script and a seed: a run of its own needs a seed of its own.
        seed = 1_000_000 * case.seed + self._runs
        first = self._upstream.scenario(case.fault.name, seed)
        second = self._upstream.scenario("good", -seed)
        url = await self._upstream.url(case.fault.name, seed)
        beside = None
        if case.situation is Situation.TWO_MODELS:
            beside = await self._upstream.url("good", -seed)
        environment = settings(url, beside, deadline_s=self._deadline_s)
        async with self._service(environment) as (service, client):
            await self._fallback_by(client)
            await self._prime(case, client, first)
            for _ in range(case.fault.warm_ups):
                await client.post("/v1/rewrites", json=REQUEST)
            before = first.calls + second.calls
            began = time.monotonic()
            response = await client.post("/v1/rewrites", json=REQUEST)
            result.seconds = time.monotonic() - began
            result.calls = first.calls + second.calls - before
            await self._judge(result, response, client)
            metrics = await client.get("/metrics")
            if metrics.status_code != 200 or "kindreply_" not in metrics.text:
                result.problems.append("no metrics to look at")
            result.problems += leaks(service.written() + metrics.text)
        return result

    @asynccontextmanager
    async def _service(
        self, environment: dict[str, str]
    ) -> AsyncIterator[tuple[Service, httpx2.AsyncClient]]:
        service = await asyncio.to_thread(self._nursery.start, environment)
        try:
            async with httpx2.AsyncClient(
                base_url=service.url, trust_env=False, verify=False, timeout=PATIENCE_S
            ) as client:
                yield service, client
        finally:
            await asyncio.to_thread(self._nursery.stop, service)

    async def _fallback_by(self, client: httpx2.AsyncClient) -> None:
        """What the phrasebook says, asked of the first service that is there."""
        if not self._fallback:
            body = REQUEST | {"engine": "phrasebook"}
            answer = (await client.post("/v1/rewrites", json=body)).json()
            self._fallback = answer["reply"]

    async def _prime(self, case: Case, client: httpx2.AsyncClient, scenario: Scenario) -> None:
        """Fail until the situation is there, or until it plainly does not come."""
        if case.situation.primed_by is None:
            return
        if case.fault.stage not in {Stage.PORT, Stage.ACCEPT}:
            scenario.priming = case.situation.primed_by
        for _ in range(MOST_PRIMING):
            before = scenario.calls
            answer = (await client.post("/v1/rewrites", json=REQUEST)).json()
            paused = answer.get("reason") == PAUSED
            once = scenario.calls - before == 1
            if paused or (case.situation is Situation.BUDGET_EMPTY and once):
                break
        scenario.priming = None

    async def _judge(
        self, result: Result, response: httpx2.Response, client: httpx2.AsyncClient
    ) -> None:
        wanted = expected(result.case.fault, result.case.situation)
        say = result.problems.append
        limit_s = self._deadline_s + ALLOWANCE_S
        if result.seconds > limit_s:
            say(f"late: {result.seconds:.2f} s of {limit_s:.2f} s")
        if not wanted.calls[0] <= result.calls <= wanted.calls[1]:
            say(f"{result.calls} calls, not {wanted.calls[0]} to {wanted.calls[1]}")
        if response.status_code != 200:
            say(f"status {response.status_code}")
            return
        answer = response.json()
        by_model = answer["engine"] == MODEL
        result.reason = MODEL if by_model else str(answer["reason"])
        if result.reason not in wanted.reasons:
            say(f"reason {result.reason}, not {' or '.join(sorted(wanted.reasons))}")
        result.problems += self._wrong_text(result.case.fault, answer)
        result.problems += await _blocked(client, answer["reply"])

    def _wrong_text(self, fault: Fault, answer: dict[str, Any]) -> Iterable[str]:
        reply = answer["reply"]
        yield from unfit(reply)
        if answer["engine"] == MODEL:
            if fault.harmless and reply != GOOD_REPLY:
                yield "the model's good text did not arrive whole"
        elif reply not in {self._fallback, DRAFT}:
            yield "the reply is neither the phrasebook's nor the draft"


async def _blocked(client: httpx2.AsyncClient, reply: str) -> list[str]:
    """What the guardrails say of a reply when they are asked again."""
    body = {
        "draft": DRAFT,
        "rewrite": reply,
        "customer_message": REQUEST["customer_message"],
        "facts": REQUEST["facts"],
    }
    verdict = (await client.post("/v1/checks", json=body)).json()["verdict"]
    return ["a guardrail blocks the reply"] if verdict == "block" else []


def all_cases(
    seeds: Iterable[int],
    situations: Sequence[Situation] = tuple(Situation),
    names: Sequence[str] = (),
) -> list[Case]:
    """Every fault (or the named ones) in each of the situations, seed by seed."""
    faults = [FAULTS[name] for name in names] or list(FAULTS.values())
    return [
        Case(fault, situation, seed)
        for seed in seeds
        for situation in situations
        for fault in faults
    ]


def table(results: Sequence[Result]) -> str:
    """A row per situation, and what is wrong."""
    rows: dict[Situation, list[Result]] = defaultdict(list)
    for result in results:
        rows[result.case.situation].append(result)
    lines = [f"{'situation':14} {'as expected':>13} {'slowest':>9} {'calls per request':>18}"]
    for situation, found in rows.items():
        good = sum(not result.problems for result in found)
        calls = sum(result.calls for result in found) / len(found)
        slowest = max(result.seconds for result in found)
        share = f"{good}/{len(found)}"
        lines.append(f"{situation.value:14} {share:>13} {slowest:>7.2f} s {calls:>18.2f}")
    lines += [f"{r.case.name}: {'; '.join(r.problems)}" for r in results if r.problems]
    return "\n".join(lines)


async def run(cases: Sequence[Case], *, deadline_s: float, workers: int) -> list[Result]:
    """The results of cases, with an upstream and a nursery of their own."""
    with Nursery() as nursery:
        async with ChaosUpstream() as upstream:
            matrix = Matrix(upstream, nursery, deadline_s=deadline_s)
            return await matrix.run(cases, workers=workers)


@click.command()
@click.option("--seeds", default=1, show_default=True, help="How often, each time otherwise.")
@click.option("--fault", "names", multiple=True, help="Only this one; may be repeated.")
@click.option(
    "--situation",
    "chosen",
    multiple=True,
    type=click.Choice([each.value for each in Situation]),
    help="Only this one; may be repeated.",
)
@click.option("--deadline", "deadline_s", default=DEADLINE_S, show_default=True, help="Seconds.")
@click.option("--workers", default=WORKERS, show_default=True, help="Cases at once.")
def main(
    seeds: int, names: tuple[str, ...], chosen: tuple[str, ...], deadline_s: float, workers: int
) -> None:
    """Meet every fault in every situation; leaves with 1 where one is not as expected."""
    situations = [Situation(value) for value in chosen] or list(Situation)
    results: list[Result] = []
    began = time.monotonic()
    for seed in range(1, seeds + 1):
        cases = all_cases([seed], situations, names)
        found = asyncio.run(run(cases, deadline_s=deadline_s, workers=workers))
        good = sum(not result.problems for result in found)
        click.echo(f"seed {seed}: {good}/{len(found)} after {time.monotonic() - began:.0f} s")
        results += found
    click.echo(table(results))
    good = sum(not result.problems for result in results)
    slowest = max(results, key=lambda result: result.seconds)
    click.echo(
        f"{good}/{len(results)} as expected in {time.monotonic() - began:.0f} s; the slowest took"
        f" {slowest.seconds:.2f} s of {deadline_s + ALLOWANCE_S:.2f} s ({slowest.case.name})"
    )
    sys.exit(good < len(results))


if __name__ == "__main__":
    main()
