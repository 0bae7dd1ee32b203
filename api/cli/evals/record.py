"""`kindreply evals record`: ask a live model once, and keep what it said for ever."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from api.cli.evals.choosing import cases, header, selection
from api.cli.evals.options import asking, live_source, plain_errors, selecting
from api.cli.evals.progress import shown

FOLDER = Path("evals/cassettes")


@click.command(short_help="Record a live model's answers.")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--note", required=True, metavar="TEXT", help="How the answers are made, by whom.")
@selecting
@asking
def record(*, path: Path | None, note: str, **options: Any) -> int:
    """Ask the model for every case and keep its answers, byte for byte, as a cassette.

    PATH is evals/cassettes/NAME-VERSION.cassette.jsonl unless given; what it held is replaced.
    No header of a request or an answer is kept, so no key can be.
    """
    from evals.answers.cassettes import SUFFIX, Cassette, save  # noqa: PLC0415
    from evals.running import execution  # noqa: PLC0415
    from evals.suite import prices  # noqa: PLC0415

    options |= {"behaviours": (), "whole": False, "repeats": 1, "only_failing": None}
    with plain_errors():
        kept = Cassette()
        source = live_source(options, kept)
        table = prices.load(options["prices"]) if options["prices"] else prices.Prices()
        chosen = cases(options, source)
        begun = header(source, chosen, selection(options, source), options["name"])
        execution_ = execution.begin(begun, options["runs"])
        answers = source.answer(execution_.left, concurrency=options["concurrency"], prices=table)
        samples = shown(execution_, execution_.keep(answers), currency=table.currency)
        unusable = sorted(sample.case for sample in samples if sample.engine != "model")
        kept.about = {
            "recorded": f"{datetime.now(UTC):%Y-%m-%d}",
            "made": note,
            "model": source.model,
            "prompt": source.prompt.model_dump(),
            "redacted": source.redacted,
            "cases": sorted(case.id for case in chosen),
        }
        path = path or FOLDER / f"{source.prompt.name}-{source.prompt.version}{SUFFIX}"
        save(path, kept)
    click.echo(f"{path}: {len(kept.calls)} calls for {len(chosen)} cases")
    if unusable:
        click.echo(f"Without a usable answer of the model: {', '.join(unusable)}.", err=True)
    return 4 if len(unusable) == len(chosen) else 0
