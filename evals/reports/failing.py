"""What went wrong in a run, case by case, the worst first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evals.suite.run import Run, Sample

LEAK = "leak"
"""Stands among the names of failed checks where something planted reached the agent."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong with a sample: the name of a check, or `leak`, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class FailingCase:
    """A case of which something failed."""

    id: str
    samples: int
    """Its samples with a failure."""
    of: int
    """All its samples."""
    leaks: int
    failures: tuple[Failure, ...]
    """Each once, the most frequent first."""

    @property
    def badness(self) -> tuple[int, float, int]:
        """What orders cases: leaks, the share of failing samples, kinds of failures."""
        return self.leaks, self.samples / self.of, len(self.failures)


def failures(sample: Sample) -> Iterator[Failure]:
    """Everything that is wrong with one sample."""
    if sample.leaked:
        words = sample.planted.words if sample.planted else ()
        yield Failure(LEAK, f"the agent receives {', '.join(words) or 'what was planted'}")
    failed = [check for check in sample.checks if check.passed is False]
    if sample.error is not None and not failed:
        yield Failure("usable", sample.error)
    yield from (Failure(check.name, check.why) for check in failed)


def failing_cases(run: Run) -> tuple[FailingCase, ...]:
    """The cases with a failure, the worst first; equally bad ones by id."""
    samples: dict[str, list[Sample]] = defaultdict(list)
    for sample in run.samples:
        samples[sample.case].append(sample)
    found = (_case(case, group) for case, group in samples.items())
    bad = [case for case in found if case is not None]
    bad.sort(key=lambda case: case.id)
    return tuple(sorted(bad, key=lambda case: case.badness, reverse=True))


def _case(case: str, samples: Iterable[Sample]) -> FailingCase | None:
    each = [(sample, list(failures(sample))) for sample in samples]
    bad = [(sample, wrong) for sample, wrong in each if wrong]
    if not bad:
        return None
    counted = Counter(failure for _, wrong in bad for failure in wrong)
    return FailingCase(
        id=case,
        samples=len(bad),
        of=len(each),
        leaks=sum(sample.leaked is True for sample, _ in bad),
        failures=tuple(failure for failure, _ in counted.most_common()),
    )
