"""A gate opens for a judge that agrees with people, and only for that judge."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.judging.calibration import (
    MIN_KAPPA,
    MIN_LABELS,
    Calibration,
    CalibrationError,
    Judged,
    calibration,
    load,
    missing,
    save,
    shut,
)
from evals.judging.items import Items, digest
from evals.judging.labels import By, Labels, Read
from evals.judging.rubric import VALUES
from evals.statistics.estimates import Estimate
from evals.suite.run import Score
from tests.evals.judging.making import WHEN, item, judge

ITEMS = tuple(item(number) for number in range(30))
JUDGE = judge()
ID = JUDGE.used["care"].id


def answers(levels: Sequence[int | None], repeat: int = 0) -> list[Judged]:
    """The judge's levels of the items, the same in each value."""
    return [
        Judged(
            item=case.id,
            sha256=digest(case),
            repeat=repeat,
            scores=tuple(
                Score(value=value, level=level, judge=JUDGE.used[value], model="judge-1")
                for value in VALUES
            ),
        )
        for case, level in zip(ITEMS, levels, strict=False)
    ]


def labels(levels: Sequence[int], rater: str = "ana", by: By = "person") -> list[Read]:
    """One rater's levels of the items, the same in each value."""
    return [
        Read(case.id, rater, by, dict.fromkeys(VALUES, level))
        for case, level in zip(ITEMS, levels, strict=False)
    ]


def made(judged: list[Judged], given: list[Read]) -> Calibration:
    """The calibration of these."""
    return calibration(
        Items(ITEMS, "own.jsonl"),
        judged,
        Labels(tuple(given)),
        judge=JUDGE,
        made=WHEN,
        resamples=200,
    )


TRUE = [1, 2, 3] * 10
GOOD = made(answers(TRUE), labels(TRUE) + labels(TRUE, "bo"))


def care(of: Calibration, **people: Any) -> Calibration:
    """The same with other figures for the people's labels of care."""
    held = of.values["care"]
    assert held.people
    other = held.model_copy(update={"people": held.people.model_copy(update=people)})
    return of.model_copy(update={"values": {**of.values, "care": other}})


def test_a_judge_that_agrees_with_enough_people_may_gate() -> None:
    """Every value, for this judge, model and items."""
    for value, used in JUDGE.used.items():
        now = {"prompt_id": used.id, "model": "judge-1", "items": Items(ITEMS).digest}
        assert not any(missing(GOOD, value, **now))
    assert shut(GOOD, JUDGE) == dict.fromkeys(VALUES, ())


def test_labels_made_by_models_never_open_a_gate() -> None:
    """However many, and however well they agree."""
    raters = [label for n in range(20) for label in labels(TRUE, f"m{n}", "model")]

    only_models = made(answers(TRUE), raters)
    few_people = made(answers(TRUE), raters + labels(TRUE))

    assert only_models.values["care"].models
    assert only_models.values["care"].models.labels == 600
    assert only_models.values["care"].models.kappa == Estimate(1, 1, 1)
    assert only_models.values["care"].people is None
    assert list(missing(only_models, "care", prompt_id=ID, model="judge-1")) == [
        "0 of at least 50 labels by people"
    ]
    assert list(missing(few_people, "care", prompt_id=ID, model="judge-1")) == [
        "30 of at least 50 labels by people"
    ]


@pytest.mark.parametrize(
    ("count", "low", "is_open"),
    [
        (MIN_LABELS, MIN_KAPPA, True),
        (MIN_LABELS - 1, 1.0, False),
        (1_000, MIN_KAPPA - 1e-9, False),
        (1_000, float("nan"), False),
        (MIN_LABELS, 1.0, True),
    ],
)
def test_both_bounds_must_be_reached(count: int, low: float, is_open: bool) -> None:
    """Fifty labels by people, and a lower bound of 0.6; the value itself decides nothing."""
    figures = care(GOOD, labels=count, kappa=Estimate(1.0, low, 1.0))

    why = list(missing(figures, "care", prompt_id=ID, model="judge-1"))

    assert (not why) is is_open


