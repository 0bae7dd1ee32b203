"""The log of a run with a judge's scores: a log like any other, beside the one that was judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.errors import SuiteError
from evals.judging.scoring import Session
from evals.suite.log import SUFFIX, line, read, repaired, write
from evals.suite.run import Run, Sample


class JudgingError(SuiteError):
    """A run cannot be judged into this log; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Judging:
    """A log that is being written, and the samples that it still lacks."""

    path: Path
    run: Run
    left: tuple[Sample, ...]

    def keep(self, session: Session) -> Iterator[Sample]:
        """Judge what is left; each sample is in the log before anybody sees it.

        What the judge did not answer is left out, so that the same command asks it again.
        """
        with self.path.open("a", encoding="utf-8") as log:
            for sample in session.scored(self.left, self.run.cases):
                if not session.wants(sample):
                    log.write(line(sample))
                    log.flush()
                    yield sample


def begun(path: Path, session: Session, name: str | None = None) -> Judging:
    """Begin the log of a run with scores, or take it up where it was cut off.

    Raises JudgingError where the log of that name is of something else, and LogError.
    """
    run = read(path)
    id_ = name or f"{run.id}-judged-{slug(session.judge.name)}"
    header = run.header.model_copy(update={"id": id_})
    target = path.with_name(f"{id_}{SUFFIX}")
    if not target.exists():
        write(target, Run(header, ()))
        return Judging(target, run, run.samples)
    done = read(target)
    theirs = any(session.wants(sample) for sample in done.samples)
    if done.header != header or theirs:
        raise JudgingError(
            f"{target.name} is of another run or another judge: give this one a --name"
        )
    repaired(target)
    keys = {sample.key for sample in done.samples}
    return Judging(target, run, tuple(s for s in run.samples if s.key not in keys))


def slug(name: str) -> str:
    """A model's name as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.") or "model"
