"""A linear model over signs, where only the rewrite is labelled."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import prompts
from api.domain.weighing.weights import Weights
from evals.labels import Kind
from evals.pairs import FOLDER
from evals.training import __main__ as command
from evals.training.examples import Example, Shown
from evals.training.fitting import BIAS, fit, fit_names, folds, score

SLIP, NOISE, KIND = "new\ttomorrow", "new\tplease", "cue\tcourtesy"


def clause(*signs: str, candidate: bool = False) -> Shown:
    """A clause with these signs."""
    return Shown(frozenset({*signs, BIAS}), candidate)


def slips(n: int, category: str = "new_deadline", sign: str = SLIP) -> list[Example]:
    """Slipped rewrites: one of two candidates gives each away."""
    return [
        Example(
            f"s{at}", Kind.PLANTED, category, f"draft {category} {at}",
            (clause(sign, candidate=True), clause(NOISE, candidate=True), clause(KIND)),
        )
        for at in range(n)
    ]  # fmt: skip


def clean(n: int) -> list[Example]:
    """Honest rewrites, in which the idle sign is as frequent."""
    return [
        Example(f"h{at}", Kind.HONEST, "", f"draft {at}", (clause(NOISE), clause(NOISE, KIND)))
        for at in range(n)
    ]


def test_the_clause_that_gives_a_slip_away_is_found_among_the_candidates() -> None:
    """What clean rewrites show as well speaks for nothing."""
    weights = fit([*slips(30), *clean(60)])

    assert weights[SLIP] > 0.5
    assert weights[SLIP] > weights.get(NOISE, 0.0) + 0.5
    assert score(clause(SLIP), weights) > score(clause(NOISE), weights)


def test_the_same_examples_give_the_same_weights() -> None:
    """Whoever fits again gets the file that is committed."""
    examples = [*slips(20), *clean(20)]

    assert fit(examples) == fit(examples)


def test_a_rare_sign_is_not_weighed() -> None:
    """What three rewrites show may be chance."""
    odd = Example("o", Kind.PLANTED, "new_deadline", "d", (clause("new\todd", candidate=True),))

    assert "new\todd" not in fit([odd, odd, odd, *slips(10), *clean(10)])


def test_names_are_what_tells_one_kind_of_slip_from_another() -> None:
    """In the clause that the weights believe to be the slip."""
    lost = slips(20, "lost_refusal", "no lost\t1")
    examples = [*slips(20), *slips(20, "new_commitment", "new\trefund"), *lost, *clean(40)]
    weights = fit(examples)
    names = fit_names(examples, weights)

    assert names["new_deadline"][SLIP] > 0
    assert names["new_commitment"]["new\trefund"] > 0
    assert SLIP not in names["new_commitment"] or names["new_commitment"][SLIP] < 0


def test_no_draft_is_on_both_sides_of_a_fold() -> None:
    """Or a figure would tell of memory."""
    examples = [*slips(10), *slips(10), *clean(10)]

    tried = []
    for known, unknown in folds(examples, 3):
        assert {e.group for e in known}.isdisjoint(e.group for e in unknown)
        tried += unknown
    assert sorted(map(id, tried)) == sorted(map(id, examples))


def test_the_command_writes_weights_that_the_service_can_read(tmp_path: Path, small: Path) -> None:
    """And with --try it writes none, and says what would be caught and accused."""
    out = tmp_path / "weights.json"
    done = CliRunner().invoke(command.main, ["--data", str(small), "--out", str(out)])

    assert done.exit_code == 0, done.output
    assert Weights.from_data(json.loads(out.read_text())).block == command.BLOCK
    out.unlink()
    tried = CliRunner().invoke(command.main, ["--data", str(small), "--out", str(out), "--try"])
    assert "planted" in tried.output
    assert not out.exists()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Some lines of each file that is fitted on."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, lines in (("dev", 12), ("seen", 1), ("slips", 12)):
        text = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8")
        kept = "".join(text.splitlines(keepends=True)[:lines])
        (folder / f"{name}.jsonl").write_text(kept, encoding="utf-8")
    return folder


def test_the_weights_know_no_sign_that_no_clause_shows() -> None:
    """A sign that was renamed would silently weigh nothing."""
    weights = prompts.data("lexicon/en.weights.json")
    shown = {
        sign.split("\t")[0]
        for example in command.read(FOLDER, drafts=40)
        for clause in example.clauses
        for sign in clause.signs
    }

    assert set(weights["signs"]) <= shown  # type: ignore[call-overload]
