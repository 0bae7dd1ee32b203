"""`python -m tests.chaos.load`: what a machine carries, and what it does with twice as much.

On loopback: a provider that takes 200 ms, one or more `kindreply serve` that take turns, as behind
a proxy, and a driver that keeps its rate whatever happens. Rates rise step by step until one is not
carried: an error, a reply that is not the model's, or an added p99 over the goal. Then twice the
highest rate that was. A line says where other guests of the host took CPU time meanwhile.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import click

from tests.chaos.driver import Load
from tests.chaos.nursery import Service
from tests.chaos.serving import driven, providing, serving, stolen, vitals
from tests.chaos.situation import settings

MODEL_S = 0.2
DEADLINE_S = 15.0
ADDED_P99_MS = 100.0
GOAL_RATE = 120.0
GOODPUT = 0.9
NOTED_S = 0.05
STEPS = "20,40,80,120,160,200,240"


@dataclass(frozen=True)
class Step:
    """One rate, and what it cost."""

    load: Load
    cpu_ms: float
    """Of all services, for each request."""
    stolen_s: float
    """CPU time that the host gave to others while we wanted it, over all cores."""

    @property
    def added_p99_ms(self) -> float:
        """Beyond the model's own time; infinite where nothing came of the model."""
        return self.load.latency_ms.get("model", {}).get("p99", float("inf")) - 1_000 * MODEL_S

    @property
    def carried(self) -> bool:
        """Whether every reply is the model's, soon enough."""
        return self.load.ended["model"] == self.load.sent and self.added_p99_ms <= ADDED_P99_MS

    def line(self) -> str:
        """As the table has it."""
        model = self.load.latency_ms.get("model", {})
        rest = {group: n for group, n in self.load.ended.items() if group != "model" and n}
        others = [f"{n} {group}" for group, n in rest.items()] or ["all by the model"]
        if self.stolen_s >= NOTED_S:
            others.append(f"{self.stolen_s:.1f} s stolen")
        throughput = self.load.answered / self.load.took_s
        return (
            f"{self.load.rate:6.0f} {throughput:9.1f} {model.get('p50', 0) - 1_000 * MODEL_S:9.1f}"
            f" {self.added_p99_ms:9.1f} {self.cpu_ms:9.2f}"
            f" {self.load.health_ms.get('p99', float('nan')):12.1f}  {', '.join(others)}"
        )


def step(services: Sequence[Service], *, rate: float, seconds: float) -> Step:
    """Ask at one rate."""
    before, stolen_s = _cpu_s(services), stolen()
    load = driven(*(service.url for service in services), rate=rate, seconds=seconds)
    cpu_ms = 1_000 * (_cpu_s(services) - before) / max(1, load.sent)
    return Step(load, cpu_ms, stolen() - stolen_s)


def _cpu_s(services: Sequence[Service]) -> float:
    return sum(vitals(service.pid).cpu_s for service in services)


@click.command()
@click.option("--steps", default=STEPS, show_default=True, help="Requests a second, rising.")
@click.option("--seconds", default=15.0, show_default=True, help="Of each step.")
@click.option("--processes", default=2, show_default=True, help="Of the service.")
@click.option("--overload/--no-overload", default=True, help="Then twice what was carried.")
def main(steps: str, seconds: float, processes: int, *, overload: bool) -> None:
    """Print a line for each rate; leaves with 1 where a goal is missed."""
    with providing(delay_s=MODEL_S) as base_url, ExitStack() as running:
        environment = settings(base_url, None, deadline_s=DEADLINE_S, KINDREPLY_LOG_LEVEL="info")
        services = [running.enter_context(serving(environment)) for _ in range(processes)]
        step(services, rate=10 * processes, seconds=3)  # connections, caches, patterns
        click.echo("  rate   answers  added p50  added p99    CPU ms  /healthz p99  (ms; a second)")
        carried: list[Step] = []
        for rate in (float(each) for each in steps.split(",")):
            found = step(services, rate=rate, seconds=seconds)
            click.echo(found.line())
            if not found.carried:
                break
            carried.append(found)
        best = carried[-1].load.rate if carried else 0.0
        click.echo(
            f"carried: {best:.0f} requests a second, each reply the model's, added p99 at most"
            f" {ADDED_P99_MS:.0f} ms (goal {GOAL_RATE:.0f})"
        )
        good = best >= GOAL_RATE
        if carried and overload:
            good &= _overloaded(services, best, seconds)
    sys.exit(not good)


def _overloaded(services: Sequence[Service], rate: float, seconds: float) -> bool:
    """Twice the rate: whether nine tenths of the capacity still get their text."""
    found = step(services, rate=2 * rate, seconds=seconds)
    click.echo(found.line())
    load = found.load
    goodput = load.answered / load.took_s
    late = load.latency_ms.get("shed", {})
    click.echo(
        f"at twice that: {goodput:.1f} answers a second ({goodput / rate:.0%} of what is carried,"
        f" goal {GOODPUT:.0%}), {load.ended['model'] / load.took_s:.1f} of them the model's;"
        f" {load.ended['shed'] / load.sent:.0%} shed, p99 {late.get('p99', 0):.0f} ms;"
        f" /healthz p99 {load.health_ms.get('p99', float('nan')):.0f} ms;"
        f" {load.ended['error']} errors {dict(load.errors) or ''}"
    )
    return goodput >= GOODPUT * rate and not load.ended["error"]


if __name__ == "__main__":
    main()
