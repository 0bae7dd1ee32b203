"""Fit the weights of the guardrails' signs on our own labelled rewrites, and say how well.

\b
    python -m evals.training          fit, and write prompts/lexicon/en.weights.json
    python -m evals.training --try    five folds: what would be caught, and accused

Read are dev.jsonl, seen.jsonl and slips.jsonl of evals/datasets/guardrails, and every fourth
mechanical edit of dev's drafts. Not read, so that they can judge: the frozen pairs, the eval suite,
the open bench. Needs scikit-learn, from the tools of the gate; some three minutes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

import click

import prompts
from api.domain.lexicon import Lexicon
from evals.edits.breaking import BREAKING
from evals.edits.preserving import PRESERVING
from evals.labels import Kind, load
from evals.pairs import FOLDER
from evals.statistics.shares import Share
from evals.training import slips
from evals.training.examples import Example, from_edits, from_pairs, from_rewrites
from evals.training.fitting import Weighing, fit, fit_names, folds, score
from prompts.files import HERE

WEIGHTS = HERE / "lexicon" / "en.weights.json"
DIRECTORY = click.Path(path_type=Path, file_okay=False, exists=True)
FILE = click.Path(path_type=Path, dir_okay=False)
KEEP, BLOCK = 1.5, 2.0
"""Scores from which a clause blocks: with a guardrail's block on it, and alone."""
OWN = -0.5
"""The latter in a rewrite in the draft's own words."""
EVERY = 4
FOLDS = 5
_EXACT = frozenset({"altered_protected", "hidden_characters"})
"""Categories that no score names: they are found exactly or not at all."""
_ALWAYS, _NEVER = -99.0, 99.0
_CURVE = (
    *[(_ALWAYS, _NEVER), (_ALWAYS, 1.5), (0.0, 1.5), (0.75, 1.5), (1.0, 1.5), (1.0, 2.0)],
    *[(1.5, 1.5), (1.5, 2.0), (1.5, 2.5), (2.0, 2.0), (2.0, 2.5), (2.5, 2.5), (2.0, _NEVER)],
)
"""Scores from which a rule's block counts, and from which any clause blocks."""


@click.command(help=__doc__, context_settings={"max_content_width": 100})
@click.option("--try", "only_try", is_flag=True, help="Only cross-validate; write nothing.")
@click.option("--data", "folder", type=DIRECTORY, default=FOLDER, help="Other files to fit on.")
@click.option("--out", type=FILE, default=WEIGHTS, help="Where to write the weights.")
def main(only_try: bool, folder: Path, out: Path) -> None:
    """Read, fit, and write or print."""
    examples = tuple(read(folder))
    click.echo(f"{len(examples)} rewrites of {len({e.group for e in examples})} drafts")
    if only_try:
        for line in tried(examples):
            click.echo(line)
        return
    out.write_text(
        json.dumps(fitted(examples), indent=0, sort_keys=True, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def read(folder: Path, drafts: int | None = None) -> Iterator[Example]:
    """Every rewrite to fit on, as the guardrails find it without weights.

    `drafts` are how many of each file are read; None for all.
    """
    lexicon = Lexicon.from_data(prompts.data("lexicon/en.yaml"))
    for split in ("dev", "seen"):
        pairs = load(folder / f"{split}.jsonl")
        yield from from_pairs(islice(pairs, drafts and drafts * len(Kind)), lexicon)
    yield from from_rewrites(islice(slips.load(folder / "slips.jsonl"), drafts), lexicon)
    edits = (*PRESERVING, *BREAKING)
    own = dict.fromkeys(pair.draft for pair in load(folder / "dev.jsonl"))
    for n, draft in enumerate(islice(own, drafts)):
        yield from from_edits([draft], edits[n % EVERY :: EVERY], lexicon)


def fitted(examples: Sequence[Example]) -> dict[str, object]:
    """The weights as they are kept."""
    weights = fit(examples)
    nameable = [example for example in examples if example.category not in _EXACT]
    names = fit_names(nameable, weights)
    return {
        "keep": KEEP,
        "block": BLOCK,
        "own": OWN,
        "signs": _by_kind(weights),
        "names": {name: _by_kind(signs) for name, signs in names.items()},
    }


def tried(examples: Sequence[Example]) -> Iterator[str]:
    """Lines of what is caught and accused on drafts that the weights were not fitted on."""
    judged = list(chain.from_iterable(map(_judged, folds(examples, FOLDS))))
    for keep, block in _CURVE:
        shares = ", ".join(
            f"{kind} {Share(sum(hits), len(hits))}"
            for kind in (Kind.PLANTED, Kind.HONEST, Kind.NATURAL)
            if (hits := [_hit(said, keep, block) for e, said in judged if e.kind is kind])
        )
        yield f"keep {keep:5} block {block:4}: {shares}"


_Said = tuple[tuple[float, bool], ...]
"""The score of each clause, and whether a guardrail blocks it."""


def _judged(fold: tuple[list[Example], list[Example]]) -> Iterator[tuple[Example, _Said]]:
    known, unknown = fold
    weights = fit(known)
    for example in unknown:
        yield example, tuple(_said(example, weights))


def _said(example: Example, weights: Weighing) -> Iterator[tuple[float, bool]]:
    for clause in example.clauses:
        blocked = not clause.signs.isdisjoint({"found\tblock", "found lost\tblock"})
        yield score(clause, weights), blocked


def _hit(said: _Said, keep: float, block: float) -> bool:
    return any(value >= block or (blocked and value >= keep) for value, blocked in said)


def _by_kind(weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Weights by the kind of their sign."""
    found: dict[str, dict[str, float]] = {}
    for sign, weight in weights.items():
        kind, value = sign.split("\t")
        found.setdefault(kind, {})[value] = weight
    return found


if __name__ == "__main__":
    main()
