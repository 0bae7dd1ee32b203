"""`python -m evals.metamorphic`: the guardrails on drafts edited in ways whose effect is known.

Each edit of `evals.edits` is made on each draft that it applies to, and the guardrails look at the
result without links. An edit that keeps the meaning must stay silent, one that breaks it must be
blocked; `named` counts those blocked under a label that is right for the edit. Only drafts are
read, never the rewrites, and the texts of frozen are not shown.

`ratchet.json` holds how often each breaking edit was named on dev. It may only rise: `--raise`
writes what is higher. An edit that was mended so that it applies to fewer drafts is lowered by
hand, with the reason in the commit.
"""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from api.app import load_words
from api.domain.comparison import hold
from api.domain.finding import Finding, Severity
from api.domain.guardrails import inspect
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.side import look
from evals.edits.breaking import BREAKING
from evals.edits.edit import Edit
from evals.edits.preserving import PRESERVING
from evals.pairs import FOLDER, SPLITS
from evals.statistics.shares import Share

RATCHET = FOLDER / "ratchet.json"
FILE = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True, slots=True)
class Case:
    """One edit of one draft, with what the guardrails block in it."""

    id: str
    edit: Edit
    draft: str
    edited: str
    blocks: tuple[Finding, ...]

    @property
    def named(self) -> bool:
        """True if a finding carries a label that is right for the edit."""
        return any(self.edit.labels & {f.guardrail, *f.also} for f in self.blocks)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one edit over all drafts."""

    applied: int = 0
    blocked: int = 0
    named: int = 0

    def with_case(self, case: Case) -> "Tally":
        """Count one more."""
        return Tally(self.applied + 1, self.blocked + bool(case.blocks), self.named + case.named)


def drafts(split: str) -> Iterator[tuple[str, str]]:
    """Yield id and draft of every line; nothing else of the line is looked at."""
    for line in (FOLDER / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["id"], case["draft"]


def cases(of: Iterable[tuple[str, str]], edits: Iterable[Edit], lexicon: Lexicon) -> Iterator[Case]:
    """Make every edit on every draft that it applies to, and inspect it; a draft is read once."""
    edits = tuple(edits)
    for name, draft in of:
        side = look(read(draft), lexicon)
        for edit in edits:
            edited = edit(draft)
            if edited is not None:
                found = inspect(hold(side, Answer(edited), lexicon=lexicon)).findings
                blocks = tuple(f for f in found if f.severity is Severity.BLOCK)
                yield Case(name, edit, draft, edited, blocks)


def tallies(of: Iterable[Case], edits: Iterable[Edit]) -> dict[str, Tally]:
    """Count the cases by edit, in the order of the edits."""
    counted = {edit.name: Tally() for edit in edits}
    for case in of:
        counted[case.edit.name] = counted[case.edit.name].with_case(case)
    return counted


def ratchet() -> dict[str, int]:
    """How often each breaking edit was named on dev when it was last raised."""
    caught: dict[str, int] = json.loads(RATCHET.read_text(encoding="utf-8"))
    return caught


def raised(before: dict[str, int], now: dict[str, Tally]) -> dict[str, int]:
    """The higher of both counts for each edit that there is."""
    return {name: max(tally.named, before.get(name, 0)) for name, tally in now.items()}


@click.command(help=__doc__)
@click.option("--split", type=click.Choice(SPLITS), multiple=True, default=SPLITS)
@click.option("--json", "to_file", type=FILE, help="Write the counts by split and edit.")
@click.option("--raise", "raise_it", is_flag=True, help="Raise the ratchet where dev is higher.")
@click.option("--show", help="Print dev's cases of this edit that went wrong, and stop.")
def main(split: tuple[str, ...], to_file: Path | None, raise_it: bool, show: str | None) -> None:
    """Run every edit and print what became of it."""
    lexicon = load_words().lexicon
    if show:
        _show(show, lexicon)
        return
    counts: dict[str, dict[str, Tally]] = {}
    for name in split:
        edits = (*PRESERVING, *BREAKING)
        counts[name] = tallies(cases(drafts(name), edits, lexicon), edits)
        _print(name, counts[name])
    if to_file:
        _write(to_file, {s: {e: _counts(t) for e, t in of.items()} for s, of in counts.items()})
    if raise_it and "dev" in counts:
        breaking = {edit.name: counts["dev"][edit.name] for edit in BREAKING}
        _write(RATCHET, raised(ratchet() if RATCHET.exists() else {}, breaking))


def _print(split: str, counted: dict[str, Tally]) -> None:
    click.echo(f"{split}: edits that keep the meaning, blocked")
    for edit in PRESERVING:
        tally = counted[edit.name]
        click.echo(f"  {edit.name:<20}{Share(tally.blocked, tally.applied)}")
    kept = [counted[edit.name] for edit in PRESERVING]
    silent = sum(t.applied - t.blocked for t in kept)
    click.echo(f"  {'together silent':<20}{Share(silent, sum(t.applied for t in kept))}")
    click.echo(f"{split}: edits that break it, blocked | named")
    for edit in BREAKING:
        tally = counted[edit.name]
        click.echo(f"  {edit.name:<20}{Share(tally.blocked, tally.applied)} | {tally.named}")
    broken = [counted[edit.name] for edit in BREAKING]
    caught, applied = sum(t.blocked for t in broken), sum(t.applied for t in broken)
    named = sum(t.named for t in broken)
    click.echo(f"  {'together':<20}{Share(caught, applied)} | {named}")


def _show(name: str, lexicon: Lexicon) -> None:
    edits = [edit for edit in (*PRESERVING, *BREAKING) if edit.name == name]
    if not edits:
        raise click.BadParameter(name, param_hint="--show")
    for case in cases(drafts("dev"), edits, lexicon):
        if case.named if case.edit.labels else not case.blocks:
            continue
        click.echo(f"{case.id}: {_changed(case.draft, case.edited)}")
        for finding in case.blocks:
            click.echo(f"    {finding.guardrail} {list(finding.also)}: {finding.message}")


def _changed(draft: str, edited: str) -> str:
    """The words that the edit took away and put in, with three on either side."""
    before, after = draft.split(), edited.split()
    compared = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return " … ".join(
        f"{' '.join(before[max(0, i - 3) : i])} [-{' '.join(before[i:j])}-]"
        f"{{+{' '.join(after[m:n])}+}} {' '.join(before[j : j + 3])}"
        for what, i, j, m, n in compared
        if what != "equal"
    )


def _counts(tally: Tally) -> dict[str, int]:
    return {"applied": tally.applied, "blocked": tally.blocked, "named": tally.named}


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
