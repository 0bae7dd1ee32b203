"""What a judge's scores may decide of a run: nothing, until people agree with that judge.

run = trusted(run, calibration)      # before gates are held and before two runs are compared
barred(run, calibration)             # what was taken out, and why
"""

from collections import defaultdict

from evals.judging.calibration import Calibration, missing
from evals.judging.items import Items
from evals.suite.run import Run

NOT_CALIBRATED = "the judge is not calibrated"


def barred(run: Run, calibration: Calibration | None) -> dict[str, tuple[str, ...]]:
    """Value -> why its scores decide nothing; values without scores, and open ones, are left out.

    Raises DatasetError where the items that were calibrated on cannot be read.
    """
    by: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for sample in run.samples:
        for score in sample.scores:
            by[score.value].add((score.judge.id, score.model))
    if calibration is None:
        return dict.fromkeys(by, (NOT_CALIBRATED,))
    items = Items.load(calibration.dataset).digest if by else ""
    why = {
        value: dict.fromkeys(
            each
            for prompt_id, model in sorted(judges)
            for each in missing(calibration, value, prompt_id=prompt_id, model=model, items=items)
        )
        for value, judges in by.items()
    }
    return {value: tuple(reasons) for value, reasons in why.items() if reasons}


def trusted(run: Run, calibration: Calibration | None) -> Run:
    """The run without the scores that may decide nothing: no gate and no comparison sees them."""
    shut = barred(run, calibration)
    samples = tuple(
        sample.model_copy(
            update={"scores": tuple(each for each in sample.scores if each.value not in shut)}
        )
        for sample in run.samples
    )
    return Run(run.header, samples)
