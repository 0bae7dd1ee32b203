"""Where the dots and intervals of a chart stand, in percent of its width."""

from collections.abc import Iterator
from dataclasses import dataclass

from evals.reports import words
from evals.statistics.estimates import Estimate
from evals.statistics.shares import Share
from evals.suite.comparison import Check, Comparison
from evals.suite.summary import Level, Summary

MARGIN = 2.0
"""Percent of the width that stay free on either side, so that no dot is cut."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure of run a or b with its interval."""

    run: str
    at: float
    low: float
    high: float
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a chart: what is counted, and what the runs say."""

    name: str
    dots: tuple[Dot, ...]
    check: Check | None = None
    """What the comparison says of it, in a comparison."""
    n: int | None = None

    @property
    def described(self) -> str:
        """The line for those who do not see the chart."""
        return "; ".join(f"{dot.run} {dot.said}" for dot in self.dots)

    @property
    def difference(self) -> str:
        """By how much b is above a."""
        return words.difference(self.check) if self.check else ""

    @property
    def p(self) -> str:
        """After Holm."""
        return words.probability(self.check.p_holm) if self.check else ""

    @property
    def needed(self) -> str:
        """Cases that evidence would take."""
        return words.needed(self.check) if self.check else ""


def place(value: float, low: float = 0.0, high: float = 1.0) -> float:
    """A value on an axis from `low` to `high`."""
    share = (value - low) / (high - low)
    return round(MARGIN + (100 - 2 * MARGIN) * min(1.0, max(0.0, share)), 2)


def ticks(low: float, high: float, steps: int) -> tuple[float, ...]:
    """Where the grid of an axis stands."""
    return tuple(place(low + (high - low) * n / steps, low, high) for n in range(steps + 1))


def compared(comparison: Comparison) -> Iterator[Row]:
    """The shares of a comparison."""
    for check in comparison.checks:
        if check.of == "check":
            yield _pair(check, 0.0, 1.0)


def compared_levels(comparison: Comparison) -> Iterator[Row]:
    """The judge's levels of a comparison."""
    for check in comparison.checks:
        if check.of == "score":
            yield _pair(check, 1.0, 3.0)


def counted(name: str, *runs: Share | None) -> Row:
    """One share of each run; a run that has none has no dot."""
    letters = "ab" if len(runs) > 1 else " "
    dots = [
        _dot(letter.strip(), Estimate(share.value, *share.interval), 0.0, 1.0, str(share))
        for letter, share in zip(letters, runs, strict=True)
        if share is not None and share.value is not None
    ]
    return Row(name, tuple(dots))


def checks(figures: Summary) -> Iterator[Row]:
    """The checks of one run."""
    return (counted(name, share) for name, share in figures.answers.checks.items())


def levels(figures: Summary) -> Iterator[Row]:
    """The judge's levels of one run."""
    for value, level in figures.scores.items():
        yield Row(value, _level(level))


def leaks(*runs: Summary) -> Iterator[Row]:
    """What reached the agent of what was planted, by category; nothing where nothing was."""
    if any(figures.leaks.overall.n for figures in runs):
        yield counted("all", *(figures.leaks.overall for figures in runs))
    names = sorted({name for figures in runs for name in figures.leaks.by_category})
    for name in names:
        yield counted(name, *(figures.leaks.by_category.get(name) for figures in runs))


def _level(level: Level) -> tuple[Dot, ...]:
    if level.level is None:
        return ()
    return (_dot("", level.level, 1.0, 3.0, f"{level.level} (n = {level.cases})"),)


def _pair(check: Check, low: float, high: float) -> Row:
    dots = (
        _dot("a", check.a, low, high, words.estimate(check, check.a)),
        _dot("b", check.b, low, high, words.estimate(check, check.b)),
    )
    return Row(check.name, dots, check, check.n)


def _dot(run: str, value: Estimate, low: float, high: float, said: str) -> Dot:
    at, least, most = (place(each, low, high) for each in (value.value, value.low, value.high))
    return Dot(run, at, least, most, said)
