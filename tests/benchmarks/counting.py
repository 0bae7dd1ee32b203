"""`python -m tests.benchmarks.counting`: what limits and metrics add to a request, in CPU.

A rewrite by a model with three findings, one call to the provider, both limits of its key and their
headers; and one reading of `/metrics`. The goal is less than 100 microseconds a request.
"""

import asyncio
import time
from collections.abc import Callable

import click
from starlette.types import Message, Receive, Scope, Send

from api.access.budgets import Budgets
from api.access.caller import Caller
from api.access.rates import Rates
from api.access.scope import ALL_SCOPES
from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.reply import Engine, Outcome, Usage
from api.http.exchange import SCOPE_KEY, Exchange
from api.http.limits import Allowance, Limits
from api.metrics import Metrics

REQUESTS = 3_000
ROUNDS = 5
FINDINGS = (Finding("new_commitment", Severity.BLOCK, "", Value.INTEGRITY),) * 3
LOGGED = {
    "outcome": Outcome.MENDED, "engine": Engine.MODEL, "reason": None, "verdict": Verdict.PASS,
}  # fmt: skip


def main() -> None:
    """Print the best of five rounds: the others had company."""
    metrics = Metrics(models=["small"])
    counted = _best(lambda: _count(metrics))
    limited = _best(lambda: asyncio.run(_limit()))
    began = time.process_time()
    size = len(metrics.exposition())
    scraped_ms = 1_000 * (time.process_time() - began)
    click.echo(
        f"metrics {counted:.0f} µs, limits {limited:.0f} µs of CPU a request;"
        f" /metrics {scraped_ms:.1f} ms, {size / 1024:.0f} KiB (n={REQUESTS}, best of {ROUNDS})"
    )


def _best(work: Callable[[], None]) -> float:
    """Microseconds of CPU for one request."""
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken) / REQUESTS * 1e6


def _count(metrics: Metrics) -> None:
    for _ in range(REQUESTS):
        metrics.began()
        metrics.queue(running=1, waiting=0)
        metrics.called("small", reason=None, seconds=2.3, usage=Usage(1_400, 210))
        metrics.queue(running=0, waiting=0)
        metrics.ended(
            route="/v1/rewrites",
            status=200,
            seconds=2.4,
            problem=None,
            logged=LOGGED,
            findings=FINDINGS,
        )


async def _limit() -> None:
    limits = Limits(
        _answer, rates=Rates(), budgets=Budgets(), allowance=Allowance(REQUESTS, 5_000_000)
    )
    caller = Caller("key", ALL_SCOPES)
    for _ in range(REQUESTS):
        exchange = Exchange("id", 0.0, caller=caller)
        scope: Scope = {"type": "http", "path": "/v1/rewrites", SCOPE_KEY: exchange}
        await limits(scope, _nothing, _sent)


async def _answer(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _sent(_message: Message) -> None:
    pass


if __name__ == "__main__":
    main()
