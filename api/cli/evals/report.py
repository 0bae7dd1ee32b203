"""`kindreply evals report`: one run, for people, programs, CI and pull requests."""

from pathlib import Path

import click

from api.cli.evals.options import plain_errors
from api.cli.evals.reporting import reporting, schema_option, write


def _schema() -> str:
    from evals.reports.document import schema  # noqa: PLC0415 - imports pydantic

    return schema()


@click.command(short_help="Report one run.")
@click.argument("reference", metavar="RUN")
@reporting
@schema_option(_schema)
def report(reference: str, form: str | None, output: str | None, runs: Path) -> int:
    """Say what came of RUN: the id of a run below runs/, the path of a log, or `last`.

    Every share stands with its count and 95 % interval. The HTML page is one file and asks nobody
    for anything. JSON holds every sample; `--schema` describes it.
    """
    from evals.reports import document, junit, markdown, page, terminal  # noqa: PLC0415
    from evals.running.execution import find  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415
    from evals.suite.summary import summary  # noqa: PLC0415

    with plain_errors():
        run = read(find(reference, runs))
    figures = summary(run)
    write(
        form,
        output,
        show=lambda file: terminal.show_run(run, figures, file),
        texts={
            "json": lambda: document.as_json(run, figures),
            "junit": lambda: junit.run_xml(run),
            "markdown": lambda: markdown.run_markdown(run, figures),
            "html": lambda: page.run_page(run, figures),
        },
    )
    return 0
