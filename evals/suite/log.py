"""The log of a run: one self-contained file, appended to as answers come in.

A log is JSON Lines: a header with everything that decides the result, the cases included, then a
line for each sample. A run that was cut off is a log that is shorter: what is in it is done and
paid for, and a last line that was cut in the middle does not count.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from evals.errors import SuiteError
from evals.suite.run import Header, Run, Sample

SUFFIX = ".run.jsonl"


class LogError(SuiteError):
    """A file is no log of a run; the message names it and the line."""


def read(path: Path) -> Run:
    """Read a log; a last line that was cut is left out. Raises LogError."""
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        raise LogError(f"{path.name}: is empty")
    try:
        header = Header.model_validate_json(first[1])
    except ValidationError as error:
        raise LogError(f"{path.name}:1: is no log of a run ({_first(error)})") from None
    samples: list[Sample] = []
    cut: LogError | None = None
    for number, line in lines:
        if cut:
            raise cut
        try:
            samples.append(Sample.model_validate_json(line))
        except ValidationError as error:
            cut = LogError(f"{path.name}:{number}: is no sample ({_first(error)})")
    return Run(header, tuple(samples))


def schema() -> str:
    """The JSON schema of a log's lines: the header, and each sample."""
    described = {
        "header": Header.model_json_schema(),
        "sample": Sample.model_json_schema(),
    }
    return json.dumps(described, indent=1, sort_keys=True) + "\n"


def line(entry: Header | Sample) -> str:
    """One line of a log, with its line ending."""
    return entry.model_dump_json(exclude_defaults=isinstance(entry, Sample)) + "\n"


def write(path: Path, run: Run) -> None:
    """Write a whole log."""
    path.write_text(line(run.header) + "".join(map(line, run.samples)), encoding="utf-8")


def repaired(path: Path) -> None:
    """Take off a last line that was cut, so that lines can be appended again."""
    text = path.read_text(encoding="utf-8")
    if not text.endswith("\n"):
        path.write_text(text[: text.rfind("\n") + 1], encoding="utf-8")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LogError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    return ((n, each) for n, each in enumerate(text.split("\n"), 1) if each.strip())


def _first(error: ValidationError) -> str:
    """The first thing that is wrong."""
    each = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
