"""The files of the package: text with one kind of line ending, YAML as plain values."""

import json
from pathlib import Path
from typing import Any

from prompts.errors import SourceError, UnknownPrompt

HERE = Path(__file__).parent
"""The package's own folder: the same in a clone and in an installed wheel."""


def read_text(root: Path, name: str) -> str:
    """The text of a file below `root`, line endings as LF so that ids do not depend on git.

    Raises UnknownPrompt where there is no such file, or the name leads out of `root`.
    """
    within = Path(name)
    try:
        if within.is_absolute() or ".." in within.parts:
            raise FileNotFoundError
        return (root / within).read_text(encoding="utf-8")  # universal newlines
    except OSError as error:
        raise UnknownPrompt(f"there is no file {name!r} among the prompts") from error


def parse_yaml(text: str, where: str) -> dict[str, Any]:
    """A YAML mapping as plain values; SourceError with `where` if it is anything else."""
    # Not at the top: importing the package must stay cheap for those who read no data.
    import yaml  # noqa: PLC0415

    # libyaml reads the lexicons ten times faster, where the wheel has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        parsed = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f", line {place.line + 1}" if place else ""
        raise SourceError(f"{where}{line}: not valid YAML") from error
    if not isinstance(parsed, dict):
        raise SourceError(f"{where}: not a YAML mapping")
    return parsed


def parse_json(text: str, where: str) -> dict[str, Any]:
    """A JSON object as plain values; SourceError with `where` if it is anything else."""
    try:
        parsed = json.loads(text)
    except ValueError as error:
        raise SourceError(f"{where}: not valid JSON") from error
    if not isinstance(parsed, dict):
        raise SourceError(f"{where}: not a JSON object")
    return parsed


def write_text(root: Path, name: str, text: str) -> None:
    """Put a file below `root` in the place of the old one in one step: never half a file."""
    new = root / f".{name}.new"
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(root / name)
