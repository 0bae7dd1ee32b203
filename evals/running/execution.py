"""A run from its first line to its last: begun, or taken up again where it was cut off."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.errors import SuiteError
from evals.running.asking import Task
from evals.running.plan import tasks
from evals.suite.dataset import FILES
from evals.suite.log import SUFFIX, line, read, repaired, write
from evals.suite.run import Header, Run, Sample

RUNS = Path("runs")
"""Where logs are, below the folder that a command runs in."""


class ExecutionError(SuiteError):
    """A run cannot be found, begun or taken up; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Execution:
    """A log that is being written, and the tasks that it still lacks."""

    path: Path
    header: Header
    left: tuple[Task, ...]
    done: tuple[Sample, ...] = ()

    def keep(self, samples: Iterator[Sample]) -> Iterator[Sample]:
        """Append each sample to the log before anybody sees it, so that nothing is paid twice."""
        with self.path.open("a", encoding="utf-8") as log:
            for sample in samples:
                log.write(line(sample))
                log.flush()
                yield sample


def begin(header: Header, folder: Path) -> Execution:
    """Begin a log in this folder. Raises ExecutionError where there is one of that id."""
    path = folder / f"{header.id}{SUFFIX}"
    if path.exists():
        raise ExecutionError(f"{path} exists already: give the run another --name")
    left = tuple(tasks(header.cases, header.selection))
    folder.mkdir(parents=True, exist_ok=True)
    write(path, Run(header, ()))
    return Execution(path, header, left)


def resume(path: Path, now: Header) -> Execution:
    """Take up a log; `now` is what a run would begin with today.

    Raises ExecutionError where something that decides the result has changed since, for then the
    halves would not belong together; and LogError where the file is no log.
    """
    run = read(path)
    changed = [
        f"{name} ({before} then, {after} now)"
        for name, before, after in (
            ("source", run.header.source, now.source),
            ("prompt", run.header.prompt, now.prompt),
            ("prompt id", run.header.prompt.id[:19], now.prompt.id[:19]),
            ("model", run.header.model, now.model),
            ("endpoint", run.header.endpoint, now.endpoint),
            ("guardrails", run.header.guardrails, now.guardrails),
        )
        if before != after
    ]
    if changed:
        raise ExecutionError(f"{path.name} cannot be resumed: {'; '.join(changed)}. Begin anew.")
    repaired(path)
    done = {sample.key for sample in run.samples}
    left = [task for task in tasks(run.header.cases, run.header.selection) if task.key not in done]
    return Execution(path, run.header, tuple(left), run.samples)


def find(reference: str, folder: Path = RUNS) -> Path:
    """The log behind a path, or behind an id in the folder; `last` is the newest there.

    Raises ExecutionError that says what there is.
    """
    if Path(reference).is_file():
        return Path(reference)
    logs = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
    if reference == "last" and logs:
        return logs[-1]
    path = folder / f"{reference}{SUFFIX}"
    if path.is_file():
        return path
    newest = ", ".join(log.name.removesuffix(SUFFIX) for log in reversed(logs[-5:]))
    raise ExecutionError(f"there is no run {reference}; the newest are {newest or 'none yet'}")


def digests() -> dict[str, str]:
    """File name to sha256 of every dataset that comes with the package."""
    return {
        path.name: f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in FILES.values()
        if path.is_file()
    }
