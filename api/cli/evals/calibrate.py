"""`kindreply evals calibrate`: hold a judge against people, before it may gate anything."""

import sys
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.evals.judging import asking_a_judge, judging, report_failures
from api.cli.evals.options import ENDPOINT_FAILED, FILE, FOLDER, NEW_FILE, plain_errors

if TYPE_CHECKING:
    from evals.judging.agreeing import Agreed
    from evals.judging.calibration import Calibration, Held
    from evals.judging.scoring import Session


@click.command(short_help="Hold a judge against people's labels.")
@click.option(
    "--labels", "files", type=FILE, multiple=True, help="[default: labels/*.labels.jsonl]"
)
@click.option("--dataset", type=FILE, help="Your own calibration items, instead.")
@click.option("--repeat", "repeats", type=click.IntRange(1, 20), default=1, show_default=True)
@click.option("--out", type=NEW_FILE, help="[default: labels/calibration.json]")
@click.option("--runs", type=FOLDER, default=Path("runs"), show_default=True)
@asking_a_judge
def calibrate(**options: Any) -> int:
    """Ask the judge about the calibration items and compare its levels with the labels.

    Writes the calibration, which holds for this judge, model and set of items only. A gate opens
    for a value where at least 50 labels by people stand beside the judge's levels and kappa's lower
    bound is at least 0.6; labels by models are shown and never open it. --repeat asks several times
    and shows how often the judge agrees with itself. What was answered is not asked again.

    Exit code 0 when all is judged, 2 for wrong usage or data, 4 when the endpoint failed.
    """
    from evals.judging import asked_items, calibration, labels  # noqa: PLC0415
    from evals.judging.items import Items  # noqa: PLC0415

    with plain_errors():
        items = Items.load(options["dataset"])
        files = options["files"] or sorted(labels.FOLDER.glob(f"*{labels.SUFFIX}"))
        read = labels.collected(items.cases, files)
        with judging(options) as session:
            work = asked_items.begun(options["runs"], items.cases, session, options["repeats"])
            label = f"Judging {len(work.left)} items"
            done = work.keep(session)
            with click.progressbar(
                done, length=len(work.left), label=label, file=sys.stderr
            ) as bar:
                deque(bar, maxlen=0)
        made = calibration.calibration(
            items,
            work.said(),
            read,
            judge=session.judge,
            made=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )
        path = options["out"] or calibration.FILE
        calibration.save(path, made)
        click.echo("\n".join(_lines(made, session)))
        click.echo(f"{path}: for {made.model}, {len(items.cases)} items")
        if read.outdated:
            click.echo(
                f"{read.outdated} labels are for other texts than today's: left out.", err=True
            )
        return ENDPOINT_FAILED if report_failures(session) else 0


def _lines(made: "Calibration", session: "Session") -> Iterator[str]:
    from evals.judging import calibration  # noqa: PLC0415
    from evals.judging.rubric import HEART  # noqa: PLC0415

    shut = calibration.shut(made, session.judge)
    for value, held in made.values.items():
        why = "; ".join(shut[value])
        yield f"{value} ({HEART[value]}): " + (f"gate shut: {why}" if why else "gate open")
        yield from _held(held)


def _held(held: "Held") -> Iterator[str]:
    for who, agreed in (("people", held.people), ("models", held.models)):
        if agreed is None:
            yield f"  {who:<7} no labels"
        else:
            yield f"  {who:<7} {_agreed(agreed)}"
            rates = ", ".join(f"{level}: {rate}" for level, rate in agreed.base_rate.items())
            yield f"          they give {rates}"
    again = "asked once" if held.consistent is None else f"same level again {held.consistent}"
    yield f"  judge   without a usable answer {held.unusable}; {again}"


def _agreed(agreed: "Agreed") -> str:
    kappa = "has no meaning" if agreed.kappa is None else str(agreed.kappa)
    return (
        f"kappa {kappa} on {agreed.labels} labels of {agreed.items} items by {agreed.raters};"
        f" agrees {agreed.agreed}, a constant answer {agreed.constant}"
    )
