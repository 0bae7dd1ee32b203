"""The calibration items as a judge answers them, once or several times, in a log of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.judging.calibration import Judged
from evals.judging.items import digest
from evals.judging.judged import slug
from evals.judging.lines import append, read, taken_up
from evals.judging.scoring import Session
from evals.suite.case import Case
from evals.suite.run import PromptUsed, Score

SUFFIX = ".judged.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """A log that is being written, and the items, each with its repeat, that it still lacks."""

    path: Path
    items: dict[str, str]
    """Item -> digest of today's texts."""
    repeats: int
    judges: dict[str, PromptUsed]
    model: str
    left: tuple[tuple[Case, int], ...] = ()

    def keep(self, session: Session) -> Iterator[Judged]:
        """Ask what is left; each answer is in the log before anybody sees it."""

        async def ask(item: tuple[Case, int]) -> tuple[Score, ...]:
            case, _ = item
            return await session.judge.pointwise(case, case.reply or "")

        for (case, repeat), scores in session.asked(self.left, ask):
            entry = Judged(item=case.id, sha256=digest(case), repeat=repeat, scores=scores)
            append(self.path, entry)
            yield entry

    def said(self) -> tuple[Judged, ...]:
        """What this judge says of today's texts."""
        return tuple(entry for entry in read(self.path, Judged) if self.holds(entry))

    def holds(self, entry: Judged) -> bool:
        """Whether an answer is this judge's, of a text as it is today, and one of the repeats."""
        by = {score.value: score.judge for score in entry.scores}
        models = {score.model for score in entry.scores}
        today = self.items.get(entry.item) == entry.sha256 and entry.repeat < self.repeats
        return today and by == self.judges and models == {self.model}


def begun(folder: Path, cases: Sequence[Case], session: Session, repeats: int) -> Asked:
    """Begin the log of a judge's answers in this folder, or take it up. Raises LinesError."""
    judge = session.judge
    path = folder / f"calibration-{slug(judge.name)}{SUFFIX}"
    today = {case.id: digest(case) for case in cases}
    log = Asked(path, today, repeats, judge.used, judge.name)
    done = {(entry.item, entry.repeat) for entry in taken_up(path, Judged) if log.holds(entry)}
    tasks = ((case, repeat) for repeat in range(repeats) for case in cases)
    left = tuple(task for task in tasks if (task[0].id, task[1]) not in done)
    return Asked(path, today, repeats, judge.used, judge.name, left)
