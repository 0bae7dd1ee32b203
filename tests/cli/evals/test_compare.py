"""`kindreply evals compare`: two runs held against each other, and what the exit code says."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.judging.calibration import FILE, save
from evals.suite.log import write
from evals.suite.run import Run, Score
from tests.cli.command_line import CommandLine
from tests.evals.judging.test_gating import calibrated
from tests.evals.reports.runs import OTHER, many, scripted


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of runs, the one that we are in: good, bad, good again, and two scripted ones."""
    monkeypatch.chdir(tmp_path)
    for run in (
        many(id="good"),
        many(bad=11, id="bad", prompt=OTHER),
        many(id="again"),
        many(id="mock-1", source="mock"),
        many(id="mock-2", source="mock", prompt=OTHER),
    ):
        write(tmp_path / f"{run.id}.run.jsonl", run)
    return tmp_path


@pytest.mark.parametrize(
    ("a", "b", "require", "code", "says"),
    [
        ("bad", "good", (), 0, "Improved: keeps_facts: fixed 11"),
        ("bad", "good", ("--require-evidence",), 0, "Improved"),
        ("good", "bad", (), 1, "Regressed: keeps_facts: fixed 0 and broken 11"),
        ("good", "again", (), 0, "No evidence: "),
        ("good", "again", ("--require-evidence",), 3, "No evidence: "),
        ("mock-1", "mock-2", (), 3, "Inconclusive: scripted answers"),
    ],
)
def test_the_exit_code_says_what_the_verdict_says(
    kindreply: CommandLine,
    runs: Path,
    a: str,
    b: str,
    require: tuple[str, ...],
    code: int,
    says: str,
) -> None:
    """0 fine, 1 something got worse, 3 nobody can tell."""
    result = kindreply("evals", "compare", a, b, *require, "--runs", str(runs))

    assert result.code == code
    assert result.out.startswith(says)


def test_every_form_can_be_asked_for(kindreply: CommandLine, runs: Path) -> None:
    """The exit code stays what the verdict makes it."""

    def said(form: str) -> str:
        path = str(runs)
        result = kindreply("evals", "compare", "good", "bad", "--runs", path, "--format", form)
        assert (result.code, result.err) == (1, "")
        return result.out

    assert json.loads(said("json"))["verdict"] == "regressed"
    assert ElementTree.fromstring(said("junit")).get("failures") == "2"  # noqa: S314 - ours
    assert said("markdown").startswith("### ❌ Regressed")
    assert said("html").startswith("<!doctype html>")


def test_runs_that_cannot_be_compared_are_a_plain_error(kindreply: CommandLine, runs: Path) -> None:
    """Code 2, and why."""
    write(runs / "mock.run.jsonl", scripted())
    result = kindreply("evals", "compare", "good", "mock", "--runs", str(runs))

    assert result.code == 2
    assert "scripted models and real ones cannot be compared." in result.err.replace("\n", " ")


def _scored(folder: Path) -> None:
    """Two runs that differ in nothing but the judge's level."""
    judge = {"name": "judge", "version": "1.0.0", "id": "sha256:cc"}
    for name, level in (("low", 1), ("high", 3)):
        run = many(id=name)
        score = Score.model_validate(
            {"value": "care", "level": level, "judge": judge, "model": "j"}
        )
        scored = tuple(each.model_copy(update={"scores": (score,)}) for each in run.samples)
        write(folder / f"{name}.run.jsonl", Run(run.header, scored))


def test_a_judge_that_nobody_calibrated_decides_nothing(kindreply: CommandLine, runs: Path) -> None:
    """Its scores are left out, and that is said."""
    _scored(runs)
    result = kindreply("evals", "compare", "high", "low", "--runs", str(runs))

    assert result.code == 0
    assert result.out.startswith("No evidence")
    assert result.err == (
        "high: the judge decides nothing on care.\nlow: the judge decides nothing on care.\n"
    )


def test_a_calibration_of_another_judge_opens_nothing(kindreply: CommandLine, runs: Path) -> None:
    """The one that lies where `calibrate` writes it is held against the judge of the scores."""
    _scored(runs)
    FILE.parent.mkdir()
    save(FILE, calibrated(0.9).model_copy(update={"model": "another"}))
    result = kindreply("evals", "compare", "high", "low", "--runs", str(runs))

    assert result.code == 0
    assert "low: the judge decides nothing on care." in result.err


def test_the_schema_of_the_json_can_be_asked_for(kindreply: CommandLine) -> None:
    """Without runs."""
    result = kindreply("evals", "compare", "--schema")

    assert result.code == 0
    assert "verdict" in json.loads(result.out)["properties"]
