"""What a run comes to: its report, its gates, and the exit code that CI looks at."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from evals.gating.gates import GateResult
    from evals.suite.run import Run


def conclude(run: "Run", options: Mapping[str, Any]) -> int:
    """Print the report and what became of the gates; the exit code."""
    from api.cli.evals.judging import deciding  # noqa: PLC0415
    from evals.gating import gatefile, gates  # noqa: PLC0415
    from evals.reports.terminal import show_run  # noqa: PLC0415
    from evals.suite import summary  # noqa: PLC0415

    figures = summary.summary(run)
    show_run(run, figures, sys.stdout)
    if options["save_summary"]:
        summary.save(options["save_summary"], figures)
    path = options["gates"] or gatefile.PATH
    baseline = summary.load(options["baseline"]) if options["baseline"] else None
    decided = deciding(run)  # a judge that people do not agree with decides nothing
    decisive = figures if decided is run else summary.summary(decided)
    results = gates.judge(gatefile.read(path).get(run.header.source, ()), decisive, baseline)
    _show(results)
    if baseline is None:  # a run of a few cases need not measure everything
        results = tuple(result for result in results if result.passed is not None)
    return gates.exit_code(results)


def _show(results: "tuple[GateResult, ...]") -> None:
    click.echo("\nGates")
    for result in results:
        word = {True: "held", False: "BROKEN", None: "not judged"}[result.passed]
        why = f": {result.why}" if result.why else ""
        click.echo(f"  {word:<10} {result.figure} {result.limit}: {result.shown}{why}")
