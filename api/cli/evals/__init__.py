"""`kindreply evals`: run the suite, compare two runs, report, record, judge and calibrate.

Exit codes: 0 passed, 1 a gate failed or something regressed, 2 usage or data, 3 inconclusive,
4 the endpoint failed, 130 interrupted; what is in a log then is done and can be taken up.
"""

import click

from api.cli.evals.add_case import add_case
from api.cli.evals.calibrate import calibrate
from api.cli.evals.compare import compare
from api.cli.evals.judge import judge
from api.cli.evals.label import label
from api.cli.evals.record import record
from api.cli.evals.report import report
from api.cli.evals.run import run


@click.group(short_help="Measure prompts, models and guardrails.")
def evals() -> None:
    """Measure what agents receive: run the suite, compare two prompts, report.

    Without a model, `kindreply evals run --mock` measures the service against scripted models.
    """


evals.add_command(run)
evals.add_command(record)
evals.add_command(compare)
evals.add_command(report)
evals.add_command(judge)
evals.add_command(calibrate)
evals.add_command(label)
evals.add_command(add_case)
