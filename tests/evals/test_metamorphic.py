"""The guardrails on edited drafts: those that keep the meaning pass, those that break it do not.

Only dev is run here, and without the rewrites: frozen is for measuring, not for steering.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.app import load_words
from evals import metamorphic
from evals.edits.breaking import BREAKING
from evals.edits.edit import Edit, breaks, keeps
from evals.edits.preserving import PRESERVING
from evals.metamorphic import Tally, cases, drafts, raised, ratchet, tallies
from evals.pairs import SPLITS

SILENT = 0.995
"""Share of the edits that keep the meaning which no guardrail may accuse."""
EDITS = (*PRESERVING, *BREAKING)


@pytest.fixture(scope="module")
def dev() -> dict[str, Tally]:
    """Every edit on every draft of dev, inspected once for all tests."""
    lexicon = load_words().lexicon
    return tallies(cases(drafts("dev"), EDITS, lexicon), EDITS)


def test_edits_that_keep_the_meaning_are_left_alone(dev: dict[str, Tally]) -> None:
    """Agents switch off a tool that accuses them: `--show <edit>` prints the accused."""
    kept = {edit.name: dev[edit.name] for edit in PRESERVING}
    applied = sum(tally.applied for tally in kept.values())
    accused = {name: tally.blocked for name, tally in kept.items() if tally.blocked}

    assert applied - sum(accused.values()) >= SILENT * applied, accused


def test_no_edit_that_breaks_the_meaning_is_caught_less_often_than_before(
    dev: dict[str, Tally],
) -> None:
    """The ratchet only rises: `python -m evals.metamorphic --raise` writes what is higher."""
    fallen = {
        name: f"{dev[name].named}, was {before} of {dev[name].applied}"
        for name, before in ratchet().items()
        if dev[name].named < before
    }

    assert not fallen


def test_the_ratchet_holds_every_edit_that_breaks_the_meaning() -> None:
    """An edit that it does not know could fall to nothing unseen."""
    assert list(ratchet()) == [edit.name for edit in BREAKING]


def test_the_ratchet_is_raised_and_never_lowered() -> None:
    """What is new starts where it is, and what is gone goes."""
    now = {"a": Tally(9, 8, 7), "b": Tally(9, 3, 2), "c": Tally(9, 4, 4)}

    assert raised({"a": 5, "b": 6, "gone": 1}, now) == {"a": 7, "b": 6, "c": 4}


@keeps
def renamed(draft: str) -> str | None:
    """Change nothing of what is said."""
    return draft.replace("Hello", "Hi") if "Hello" in draft else None


@breaks("new_commitment")
def refunded(draft: str) -> str | None:
    """Promise a refund."""
    return f"{draft} We will refund you."


@breaks("lost_refusal")
def misnamed(draft: str) -> str | None:
    """Promise a refund, and expect another label."""
    return f"{draft} We will refund you."


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two drafts a split, no rewrites, and three edits."""
    for split in SPLITS:
        rows = [{"id": f"{split}1", "draft": "Hello Jo, the form is with our team."}]
        rows.append({"id": f"{split}2", "draft": "The workshop is closed."})
        (tmp_path / f"{split}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    monkeypatch.setattr(metamorphic, "FOLDER", tmp_path)
    monkeypatch.setattr(metamorphic, "RATCHET", tmp_path / "ratchet.json")
    monkeypatch.setattr(metamorphic, "PRESERVING", (renamed,))
    monkeypatch.setattr(metamorphic, "BREAKING", (refunded, misnamed))
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(metamorphic.main, arguments)


def test_a_run_prints_shares_and_writes_counts_for_both_splits(small: Path) -> None:
    """Blocked says that it does not go out, named that it was for the right reason."""
    ran = _run("--json", str(small / "counts.json"))

    assert ran.exit_code == 0, ran.output
    assert "dev: edits that keep the meaning" in ran.output
    assert "together silent     100.0 %" in ran.output
    counts = json.loads((small / "counts.json").read_text())
    assert counts["frozen"] == {
        "renamed": {"applied": 1, "blocked": 0, "named": 0},
        "refunded": {"applied": 2, "blocked": 2, "named": 2},
        "misnamed": {"applied": 2, "blocked": 2, "named": 0},
    }
    assert not (small / "ratchet.json").exists()


def test_the_ratchet_is_written_from_dev_alone(small: Path) -> None:
    """A figure that steers must not come from the drafts that measure."""
    assert _run("--split", "frozen", "--raise").exit_code == 0
    assert not (small / "ratchet.json").exists()

    (small / "ratchet.json").write_text('{"misnamed": 1}')
    assert _run("--split", "dev", "--raise").exit_code == 0
    assert json.loads((small / "ratchet.json").read_text()) == {"refunded": 2, "misnamed": 1}


@pytest.mark.parametrize(("edit", "shown"), [(renamed, 0), (refunded, 0), (misnamed, 2)])
def test_what_went_wrong_with_an_edit_is_shown_for_dev(small: Path, edit: Edit, shown: int) -> None:
    """The changed words and the findings: enough to see whether rule or edit is wrong."""
    assert small

    ran = _run("--show", edit.name)

    assert ran.output.count("{+We will refund you.+}") == shown
    assert ran.output.count("    new_commitment") == shown
    assert "frozen" not in ran.output
    assert _run("--show", "no such edit").exit_code != 0
