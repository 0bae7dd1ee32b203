"""`python -m evals.bench`: kindreply on real drafts, by engine, and blind pairs for a reader.

    phrasebook                    every draft without a model: the guarantees hold, nothing is found
    model                         every recorded rewrite answered by a scripted provider on loopback
    blind --out PAIRS --key KEY   pairs for a reader who did not write them
    tally JUDGEMENTS --key KEY    what the reader said, as shares

The folder of drafts is `KINDREPLY_BENCH`. Exit 1 where a guarantee does not hold.
"""

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from evals import blind, engines, real_drafts
from evals.real_drafts import RealDraft
from evals.statistics.shares import Share

SHOWN = 12
"""How many problems are printed."""
WRITERS = ("model", "mended", "phrasebook", "draft")
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(help=__doc__, context_settings={"max_content_width": 100})
def main() -> None:
    """Keep the subcommands together."""


@main.command()
@click.option("--show", is_flag=True, help="Print every changed draft with its reply.")
def phrasebook(show: bool) -> None:
    """Soften every draft without a model, and look for what must never be."""
    tally = engines.Tally()
    tally.count(engines.with_phrasebook(_drafts()))
    if show:
        for run in tally.runs:
            if run.reply.text != run.real.draft:
                click.echo(f"--- {run.real.id}\n{run.real.draft}\n+++\n{run.reply.text}\n")
    changed = sum(run.reply.text != run.real.draft for run in tally.runs)
    click.echo(f"changed     {Share(changed, len(tally.runs))}")
    for name, count in sorted(Counter(run.reply.outcome.value for run in tally.runs).items()):
        click.echo(f"{name:<12}{Share(count, len(tally.runs))}")
    finish(tally)


@main.command()
def model() -> None:
    """Let a scripted provider answer every recorded rewrite, and see what leaves."""
    tally = engines.Tally()
    tally.count(asyncio.run(engines.with_scripted_model(_drafts())))
    _print_arms(tally)
    finish(tally)


@main.command(name="blind")
@click.option("--out", type=FILE, required=True, help="The pairs, for the reader.")
@click.option("--key", type=FILE, required=True, help="Which text is whose: not for the reader.")
@click.option("--seed", type=int, required=True, help="Decides order and sides.")
def write_blind(out: Path, key: Path, seed: int) -> None:
    """Write draft and phrasebook reply as A and B, in random order and without labels."""
    pairs = (
        blind.Pair(
            run.real.id, run.real.draft, run.reply.text, run.real.customer_message, run.real.tags
        )
        for run in engines.with_phrasebook(_drafts())
    )
    shown, hidden = blind.hide(pairs, seed)
    out.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in shown))
    key.write_text(json.dumps(hidden, indent=1) + "\n")
    click.echo(f"{len(shown)} pairs to judge, {len(hidden['unchanged'])} drafts unchanged")


@main.command(name="tally")
@click.argument("judgements", type=click.Path(exists=True, path_type=Path))
@click.option("--key", type=click.Path(exists=True, path_type=Path), required=True)
def count(judgements: Path, key: Path) -> None:
    """Read JSON lines {id, kinder: A|B|same, odd: A|B|both|none, worse?: A|B|none, note?}."""
    said: list[dict[str, Any]] = [
        json.loads(line) for line in judgements.read_text().splitlines() if line.strip()
    ]
    try:
        judged = blind.tally(said, json.loads(key.read_text()))
    except blind.JudgementError as error:
        raise click.ClickException(str(error)) from error
    tags = ", ".join(sorted(blind.UNKIND_TAGS))
    click.echo(f"kinder, of drafts tagged {tags}: {judged.kinder}")
    click.echo(f"odd or worse, of all: {judged.odd_or_worse}")
    click.echo(f"  of these, where the draft was called odd too: {judged.odd_like_the_draft}")
    for line in judged.worst:
        click.echo(f"  {line}")


def _print_arms(tally: engines.Tally) -> None:
    """Who wrote the replies, and why it was not the model, for each kind of answer."""
    arms = dict.fromkeys(run.arm for run in tally.runs)
    for arm in arms:
        runs = [run for run in tally.runs if run.arm == arm]
        for writer in WRITERS:
            hits = sum(run.written_by == writer for run in runs)
            click.echo(f"{arm:<18}{writer:<12}{Share(hits, len(runs))}")
        reasons = Counter(run.reply.reason.value for run in runs if run.reply.reason)
        click.echo(f"{arm:<18}{'reasons':<12}{dict(reasons.most_common()) or 'none'}")
    planted = [run for run in tally.runs if run.could_leak]
    leaked = Share(sum(run.leaked for run in planted), len(planted))
    click.echo(f"planted words that reach the agent: {leaked}")


def _drafts() -> tuple[RealDraft, ...]:
    folder = real_drafts.folder()
    try:
        return real_drafts.load(folder)
    except FileNotFoundError as error:
        raise click.ClickException(f"no real drafts in {folder}: set KINDREPLY_BENCH") from error


def finish(tally: engines.Tally) -> None:
    """Print what was found, and leave with exit code 1 where a guarantee is broken."""
    for name, found in sorted(tally.findings.items()):
        click.echo(f"finding     {name}: {found}")
    problems = tally.problems
    for problem in problems[:SHOWN]:
        click.echo(f"PROBLEM     {problem}")
    click.echo(f"{len(tally.runs)} replies, {len(problems)} problems")
    if problems:
        sys.exit(1)


if __name__ == "__main__":
    main()
