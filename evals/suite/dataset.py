"""The datasets of the suite: JSON Lines, one case a line, each error with its file and line."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.errors import SuiteError
from evals.suite.case import Case, Kind

FOLDER = Path(__file__).parent.parent / "datasets" / "suite"
SCHEMA = FOLDER / "case.schema.json"
FILES = {
    Kind.CORE: FOLDER / "core.jsonl",
    Kind.HARD_NEGATIVE: FOLDER / "hard_negatives.jsonl",
    Kind.INJECTION: FOLDER / "injections.jsonl",
    Kind.CALIBRATION: FOLDER / "calibration.jsonl",
}


class DatasetError(SuiteError):
    """A line of a dataset is wrong; the message names the file, the line and the field."""


def load(*paths: Path) -> tuple[Case, ...]:
    """Every case of these files, in their order.

    Raises DatasetError for a line that is no case and for an id that was there before.
    """
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for path in paths:
        for where, case in _lines(path):
            if case.id in seen:
                raise DatasetError(f"{where}: the id {case.id!r} is that of {seen[case.id]}")
            seen[case.id] = where
            cases.append(case)
    return tuple(cases)


def load_kinds(kinds: Sequence[Kind]) -> tuple[Case, ...]:
    """The cases that come with the package, of these kinds."""
    return load(*(FILES[kind] for kind in kinds))


def schema() -> str:
    """The JSON schema of a line, as `case.schema.json` holds it."""
    described: dict[str, Any] = Case.model_json_schema()
    return json.dumps(described, indent=1, sort_keys=True) + "\n"


def _lines(path: Path) -> Iterator[tuple[str, Case]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise DatasetError(f"{path.name}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise DatasetError(f"{path.name}: is not UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path.name}:{number}"
            try:
                yield where, Case.model_validate_json(line)
            except ValidationError as error:
                raise DatasetError(f"{where}: {_wrong(error)}") from None


def _wrong(error: ValidationError) -> str:
    """Every wrong field with what is wrong with it."""
    return "; ".join(
        ": ".join(filter(None, (".".join(map(str, each["loc"])), _words(each["msg"]))))
        for each in error.errors(include_url=False, include_input=False)
    )


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
