"""`python -m tests.benchmarks.suite_time`: what a run of the suite takes, whole process.

200 cases live at 50 ms model latency and concurrency 20; the default selection of `--mock`; and,
with `--whole`, every scripted model on every case, as runs a nightly job.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from evals.suite.case import Kind
from evals.suite.dataset import load_kinds

LATENCY_S = "0.05"
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("KINDREPLY_")}


@click.command(help=__doc__)
@click.option("--whole", is_flag=True, help="The whole matrix too: minutes.")
@click.option("--times", default=3, show_default=True, help="How often each is run.")
def main(whole: bool, times: int) -> None:
    """Print the wall time of each run."""
    cases = [case.id for case in load_kinds((Kind.CORE,))][:200]
    chosen = [word for case in cases for word in ("--case", case)]
    with _provider() as base_url:
        live = ["--live", "--base-url", base_url, "--model", "scripted", "--concurrency", "20"]
        _report("200 cases live, 50 ms, concurrency 20", [*live, *chosen], times)
    _report("--mock", ["--mock"], times)
    if whole:
        _report("--mock --whole, every kind", ["--mock", "--whole"], 1)
        _report("--mock --whole, core", ["--mock", "--whole", "--kind", "core"], 1)


def _report(name: str, options: list[str], times: int) -> None:
    start = "from api.cli import main; main()"
    took_s, said = [], ""
    for _ in range(times):
        with tempfile.TemporaryDirectory() as runs:
            began = time.perf_counter()
            finished = subprocess.run(  # noqa: S603 - this interpreter
                [sys.executable, "-c", start, "evals", "run", *options, "--runs", runs],
                env=ENVIRONMENT,
                text=True,
                capture_output=True,
                check=False,
            )
            took_s.append(time.perf_counter() - began)
            said = finished.stderr.strip().splitlines()[-1]
    shown = ", ".join(f"{each:.1f}" for each in took_s)
    click.echo(f"{name}: {shown} s (exit {finished.returncode}; {said})")


@contextmanager
def _provider() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.benchmarks.scripted_provider", LATENCY_S, "--cases"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


if __name__ == "__main__":
    main()
