"""JSON Lines that only grow: what people and judges said, an entry a line."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.errors import SuiteError
from evals.suite.log import repaired


class LinesError(SuiteError):
    """A file cannot be read; the message names it, the line and the field."""


class Entry(BaseModel):
    """One line; a field that nobody declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


E = TypeVar("E", bound=Entry)


def read(path: Path, kind: type[E]) -> tuple[E, ...]:
    """Every entry of a file, none where there is no file; a last line that was cut is left out.

    Raises LinesError.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise LinesError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    whole = text[: text.rfind("\n") + 1]
    return tuple(
        _entry(line, kind, f"{path.name}:{number}")
        for number, line in enumerate(whole.split("\n"), 1)
        if line.strip()
    )


def taken_up(path: Path, kind: type[E]) -> tuple[E, ...]:
    """Every entry, in a file that lines can be appended to: one that was cut is taken off."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = read(path, kind)
    if path.exists():
        repaired(path)
    return entries


def append(path: Path, entry: Entry) -> None:
    """Add a line, written before this returns to whoever goes on asking."""
    with path.open("a", encoding="utf-8") as file:
        file.write(entry.model_dump_json() + "\n")


def _entry(line: str, kind: type[E], where: str) -> E:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise LinesError(f"{where}: {field + ': ' if field else ''}{first['msg']}") from None
