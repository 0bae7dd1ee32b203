"""The log of a judge's preferences between two runs: a line for each pair and value."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.judging.judge import Compared
from evals.judging.judged import JudgingError
from evals.judging.lines import append, read, taken_up
from evals.judging.pairs import Preferred, matched
from evals.judging.scoring import Session
from evals.suite.run import Run, Sample

Pair = tuple[Sample, Sample]


@dataclass(frozen=True, slots=True)
class Preferring:
    """A log that is being written, and the pairs that it still lacks."""

    path: Path
    a: Run
    b: Run
    left: tuple[Pair, ...]

    def keep(self, session: Session) -> Iterator[Pair]:
        """Ask about what is left; each pair is in the log before anybody sees it."""

        async def ask(pair: Pair) -> tuple[Compared, ...]:
            a, b = pair
            return await session.judge.pairwise(self.a.cases[a.case], a.reply, b.reply)

        used, model = session.judge.used, session.judge.name
        for pair, answers in session.asked(self.left, ask):
            case, behaviour, repeat = pair[0].key
            for each in answers:
                entry = Preferred(
                    a=self.a.id,
                    b=self.b.id,
                    case=case,
                    behaviour=behaviour,
                    repeat=repeat,
                    value=each.value,
                    better=each.better,
                    evidence=each.evidence,
                    reasons=each.reasons,
                    judge=used[each.value],
                    model=model,
                )
                append(self.path, entry)
            yield pair


def begun(path: Path, a: Run, b: Run, session: Session) -> Preferring:
    """Begin a log of preferences, or take it up where it was cut off.

    Raises PairingError where the runs do not fit, JudgingError where the log is of something else.
    """
    pairs = matched(a, b)
    used = session.judge.used
    values = defaultdict(set)
    for each in taken_up(path, Preferred):
        same = (each.a, each.b, each.model) == (a.id, b.id, session.judge.name)
        if not same or used.get(each.value) != each.judge:
            raise JudgingError(
                f"{path.name} is of other runs or another judge: give this one a --name"
            )
        values[each.key].add(each.value)
    left = tuple(pair for pair in pairs if values[pair[0].key] != used.keys())
    return Preferring(path, a, b, left)


def said(path: Path) -> tuple[Preferred, ...]:
    """All preferences of a log, each pair and value once."""
    return tuple({(each.key, each.value): each for each in read(path, Preferred)}.values())
