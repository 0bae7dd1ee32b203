"""Scores decide nothing of a run before people agree with the judge that gave them."""

from pathlib import Path

import pytest

from evals.judging.agreeing import agreed
from evals.judging.calibration import Calibration, Held
from evals.judging.gating import NOT_CALIBRATED, barred, trusted
from evals.judging.items import Items
from evals.judging.rubric import VALUES
from evals.judging.scoring import Session
from evals.statistics.estimates import Estimate
from evals.statistics.shares import Share
from evals.suite.dataset import DatasetError
from evals.suite.summary import summary
from tests.evals.judging.making import WHEN, judge, replied
from tests.evals.suite.making import run

JUDGE = judge()
RUN = run(replied("x-001"), replied("x-002"))
SCORED = run(*Session(judge()).scored(RUN.samples, RUN.cases))


def calibrated(low: float, *, items: str | None = None, dataset: str = "") -> Calibration:
    """A calibration of the judge; kappa's lower bound is `low` in care, and good elsewhere."""
    some = agreed(
        {str(n): [(1 + n % 3, 1 + n % 3)] for n in range(60)}, raters=2, seed=1, resamples=200
    )
    assert some
    low_in_care = some.model_copy(update={"kappa": Estimate(0.9, low, 1.0)})
    return Calibration(
        made=WHEN,
        model="judge-1",
        endpoint="here",
        items=Items.load().digest if items is None else items,
        dataset=dataset,
        values={
            value: Held(
                judge=used,
                people=low_in_care if value == "care" else some,
                models=None,
                unusable=Share(0, 60),
                consistent=None,
            )
            for value, used in JUDGE.used.items()
        },
    )


def test_without_a_calibration_no_score_is_trusted() -> None:
    """The run is the same but for its scores."""
    assert barred(SCORED, None) == dict.fromkeys(VALUES, (NOT_CALIBRATED,))
    assert trusted(SCORED, None) == RUN
    assert summary(trusted(SCORED, None)).scores == {}


def test_values_that_people_agree_on_are_trusted_and_others_are_not() -> None:
    """Each value has a gate of its own."""
    held = calibrated(0.5)

    assert barred(SCORED, held) == {"care": ("kappa's lower bound is 0.50, not 0.6 or more",)}
    assert set(summary(trusted(SCORED, held)).scores) == set(VALUES) - {"care"}
    assert trusted(SCORED, calibrated(0.6)) == SCORED


def test_scores_of_another_judge_in_the_same_run_bar_the_value() -> None:
    """Half of a figure is no figure."""
    other = run(replied("x-003"))
    mixed = run(*SCORED.samples, *Session(judge(name="judge-2")).scored(other.samples, other.cases))

    assert barred(mixed, calibrated(0.9)) == dict.fromkeys(
        VALUES, ("stale: judge-1 was calibrated, not judge-2",)
    )


def test_items_that_changed_since_bar_every_value(tmp_path: Path) -> None:
    """Whether they come with kindreply or are one's own, which may be gone."""
    assert set(barred(SCORED, calibrated(0.9, items="sha256:old"))) == set(VALUES)
    with pytest.raises(DatasetError, match="cannot be read"):
        barred(SCORED, calibrated(0.9, dataset=str(tmp_path / "gone.jsonl")))


def test_a_run_without_scores_has_nothing_to_bar() -> None:
    """Nor are the items read for it."""
    assert barred(RUN, None) == barred(RUN, calibrated(0.1, dataset="gone.jsonl")) == {}
