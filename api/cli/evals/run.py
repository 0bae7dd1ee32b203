"""`kindreply evals run`: answer the cases, keep every answer, say what came of it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.evals.choosing import cases, header, selection
from api.cli.evals.judging import judging_too, with_scores
from api.cli.evals.options import FILE, NEW_FILE, asking, live_source, plain_errors, selecting

if TYPE_CHECKING:
    from evals.running.execution import Execution
    from evals.running.source import Source

SHIPPED = Path(__file__).parents[3] / "evals" / "cassettes"


@click.command(short_help="Run the suite.")
@click.option(
    "--mock", "mode", flag_value="mock", help="Scripted models: needs nothing. The default."
)
@click.option(
    "--cassettes",
    "folder",
    type=click.Path(path_type=Path, exists=True),
    is_flag=False,
    flag_value=str(SHIPPED),
    help="Recorded answers: a folder, a file, or those that come with kindreply.",
)
@click.option("--live", "mode", flag_value="live", help="A model, or with --service-url a service.")
@click.option("--service-url", metavar="URL", help="A deployed kindreply.")
@click.option("--service-key", metavar="KEY", envvar="KINDREPLY_SERVICE_KEY", help="Its API key.")
@selecting
@click.option("--behaviour", "behaviours", multiple=True, metavar="NAME", help="Of --mock.")
@click.option("--whole", is_flag=True, help="With --mock: every behaviour on every case.")
@click.option("--repeat", "repeats", type=click.IntRange(1, 50), default=1, show_default=True)
@click.option("--only-failing", metavar="RUN", help="Only the cases that failed in this run.")
@click.option("--resume", metavar="RUN", help="Take up a run that was cut off.")
@click.option("--gates", type=FILE, help="Other gates than those that come with the package.")
@click.option("--baseline", type=FILE, help="A summary that the run must not be worse than.")
@click.option("--save-summary", type=NEW_FILE, help="Write the figures, as a baseline.")
@judging_too
@asking
def run(**options: Any) -> int:
    """Answer every case and keep each answer in a log below runs/.

    Exit code 0 when every gate holds, 1 when one does not, 2 for wrong usage or data, 3 when one
    cannot be judged though there is a --baseline, 4 when the endpoint failed, 130 when interrupted:
    `--resume last` then goes on, and pays nothing twice.
    """
    from api.cli.evals.progress import shown  # noqa: PLC0415
    from api.cli.evals.verdict import conclude  # noqa: PLC0415
    from evals.suite import prices  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415

    with plain_errors():
        source = _source(options)
        table = prices.load(options["prices"]) if options["prices"] else prices.Prices()
        execution = _execution(options, source)
        if options["judge"]:  # in a thread, and a process with threads is not forked
            source = replace(source, spread=False)
        answers = source.answer(execution.left, concurrency=options["concurrency"], prices=table)
        answers = with_scores(options, answers, execution.header.cases)
        shown(execution, execution.keep(answers), currency=table.currency)
        return conclude(read(execution.path), options)


def _source(options: dict[str, Any]) -> "Source":
    from evals.running import source  # noqa: PLC0415 - imports fastapi and openai

    modes = {
        "cassettes": options["folder"],
        "live": options["mode"] == "live" or options["service_url"],
        "mock": options["mode"] == "mock",
    }
    if sum(map(bool, modes.values())) > 1:
        raise click.UsageError("Give one of --mock, --cassettes and --live.")
    reference = options["prompt"]
    if options["folder"]:
        return source.cassettes(options["folder"], reference)
    if options["service_url"]:
        return source.service(options["service_url"], options["service_key"], reference)
    return live_source(options) if modes["live"] else source.mock(reference)


def _execution(options: dict[str, Any], source: "Source") -> "Execution":
    from evals.running import execution  # noqa: PLC0415

    if options["resume"]:
        path = execution.find(options["resume"], options["runs"])
        return execution.resume(path, header(source, (), selection(options, source)))
    begun = header(source, cases(options, source), selection(options, source), options["name"])
    return execution.begin(begun, options["runs"])