def test_what_is_missing_is_said_in_figures() -> None:
    """Somebody has to decide whether to label on or to change the judge."""
    figures = care(GOOD, labels=12, kappa=Estimate(0.7, 0.55, 0.8))

    assert list(missing(figures, "care", prompt_id=ID, model="judge-1")) == [
        "12 of at least 50 labels by people",
        "kappa's lower bound is 0.55, not 0.6 or more",
    ]


def test_labels_that_are_all_alike_open_nothing() -> None:
    """Nobody can tell whether the judge knows a poor reply when it sees one."""
    alike = made(answers([3] * 30), labels([3] * 30) + labels([3] * 30, "bo"))

    assert list(missing(alike, "care", prompt_id=ID, model="judge-1")) == [
        "kappa has no meaning where all labels are on one level"
    ]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"prompt_id": "sha256:bb"}, "stale: another prompt than judge-care@1.0.0"),
        ({"model": "judge-2"}, "stale: judge-1 was calibrated, not judge-2"),
        ({"items": "sha256:bb"}, "stale: the items have changed since"),
    ],
)
def test_a_calibration_goes_stale_and_says_so(other: dict[str, str], said: str) -> None:
    """Another prompt, another model or other items: what was held against people is gone."""
    now = {"prompt_id": ID, "model": "judge-1", "items": Items(ITEMS).digest} | other

    (why,) = missing(GOOD, "care", **now)

    assert why.startswith(said)


def test_a_value_that_was_not_calibrated_has_no_gate() -> None:
    """Silence is no consent."""
    partly = GOOD.model_copy(update={"values": {}})

    assert shut(partly, JUDGE)["care"] == ("this value was not calibrated",)


def test_answers_without_a_level_are_no_agreement() -> None:
    """A judge that is silent where it is hard has fewer labels beside it, and it is said."""
    silent = made(answers([*[None] * 10, *TRUE[10:]]), labels(TRUE))

    held = silent.values["honesty"]
    assert held.people
    assert held.people.labels == 20
    assert (held.unusable.hits, held.unusable.n) == (10, 30)
    assert held.consistent is None


def test_the_first_answer_counts_and_repeats_show_how_sure_the_judge_is() -> None:
    """A run asks once, so its first answer is what is held against people."""
    again: list[int | None] = [*TRUE[:15], *[3, 1, 2] * 5]
    again[0] = None

    twice = made(answers(again, repeat=1) + answers(TRUE), labels(TRUE))

    held = twice.values["care"]
    assert held.people
    assert held.people.kappa == Estimate(1, 1, 1)
    assert held.consistent
    assert (held.consistent.hits, held.consistent.n) == (14, 30)
    assert (held.unusable.hits, held.unusable.n, held.unusable.trials) == (1, 60, 30)


def test_an_item_that_nobody_judged_counts_for_nothing() -> None:
    """The endpoint failed in the middle."""
    held = made(answers(TRUE)[:3], labels(TRUE)).values["care"]

    assert held.people
    assert held.people.labels == 3


def test_a_calibration_is_a_file_that_reads_back(tmp_path: Path) -> None:
    """With its intervals, for people to read; the gates follow from the figures alone."""
    path = tmp_path / "labels" / "calibration.json"

    save(path, GOOD)

    assert load(path) == GOOD
    assert "open" not in path.read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"{}", r"calibration\.json: is no calibration \(made: Field required\)"),
        (b"\xff", r"calibration\.json: cannot be read \(UnicodeDecodeError\)"),
        (None, r"calibration\.json: cannot be read \(FileNotFoundError\)"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path: Path, text: bytes | None, said: str) -> None:
    """With what is wrong."""
    path = tmp_path / "calibration.json"
    if text is not None:
        path.write_bytes(text)

    with pytest.raises(CalibrationError, match=said):
        load(path)
