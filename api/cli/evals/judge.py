"""`kindreply evals judge`: levels of five values, or which of two runs a judge prefers."""

import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.evals.judging import asking_a_judge, judging, report_failures
from api.cli.evals.options import ENDPOINT_FAILED, FOLDER, NEW_FILE, plain_errors

if TYPE_CHECKING:
    from evals.judging.scoring import Session


@click.command(short_help="Let a model judge the replies of a run.")
@click.argument("reference", metavar="RUN")
@click.option("--pairwise", metavar="RUN", help="Which is better, RUN (a) or this one (b)?")
@click.option("--name", metavar="ID", help="What to call the log with the scores.")
@click.option(
    "--calibration", "calibrated", type=NEW_FILE, help="[default: labels/calibration.json]"
)
@click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True)
@asking_a_judge
def judge(*, reference: str, pairwise: str | None, **options: Any) -> int:
    """Judge care, kindness, integrity, honesty and clarity of every reply of RUN.

    The scores stand in a new log beside it; what is judged there is not asked again. The model is
    that of --base-url and --model, else of KINDREPLY_MODEL_BASE_URL, _NAME and _API_KEY. A judge
    gates nothing before it agrees with people: see `kindreply evals calibrate`.

    Exit code 0 when all is judged, 2 for wrong usage or data, 4 when the endpoint failed.
    """
    from evals.running import execution  # noqa: PLC0415

    with plain_errors():
        path = execution.find(reference, options["runs"])
        other = execution.find(pairwise, options["runs"]) if pairwise else None
        with judging(options) as session:
            lines = list(
                _levels(path, session, options)
                if other is None
                else _pairs(path, other, session, options)
            )
        click.echo("\n".join(lines))
        return ENDPOINT_FAILED if report_failures(session) else 0


def _levels(path: Path, session: "Session", options: dict[str, Any]) -> Iterator[str]:
    from evals.judging.judged import begun  # noqa: PLC0415
    from evals.judging.rubric import HEART  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415
    from evals.suite.summary import summary  # noqa: PLC0415

    work = begun(path, session, options["name"])
    _taken(work.keep(session), len(work.left), "replies")
    scores = summary(read(work.path)).scores
    yield f"{work.path}"
    yield f"{'value':<10} {'HEART':<15} {'level 1 to 3':<18} cases  without a usable answer"
    for value, level in scores.items():
        mean = "none" if level.level is None else str(level.level)
        yield f"{value:<10} {HEART[value]:<15} {mean:<18} {level.cases:>5}  {level.unusable}"
    if not scores:
        yield "nothing was judged"
    yield from _gates(session, options["calibrated"])


def _pairs(path: Path, other: Path, session: "Session", options: dict[str, Any]) -> Iterator[str]:
    from evals.judging import pairs, preferring  # noqa: PLC0415
    from evals.judging.judged import slug  # noqa: PLC0415
    from evals.suite.log import read  # noqa: PLC0415

    a, b = read(path), read(other)
    name = options["name"] or f"{a.id}-or-{b.id}-judged-{slug(session.judge.name)}"
    target = path.with_name(f"{name}{pairs.SUFFIX}")
    work = preferring.begun(target, a, b, session)
    _taken(work.keep(session), len(work.left), "pairs")
    yield f"{target}"
    yield f"a is {a.id}, b is {b.id}; each pair in both orders, and only agreement counts"
    yield f"{'value':<10} a better  b better   level  p (Holm)  the order decided"
    for each in pairs.tallied(preferring.said(target)):
        yield (
            f"{each.value:<10} {each.a:>8}  {each.b:>8}  {each.level:>6}  {each.p_holm:>8.3f}"
            f"  {each.disagrees}"
        )
        if each.unusable.hits:
            yield f"{'':<10} without two usable answers: {each.unusable}"
    yield "Preferences are not calibrated: they gate nothing."


def _gates(session: "Session", path: Path | None) -> Iterator[str]:
    """What the levels may decide: nothing, unless the judge agrees with people."""
    from evals.judging import calibration  # noqa: PLC0415
    from evals.judging.items import Items  # noqa: PLC0415

    path = path or calibration.FILE
    if not path.exists():
        yield "Not calibrated: these levels gate nothing."
        return
    made = calibration.load(path)
    items = Items.load(made.dataset).digest
    for value, why in calibration.shut(made, session.judge, items=items).items():
        yield f"{value}: " + (f"gates nothing: {'; '.join(why)}" if why else "calibrated, may gate")


def _taken(done: Iterator[Any], total: int, what: str) -> None:
    """Take all of it, and say how far it is where a person looks."""
    label = f"Judging {total} {what}"
    with click.progressbar(done, length=total, label=label, file=sys.stderr) as bar:
        deque(bar, maxlen=0)
