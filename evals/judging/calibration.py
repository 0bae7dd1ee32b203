"""Whether a judge may gate anything: held against people, value by value.

A gate opens for one judge, one model and one set of items, where at least 50 labels by people stand
beside the judge's levels and the lower bound of kappa is at least 0.6. Labels made by a model are
reported and never open it: two models that agree may share their error.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from evals.errors import SuiteError
from evals.judging.agreeing import Agreed, Pair, agreed
from evals.judging.items import Items
from evals.judging.judge import Judge
from evals.judging.labels import By, Labels, Read
from evals.judging.lines import Entry
from evals.judging.rubric import VALUES
from evals.statistics.estimates import RESAMPLES
from evals.statistics.shares import Share
from evals.suite.rates import Rate
from evals.suite.run import PromptUsed, Score
from evals.suite.summary import SEED

MIN_KAPPA = 0.6
"""The least lower bound of kappa."""
MIN_LABELS = 50
"""The least number of labels by people."""
FILE = Path("labels/calibration.json")


class CalibrationError(SuiteError):
    """A file is no calibration; the message names it and the field."""


class Judged(Entry):
    """What a judge said of one item, in one of several repeats: a line of its own log."""

    item: str
    sha256: str
    repeat: int
    scores: tuple[Score, ...]


class Held(Entry):
    """The judge of one value, held against its readers."""

    judge: PromptUsed
    people: Agreed | None
    models: Agreed | None
    unusable: Rate
    """Answers of the judge that gave no level, of all."""
    consistent: Rate | None
    """Items on which every repeat gives the same level, of those asked several times."""


class Calibration(Entry):
    """One judge and model on one set of items."""

    format: Literal["kindreply.calibration/1"] = "kindreply.calibration/1"
    made: str
    """UTC, ISO 8601, seconds."""
    model: str
    endpoint: str
    items: str
    """As `Items.digest`."""
    dataset: str = ""
    """The file that holds the items; "" for those that come with kindreply."""
    values: dict[str, Held]


def calibration(
    items: Items,
    judged: Iterable[Judged],
    labels: Labels,
    *,
    judge: Judge,
    made: str,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Calibration:
    """Hold a judge's levels against the labels; its first answer counts, as in a run."""
    said: dict[str, dict[str, list[int | None]]] = {value: defaultdict(list) for value in VALUES}
    for each in sorted(judged, key=lambda entry: entry.repeat):
        for score in each.scores:
            said[score.value][each.item].append(score.level)
    held = {
        value: Held(
            judge=judge.used[value],
            people=_against(said[value], labels.given, "person", value, (seed, resamples)),
            models=_against(said[value], labels.given, "model", value, (seed, resamples)),
            unusable=_unusable(said[value]),
            consistent=_consistent(said[value]),
        )
        for value in VALUES
    }
    return Calibration(
        made=made,
        model=judge.name,
        endpoint=judge.endpoint,
        items=items.digest,
        dataset=items.dataset,
        values=held,
    )


def missing(
    calibration: Calibration, value: str, *, prompt_id: str, model: str, items: str | None = None
) -> Iterator[str]:
    """What keeps the gate of a value shut, each in a few words; nothing where it is open."""
    held = calibration.values.get(value)
    if held is None:
        yield "this value was not calibrated"
        return
    if held.judge.id != prompt_id:
        yield f"stale: another prompt than {held.judge} was calibrated or is used"
    if calibration.model != model:
        yield f"stale: {calibration.model} was calibrated, not {model}"
    if items is not None and calibration.items != items:
        yield "stale: the items have changed since"
    people = held.people
    given = people.labels if people else 0
    if given < MIN_LABELS:
        yield f"{given} of at least {MIN_LABELS} labels by people"
    kappa = people.kappa if people else None
    if kappa is None and given:
        yield "kappa has no meaning where all labels are on one level"
    elif kappa and not kappa.low >= MIN_KAPPA:
        yield f"kappa's lower bound is {kappa.low:.2f}, not {MIN_KAPPA} or more"


def shut(
    calibration: Calibration, judge: Judge, *, items: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Value -> what keeps its gate shut for this judge; nothing where it is open."""
    return {
        value: tuple(missing(calibration, value, prompt_id=used.id, model=judge.name, items=items))
        for value, used in judge.used.items()
    }


def load(path: Path) -> Calibration:
    """Read a calibration. Raises CalibrationError."""
    try:
        return Calibration.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CalibrationError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise CalibrationError(
            f"{path.name}: is no calibration ({where}: {first['msg']})"
        ) from None


def save(path: Path, made: Calibration) -> None:
    """Write it as JSON that people can compare line by line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _against(
    said: Mapping[str, Sequence[int | None]],
    given: Iterable[Read],
    by: By,
    value: str,
    drawing: tuple[int, int],
) -> Agreed | None:
    pairs: dict[str, list[Pair]] = defaultdict(list)
    raters = set()
    for label in given:
        level = next(iter(said.get(label.item, ())), None)
        if label.by == by and level is not None:
            pairs[label.item].append((level, label.levels[value]))
            raters.add(label.rater)
    seed, resamples = drawing
    return agreed(pairs, raters=len(raters), seed=seed, resamples=resamples)


def _unusable(said: Mapping[str, Sequence[int | None]]) -> Share:
    levels = [level for each in said.values() for level in each]
    units = len(said) if len(said) < len(levels) else None
    return Share(levels.count(None), len(levels), units)


def _consistent(said: Mapping[str, Sequence[int | None]]) -> Share | None:
    repeated = [levels for levels in said.values() if len(levels) > 1]
    same = sum(len(set(levels)) == 1 and levels[0] is not None for levels in repeated)
    return Share(same, len(repeated)) if repeated else None
