"""Two runs of the same cases, reply against reply: which does the judge prefer?

Both orders are asked and only agreement counts, since judges lean towards one place. The case is
the unit: repeats of a case are added up, and the case counts once, for the better side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evals.errors import SuiteError
from evals.judging.judge import Better
from evals.judging.lines import Entry
from evals.judging.rubric import VALUES
from evals.statistics.families import holm
from evals.statistics.paired import sign_test
from evals.statistics.shares import Share
from evals.suite.rates import good_faith
from evals.suite.run import PromptUsed, Run, Sample

SUFFIX = ".pairs.jsonl"


class PairingError(SuiteError):
    """Two runs cannot be compared; the message says why."""


class Preferred(Entry):
    """One pair of replies on one value: a line of its own log."""

    a: str
    b: str
    """The ids of the two runs."""
    case: str
    behaviour: str | None
    repeat: int
    value: str
    better: Better | None
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]
    judge: PromptUsed
    model: str

    @property
    def key(self) -> tuple[str, str | None, int]:
        """As `Sample.key`."""
        return self.case, self.behaviour, self.repeat


@dataclass(frozen=True, slots=True)
class Tally:
    """One value over all cases."""

    value: str
    a: int
    b: int
    """Cases on which one run or the other is better, in both orders."""
    level: int
    """Cases on which neither is."""
    p: float
    """The exact sign test of `a` against `b`."""
    p_holm: float
    disagrees: Share
    """Pairs in which the order decided, of those that were answered twice."""
    unusable: Share
    """Pairs without two usable answers, of all."""


def matched(a: Run, b: Run) -> tuple[tuple[Sample, Sample], ...]:
    """The replies of both runs to the same case, in the order of the first.

    Raises PairingError where there are none, or a case is not the same in both.
    """
    other = {s.key: s for s in b.samples if s.error is None and good_faith(s)}
    pairs = tuple(
        (s, other[s.key]) for s in a.samples if s.error is None and good_faith(s) and s.key in other
    )
    if not pairs:
        raise PairingError(f"{a.id} and {b.id} have no reply to the same case")
    changed = sorted({s.case for s, _ in pairs if a.cases[s.case] != b.cases[s.case]})
    if changed:
        raise PairingError(f"{changed[0]} is not the same case in {a.id} and {b.id}")
    return pairs


def tallied(pairs: Iterable[Preferred]) -> tuple[Tally, ...]:
    """Count every value, in the order of the rubric."""
    by_value: dict[str, list[Preferred]] = defaultdict(list)
    for pair in pairs:
        by_value[pair.value].append(pair)
    counted = {value: Counter(_winners(by_value[value])) for value in VALUES if value in by_value}
    ps = [sign_test(sides["b"], sides["a"]) for sides in counted.values()]
    return tuple(
        Tally(
            value=value,
            a=sides["a"],
            b=sides["b"],
            level=sides["same"],
            p=p,
            p_holm=adjusted,
            disagrees=_disagrees(by_value[value]),
            unusable=Share(
                sum(each.better is None for each in by_value[value]), len(by_value[value])
            ),
        )
        for (value, sides), p, adjusted in zip(counted.items(), ps, holm(ps), strict=True)
    )


def _winners(pairs: Iterable[Preferred]) -> Iterator[Better]:
    """The better side of each case that has a usable answer."""
    ahead: dict[str, int] = defaultdict(int)
    for pair in pairs:
        if pair.better is not None:
            ahead[pair.case] += (pair.better == "b") - (pair.better == "a")
    for difference in ahead.values():
        yield "b" if difference > 0 else "a" if difference < 0 else "same"


def _disagrees(pairs: Iterable[Preferred]) -> Share:
    answered = [each.better for each in pairs if each.better is not None]
    return Share(answered.count("disagrees"), len(answered))
