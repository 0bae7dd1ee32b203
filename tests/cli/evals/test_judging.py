"""A run that is judged while it goes on."""

from pathlib import Path

import pytest

from api.cli.evals.judging import deciding
from evals.judging.calibration import save
from evals.suite.log import read
from tests.cli.command_line import CommandLine
from tests.evals.judging.test_gating import RUN as UNSCORED
from tests.evals.judging.test_gating import SCORED, calibrated
from tests.upstream import Upstream, fails

pytestmark = pytest.mark.usefixtures("folder")
RUN = (
    *("evals", "run", "--mock", "--kind", "core", "--limit", "3", "--name", "r1"),
    *("--behaviour", "faithful", "--behaviour", "new_commitment"),
)


def judged_by(endpoint: Upstream) -> tuple[str, ...]:
    """The options that name the judge."""
    return ("--judge", "--judge-base-url", endpoint.url, "--judge-model", "judge-1")


def test_replies_are_judged_as_they_come(kindreply: CommandLine, endpoint: Upstream) -> None:
    """Answers in good faith; the log is one, and nothing is left to judge."""
    result = kindreply(*RUN, *judged_by(endpoint))

    samples = read(Path("runs/r1.run.jsonl")).samples
    assert len(samples) > 3
    assert {len(s.scores) for s in samples if s.behaviour == "faithful"} == {5}
    assert {len(s.scores) for s in samples if s.behaviour != "faithful"} == {0}
    assert "judge-1: 15 calls" in result.err

    asking = ("--base-url", endpoint.url, "--model", "judge-1")
    assert "0 calls" in kindreply("evals", "judge", "r1", *asking).err


def test_a_judge_that_fails_costs_no_sample(kindreply: CommandLine, endpoint: Upstream) -> None:
    """What was answered is in the log, and can be judged later."""
    with Upstream(lambda _: fails(401)) as closed:
        result = kindreply(*RUN, *judged_by(closed))

    samples = read(Path("runs/r1.run.jsonl")).samples
    assert sum(s.behaviour == "faithful" for s in samples) == 3
    assert not any(sample.scores for sample in samples)
    assert "Not judged: 3. `kindreply evals judge` asks them again." in result.err

    later = kindreply("evals", "judge", "r1", "--base-url", endpoint.url, "--model", "judge-1")
    assert later.code == 0
    assert "15 calls" in later.err


def test_a_run_without_a_judge_asks_none(kindreply: CommandLine, endpoint: Upstream) -> None:
    """No option, no call, no word about it."""
    result = kindreply(*RUN)

    assert not endpoint.calls
    assert "judge" not in result.err


def test_gates_and_comparisons_see_only_scores_that_people_agree_with(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the calibration that lies where `calibrate` puts it; without one, none."""
    assert deciding(UNSCORED) is UNSCORED
    assert deciding(SCORED) == UNSCORED
    said = "r1: the judge decides nothing on care, kindness, integrity, honesty, clarity.\n"
    assert capsys.readouterr().err == said

    save(folder / "labels/calibration.json", calibrated(0.5))
    kept = {score.value for sample in deciding(SCORED).samples for score in sample.scores}
    assert kept == {"kindness", "integrity", "honesty", "clarity"}
    assert capsys.readouterr().err == "r1: the judge decides nothing on care.\n"

    save(folder / "labels/calibration.json", calibrated(0.9))
    assert deciding(SCORED) == SCORED
    assert capsys.readouterr().err == ""
