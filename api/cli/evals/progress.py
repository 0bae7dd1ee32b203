"""How far a run is: a bar for people with rate, cost so far and time left; else one line."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from evals.running.execution import Execution
    from evals.suite.run import Sample


def shown(execution: "Execution", samples: "Iterator[Sample]", *, currency: str) -> "list[Sample]":
    """Every new sample, taken while showing progress on standard error."""
    total = len(execution.left)
    done: list[Sample] = []
    if execution.done:
        click.echo(f"{len(execution.done)} samples are done already; {total} to go.", err=True)
    started_s = time.monotonic()
    with _bar(total) as advance:
        cost: float | None = 0.0
        for sample in execution.done:
            cost = _with(cost, sample)
        try:
            for sample in samples:
                done.append(sample)
                cost = _with(cost, sample)
                advance(_money(cost, currency))
        except KeyboardInterrupt:
            name = execution.header.id
            click.echo(f"\nInterrupted; `kindreply evals run --resume {name}` goes on.", err=True)
            raise
    spent_s = time.monotonic() - started_s
    rate = len(done) / spent_s if spent_s else 0.0
    click.echo(
        f"{execution.header.id}: {len(done)} samples in {spent_s:.1f} s ({rate:.0f}/s),"
        f" cost {_money(cost, currency)}",
        err=True,
    )
    return done


def _with(cost: float | None, sample: "Sample") -> float | None:
    """The sum with one sample more; unknown once the price of a call is."""
    if cost is None or (sample.calls and sample.cost is None):
        return None
    return cost + (sample.cost or 0.0)


def _money(cost: float | None, currency: str) -> str:
    return "unknown" if cost is None else f"{cost:.4f} {currency}".strip()


@contextmanager
def _bar(total: int) -> Iterator[Callable[[str], object]]:
    """A progress bar on standard error, where a person looks at it; else nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("cost {task.fields[cost]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total, rate="", cost="unknown")

        def advance(cost: str) -> None:
            speed = progress.tasks[0].speed
            rate = f"{speed:.0f}/s" if speed else ""
            progress.update(task, advance=1, rate=rate, cost=cost)

        yield advance
