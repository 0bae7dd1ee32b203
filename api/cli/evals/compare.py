"""`kindreply evals compare`: is the second run better, worse, or can nobody tell?"""

from pathlib import Path

import click

from api.cli.evals.options import plain_errors
from api.cli.evals.reporting import reporting, schema_option, write


def _schema() -> str:
    from evals.reports.document import comparison_schema  # noqa: PLC0415 - imports pydantic

    return comparison_schema()


@click.command(short_help="Compare two runs of the same cases.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--require-evidence", is_flag=True, help="No evidence that B is better: code 3.")
@reporting
@schema_option(_schema)
def compare(
    first: str,
    second: str,
    require_evidence: bool,
    form: str | None,
    output: str | None,
    runs: Path,
) -> int:
    """Hold run B against run A, case by case; each is an id below runs/, a path, or `last`.

    Exit code 0 where nothing got worse, 1 where something did, 3 where nobody can tell: scripted
    models do not depend on the prompt, or, with --require-evidence, nothing is beyond chance.
    A judge's scores count as far as people agree with that judge.
    """
    from api.cli.evals.judging import deciding  # noqa: PLC0415
    from evals.reports import document, junit, markdown, page, terminal  # noqa: PLC0415
    from evals.running.execution import find  # noqa: PLC0415
    from evals.suite.comparison import compare as compared  # noqa: PLC0415
    from evals.suite.comparison import exit_code  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415
    from evals.suite.summary import summary  # noqa: PLC0415

    with plain_errors():
        a, b = (read(find(reference, runs)) for reference in (first, second))
        comparison = compared(deciding(a), deciding(b))
    write(
        form,
        output,
        show=lambda file: terminal.show_comparison(comparison, file),
        texts={
            "json": lambda: document.comparison_json(comparison),
            "junit": lambda: junit.comparison_xml(comparison),
            "markdown": lambda: markdown.comparison_markdown(comparison, a, b),
            "html": lambda: page.comparison_page(comparison, (a, summary(a)), (b, summary(b))),
        },
    )
    return exit_code(comparison, require_evidence=require_evidence)
