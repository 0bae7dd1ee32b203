"""Options of the commands that ask a judge, and the judge that they mean."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.configured import settings
from api.cli.evals.options import FILE, NEW_FILE, Decorated

if TYPE_CHECKING:
    from evals.judging.scoring import Session
    from evals.suite.case import Case
    from evals.suite.run import Run, Sample

CASSETTES = click.Path(path_type=Path, exists=True)
MOST_REASONS = 5


def asking_a_judge(command: Decorated) -> Decorated:
    """The options that say which judge; the endpoint's key is KINDREPLY_MODEL_API_KEY."""
    for option in (
        click.option("--base-url", metavar="URL", help="OpenAI-compatible endpoint, with /v1."),
        click.option("--model", metavar="NAME", help="The model that judges."),
        click.option("--cassettes", type=CASSETTES, help="What a judge said once, instead."),
        click.option("--record", type=NEW_FILE, help="Add what the judge says to a cassette."),
        click.option(
            "--judges",
            metavar="VERSION",
            default="production",
            show_default=True,
            help="Of the prompts judge-care, …: a label, a release, or working.",
        ),
        click.option("--concurrency", type=click.IntRange(1, 200), default=8, show_default=True),
        click.option("--prices", type=FILE, help="What tokens cost: a YAML file."),
    ):
        command = option(command)
    return command


def judging_too(command: Decorated) -> Decorated:
    """The options with which a run is judged while it goes on."""
    for option in (
        click.option("--judge", is_flag=True, help="Let a model judge each reply as it comes."),
        click.option("--judge-base-url", metavar="URL", help="[default: the settings' endpoint]"),
        click.option("--judge-model", metavar="NAME", help="[default: the settings' model]"),
        click.option("--judge-cassettes", type=CASSETTES, help="What a judge said once, instead."),
    ):
        command = option(command)
    return command


def with_scores(
    options: Mapping[str, Any], samples: "Iterable[Sample]", cases: "Iterable[Case]"
) -> "Iterator[Sample]":
    """The samples of a run, with scores where `--judge` asks for them and the judge answers."""
    if not options["judge"]:
        yield from samples
        return
    chosen = {
        "base_url": options["judge_base_url"],
        "model": options["judge_model"],
        "cassettes": options["judge_cassettes"],
        "record": None,
        "judges": "production",
        "concurrency": options["concurrency"],
        "prices": options["prices"],
    }
    with judging(chosen) as session:
        yield from session.scored(samples, {case.id: case for case in cases})
    report_failures(session, "`kindreply evals judge` asks them again.")


def deciding(run: "Run") -> "Run":
    """The run as gates and comparisons may see it, with labels/calibration.json where there is one.

    Scores of a judge that people do not agree with are taken out, and that is said.
    """
    from evals.judging import calibration, gating  # noqa: PLC0415

    if not any(sample.scores for sample in run.samples):
        return run
    made = calibration.load(calibration.FILE) if calibration.FILE.exists() else None
    barred = gating.barred(run, made)
    if barred:
        click.echo(f"{run.id}: the judge decides nothing on {', '.join(barred)}.", err=True)
    return gating.trusted(run, made)


@contextmanager
def judging(options: Mapping[str, Any]) -> Iterator["Session"]:
    """The judge of the options; says at the end what it took, also where it was interrupted."""
    from evals.answers.cassettes import Cassette, load, save  # noqa: PLC0415
    from evals.judging import door  # noqa: PLC0415 - imports openai
    from evals.judging.judge import Judge  # noqa: PLC0415
    from evals.judging.scoring import Session  # noqa: PLC0415

    record = options["record"]
    kept = load(record) if record and record.exists() else Cassette()
    concurrency = options["concurrency"]
    if options["cassettes"]:
        if options["base_url"] or options["model"] or record:
            raise click.UsageError("--cassettes needs no --base-url, --model or --record.")
        model = door.cassettes(options["cassettes"], concurrency=concurrency)
    else:
        chosen = settings(model_base_url=options["base_url"], model_name=options["model"])
        model = door.live(chosen, concurrency=concurrency, keep=kept)
    version = options["judges"]
    judge = Judge.of(model, model.name, version=version, endpoint=model.endpoint)
    session = Session(judge, model.aclose)
    try:
        yield session
    finally:
        if record and kept.calls:
            kept.about = {
                "recorded": f"{datetime.now(UTC):%Y-%m-%d}",
                "made": "answers of a judge",
                "model": judge.name,
                "judges": {value: used.id for value, used in judge.used.items()},
            }
            save(record, kept)
        click.echo(_spent(session, options["prices"]), err=True)


def _spent(session: "Session", path: Path | None) -> str:
    from evals.suite import prices  # noqa: PLC0415

    judge = session.judge
    table = prices.load(path) if path else prices.Prices()
    cost = table.cost(judge.name, judge.spent.tokens)
    tokens = f"{judge.spent.prompt} tokens in, {judge.spent.completion} out"
    if judge.spent.unknown:
        tokens += f", {judge.spent.unknown} calls not counted"
    money = "unknown" if cost is None else f"{cost:.4f} {table.currency}".strip()
    return f"{judge.name}: {judge.spent.calls} calls, {tokens}, cost {money}"


def report_failures(session: "Session", remedy: str = "The same command asks them again.") -> bool:
    """Say what was not judged and why; whether there is any."""
    failed = session.failed
    if failed:
        click.echo(f"Not judged: {failed.total()}. {remedy}", err=True)
        for why, count in failed.most_common(MOST_REASONS):
            click.echo(f"  {count}: {why}", err=True)
    return bool(failed)
