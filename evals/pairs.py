"""The guardrails on labelled rewrites: what they catch, what they accuse, what mending keeps.

\b
    python -m evals.pairs dev                     our own pairs, with the writer's links and without
    python -m evals.pairs dev more.jsonl          the same over several files in our form, as one
    python -m evals.pairs --bench P --natural N   the open bench's form, from the text alone

Printed with n and its 95 % interval: catch (planted rewrites with a block), located (with a block
that touches the planted span), named (of located, those of the planted category), leak (planted
violations still there after mending), honest and natural rewrites accused (with a block), softened
(sentences of honest rewrites that mending keeps) and identity (drafts accused of being themselves).

`frozen` is scored at most twice, the bench's half `confirm` (part of a run without --half) at most
three times: test with `dev` and `--half look`.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from api.app import build_checker
from evals import showing
from evals.figures import Figures
from evals.labels import Pair, load, load_bench
from evals.scoring import score

FOLDER = Path(__file__).parent / "datasets" / "guardrails"
SPLITS = ("dev", "seen", "frozen")
FILE = click.Path(path_type=Path, dir_okay=False)
KNOWN_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
LINKED = {"with links": True, "text alone": False}


@click.command(help=__doc__, context_settings={"max_content_width": 100})
@click.argument("files", nargs=-1, metavar="[dev|seen|frozen|FILE]...")
@click.option("--bench", type=KNOWN_FILE, help="Pairs in the open bench's form, instead of FILE.")
@click.option("--natural", type=KNOWN_FILE, help="With --bench: a model's own rewrites, judged.")
@click.option("--half", type=click.Choice(["look", "confirm"]), help="With --bench: which drafts.")
@click.option("--json", "as_json", type=FILE, help="Write all figures to this file as well.")
def main(
    files: tuple[str, ...],
    bench: Path | None,
    natural: Path | None,
    half: str | None,
    as_json: Path | None,
) -> None:
    """Score what was named, print the figures, and write them where asked."""
    if bool(files) == bool(bench):
        raise click.UsageError("Give dev, seen, frozen or files, or else --bench.")
    if not bench and (natural or half):
        raise click.UsageError("--natural and --half belong to --bench.")
    if bench:
        found = measure(tuple(load_bench(bench, natural, half)), ("text alone",))
    else:
        paths = tuple(map(path_of, files))
        found = measure(tuple(pair for path in paths for pair in load(path)))
    for name, figures in found.items():
        click.echo(f"{name}, {figures.drafts} drafts")
        for line in showing.lines(figures):
            click.echo(line)
    if as_json:
        kept = {name: showing.as_json(figures) for name, figures in found.items()}
        as_json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def path_of(name: str) -> Path:
    """The file of a split, or the file itself; raises BadParameter where there is none."""
    path = FOLDER / f"{name}.jsonl" if name in SPLITS else Path(name)
    if not path.is_file():
        raise click.BadParameter(f"{name} is neither dev, nor seen, nor frozen, nor a file.")
    return path


def measure(pairs: Sequence[Pair], ways: Sequence[str] = tuple(LINKED)) -> dict[str, Figures]:
    """Figures of each way of checking, by its name in `LINKED`."""
    checker = build_checker()
    return {way: Figures.of(tuple(score(pairs, checker, linked=LINKED[way]))) for way in ways}


if __name__ == "__main__":
    main()
