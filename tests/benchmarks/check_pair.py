"""`python -m tests.benchmarks.check_pair`: the guardrails and mending of a 120-word pair.

Also held against a text ten times as long, since the cost should grow with the length and no more.
"""

import statistics
import time
from collections.abc import Callable

import click

from api.app import build_checker
from api.rewriting.checking import CheckRequest
from tests.benchmarks.texts import DRAFT, REWRITE

RUNS = 200
LONG = 10


def main() -> None:
    """Print p50 in milliseconds for one pair, by the clock and in CPU, and how it grows."""
    pair = CheckRequest(draft=DRAFT, rewrite=REWRITE)
    long_pair = CheckRequest(draft="\n".join([DRAFT] * LONG), rewrite="\n".join([REWRITE] * LONG))
    check = build_checker()
    verdict = check(pair).verdict
    wall_ms, cpu_ms = _p50_ms(check, pair, RUNS)
    _, long_cpu_ms = _p50_ms(check, long_pair, RUNS // LONG)
    click.echo(
        f"check of {len(DRAFT.split())} words: p50 {wall_ms:.2f} ms, {cpu_ms:.2f} ms of it CPU"
        f" (n={RUNS}, verdict {verdict})"
    )
    click.echo(f"{LONG} times the text: {long_cpu_ms / cpu_ms:.1f} times the CPU")


def _p50_ms(
    check: Callable[[CheckRequest], object], request: CheckRequest, runs: int
) -> tuple[float, float]:
    """Medians of wall and CPU time: they differ where others use the same cores."""
    wall_ms, cpu_ms = [], []
    for _ in range(runs):
        began, began_cpu = time.perf_counter(), time.process_time()
        check(request)
        cpu_ms.append(1000 * (time.process_time() - began_cpu))
        wall_ms.append(1000 * (time.perf_counter() - began))
    return statistics.median(wall_ms), statistics.median(cpu_ms)


if __name__ == "__main__":
    main()
