"""What two runs have in common, case by case."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from evals.suite.run import Run, Sample

TIE = 1e-9
"""Means of repeats that differ by less are the same, rounding aside."""

Number = Callable[[Sample], float | None]
"""What is counted of a sample; None where it has no such number."""
_Asked = tuple[str, str | None]
"""A case and the scripted model that answers it; None for a real one."""


@dataclass(frozen=True, slots=True)
class Values:
    """One number for each case in either run, in the order of `cases`."""

    cases: tuple[str, ...]
    a: tuple[float, ...]
    b: tuple[float, ...]

    @property
    def fixed(self) -> tuple[str, ...]:
        """The cases with the higher number in the second run."""
        return self._where(lambda a, b: b - a > TIE)

    @property
    def broken(self) -> tuple[str, ...]:
        """The cases with the higher number in the first run."""
        return self._where(lambda a, b: a - b > TIE)

    def _where(self, holds: Callable[[float, float], bool]) -> tuple[str, ...]:
        rows = zip(self.cases, self.a, self.b, strict=True)
        return tuple(case for case, a, b in rows if holds(a, b))


@dataclass(frozen=True, slots=True)
class Pairs:
    """The samples of what was asked in both runs and got a reply in both."""

    a: tuple[Sample, ...]
    b: tuple[Sample, ...]
    left_out: tuple[str, ...]
    """Cases that were asked in both and lack a reply in one, in whole or in part."""

    @classmethod
    def of(cls, a: Run, b: Run) -> "Pairs":
        """Pair two runs; what only one of them has is left away."""
        there_a, there_b = _replied(a.samples), _replied(b.samples)
        replied = _keys(there_a) & _keys(there_b)
        lacking = {case for case, _ in (_keys(a.samples) & _keys(b.samples)) - replied}
        return cls(
            tuple(sample for sample in there_a if _key(sample) in replied),
            tuple(sample for sample in there_b if _key(sample) in replied),
            tuple(case for case in b.cases if case in lacking),
        )

    def values(self, number: Number) -> Values:
        """The mean of a number for each case that has it in both runs.

        Repeats are averaged first, then the scripted models, so that a case weighs as much in
        either run however often it was asked.
        """
        a, b = _means(self.a, number), _means(self.b, number)
        cases = tuple(case for case in b if case in a)
        return Values(cases, tuple(a[each] for each in cases), tuple(b[each] for each in cases))


def _key(sample: Sample) -> _Asked:
    return sample.case, sample.behaviour


def _keys(samples: Iterable[Sample]) -> set[_Asked]:
    return {_key(sample) for sample in samples}


def _replied(samples: Iterable[Sample]) -> list[Sample]:
    return [sample for sample in samples if sample.error is None]


def _means(samples: Iterable[Sample], number: Number) -> Mapping[str, float]:
    repeats: dict[_Asked, list[float]] = defaultdict(list)
    for sample in samples:
        found = number(sample)
        if found is not None:
            repeats[_key(sample)].append(found)
    cases: dict[str, list[float]] = defaultdict(list)
    for (case, _), values in repeats.items():
        cases[case].append(fsum(values) / len(values))
    return {case: fsum(values) / len(values) for case, values in cases.items()}
