"""Gates: what a run must hold to pass, and what it may lose against an earlier one.

A gate that cannot be judged, since the run has no such figure, is neither held nor broken: a run
that measured nothing has shown nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from evals.gating.named import SORTS, Figure, Unit, named
from evals.statistics.estimates import Estimate
from evals.statistics.paired import ALPHA
from evals.statistics.shares import Share
from evals.statistics.unpaired import exact_test
from evals.suite.run import Source
from evals.suite.summary import Summary

ENDPOINT = "errors"
"""The figure that tells of the endpoint, not of the service."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What one figure must hold. Shares are from 0 to 1; at least one of the three is given."""

    figure: str
    at_least: float | None = None
    at_most: float | None = None
    worse_by: float | None = None
    """How much worse than the baseline a share may be, and only if chance could have done it."""
    sure: bool = False
    """Whether the worse end of the 95 % interval must hold the limit, not only the figure."""


Gates = Mapping[Source, Sequence[Gate]]


class GateResult(BaseModel):
    """What became of one limit of a gate."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: str
    limit: str
    """In words: "at least 100 %"."""
    shown: str
    """The figure in words, with its interval and count."""
    value: float | None
    low: float | None
    high: float | None
    passed: bool | None
    """None where it cannot be judged."""
    why: str
    """"" where it passed."""


def judge(
    gates: Iterable[Gate], figures: Summary, baseline: Summary | None = None
) -> tuple[GateResult, ...]:
    """Hold a run against the gates of its source, each limit on its own.

    Without a baseline, what is held against one is not asked.
    """
    now = named(figures)
    if baseline is None:  # nothing to be worse than
        return tuple(_results([replace(gate, worse_by=None) for gate in gates], now, {}, ""))
    return tuple(_results(gates, now, named(baseline), _unlike(figures, baseline)))


def exit_code(results: Iterable[GateResult]) -> int:
    """4 where the endpoint's gate broke, 1 another one, 3 where one cannot be judged, else 0."""
    seen = list(results)
    broken = {result.figure for result in seen if result.passed is False}
    if broken:
        return 4 if ENDPOINT in broken else 1
    return 3 if any(result.passed is None for result in seen) else 0


def _results(
    gates: Iterable[Gate],
    now: Mapping[str, Figure],
    before: Mapping[str, Figure],
    unlike: str,
) -> Iterator[GateResult]:
    for gate in gates:
        figure = now.get(gate.figure)
        if gate.at_least is not None:
            yield _limit(gate, figure, gate.at_least, least=True)
        if gate.at_most is not None:
            yield _limit(gate, figure, gate.at_most, least=False)
        if gate.worse_by is not None:
            yield _drop(gate, figure, before.get(gate.figure), gate.worse_by, unlike)


def _limit(gate: Gate, figure: Figure, limit: float, *, least: bool) -> GateResult:
    """A floor or a ceiling."""
    unit = SORTS[gate.figure].unit
    said = f"at {'least' if least else 'most'} {_number(limit, unit)}"
    if gate.sure:
        said += f", {'lower' if least else 'upper'} bound"
    value, low, high = _bounds(figure)
    held = (low if least else high) if gate.sure else value
    if held is None:
        return _result(gate, figure, said, None, "this run did not measure it")
    passed = held >= limit if least else held <= limit
    short = f"{_number(held, unit)} is {'less' if least else 'more'} than {_number(limit, unit)}"
    return _result(gate, figure, said, passed, "" if passed else short)


def _drop(gate: Gate, figure: Figure, before: Figure, allowed: float, unlike: str) -> GateResult:
    """A share against the same share of the baseline."""
    said = f"at most {_points(allowed)} worse than the baseline"
    if unlike:
        return _result(gate, figure, said, None, unlike)
    if not (isinstance(figure, Share) and isinstance(before, Share) and figure.n and before.n):
        return _result(gate, figure, said, None, "it is not measured in both runs")
    change = figure.hits / figure.n - before.hits / before.n
    lost = -change if SORTS[gate.figure].more_is_better else change
    p = exact_test(*_trials(before), *_trials(figure))
    was = f"{_points(lost)} worse than {before}"
    if lost > allowed:
        return _result(gate, figure, said, False, was)
    if lost > 0 and p < ALPHA:
        return _result(gate, figure, said, False, f"{was}, beyond chance (p = {p:.2g})")
    return _result(gate, figure, said, True, "")


def _trials(share: Share) -> tuple[int, int]:
    """Hits and trials without repeats."""
    return round(share.hits * share.trials / share.n), share.trials


def _unlike(figures: Summary, baseline: Summary) -> str:
    """Why the two cannot be held against each other; "" if they can."""
    now, then = figures.measured, baseline.measured
    if now.source != then.source:
        return f"the baseline is of source {then.source}"
    if now.datasets != then.datasets:
        return "the baseline is of other cases: the datasets have changed since; make it anew"
    if _chosen(figures) != _chosen(baseline):
        return "the baseline is of another selection of cases"
    return ""


def _chosen(figures: Summary) -> object:
    return figures.measured.selection.model_dump(exclude={"repeats"})


def _result(gate: Gate, figure: Figure, limit: str, passed: bool | None, why: str) -> GateResult:
    value, low, high = _bounds(figure)
    return GateResult(
        figure=gate.figure,
        limit=limit,
        shown=_shown(figure, SORTS[gate.figure].unit),
        value=value,
        low=low,
        high=high,
        passed=passed,
        why=why,
    )


def _bounds(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """Value and interval; a number that has no interval is its own bounds."""
    if isinstance(figure, Share):
        return (figure.value, *figure.interval) if figure.n else (None, None, None)
    if isinstance(figure, Estimate):
        return figure.value, figure.low, figure.high
    return figure, figure, figure


def _shown(figure: Figure, unit: Unit) -> str:
    if figure is None:
        return "not measured"
    return _number(figure, unit) if isinstance(figure, float) else str(figure)


def _number(value: float, unit: Unit) -> str:
    if unit == "share":
        return f"{100 * value:.4g} %"
    return f"{value:,.1f} ms" if unit == "ms" else f"{value:.4g}"


def _points(share: float) -> str:
    return f"{100 * share:.4g} percentage points"
