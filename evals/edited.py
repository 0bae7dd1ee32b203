"""`python -m evals.edited`: small edits of a draft, what is caught of them and what accused.

The rewrites are the drafts but for an edit of a few words: half of them change what is said, half
only the wording. Printed for each set of them, with n and its 95 % interval: changes with a block,
with a block or a review, and harmless edits accused (with a block). The sets were written one after
another, each before the rules had been held against it; later ones were never tuned on.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from api.app import build_checker
from api.domain.finding import Verdict
from api.rewriting.checking import CheckRequest
from evals.pairs import FOLDER
from evals.statistics.shares import Share

EDITS = FOLDER / "edits.jsonl"
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_SET = 2
"""Letters of an id that name its set."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft, and the same with one edit."""

    id: str
    changes: bool
    """True where the edit changes what is said."""
    draft: str
    rewrite: str


@click.command(help=__doc__, context_settings={"max_content_width": 100})
@click.argument("file", type=FILE, default=EDITS)
def main(file: Path) -> None:
    """Check every rewrite, and print three shares for each set."""
    check = build_checker()
    verdicts: dict[str, dict[bool, list[Verdict]]] = defaultdict(lambda: {True: [], False: []})
    for edited in load(file):
        found = check(CheckRequest(draft=edited.draft, rewrite=edited.rewrite)).verdict
        verdicts[edited.id[:_SET]][edited.changes].append(found)
    for name, of in sorted(verdicts.items()):
        bad, good = of[True], of[False]
        click.echo(f"{name}: changes caught {Share(bad.count(Verdict.BLOCK), len(bad))}")
        noticed = sum(verdict is not Verdict.PASS for verdict in bad)
        click.echo(f"    caught or in review {Share(noticed, len(bad))}")
        click.echo(f"    harmless edits accused {Share(good.count(Verdict.BLOCK), len(good))}")


def load(path: Path) -> Iterator[Edited]:
    """Every line of such a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield Edited(**json.loads(line))


if __name__ == "__main__":
    main()
