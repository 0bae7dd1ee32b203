"""One more case for a dataset of one's own: checked like every other, and appended."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.suite.case import Case
from evals.suite.dataset import FILES, DatasetError, load


def checked(fields: dict[str, Any]) -> Case:
    """The case that these fields make. Raises DatasetError that names every wrong field."""
    try:
        return Case.model_validate(fields)
    except ValidationError as error:
        raise DatasetError(f"this is no case yet: {_wrong(error)}") from None


def add(path: Path, case: Case) -> None:
    """Append a case to a file, which may be new.

    Raises DatasetError where the file holds no cases, or one of that id, and for the datasets that
    come with the package: what they measure is pinned.
    """
    if path.resolve() in {known.resolve() for known in FILES.values()}:
        raise DatasetError(f"{path.name} comes with kindreply: add the case to a file of your own")
    known = load(path) if path.exists() else ()
    if case.id in {each.id for each in known}:
        raise DatasetError(f"{path.name}: there is a case {case.id!r} already; choose another id")
    line = case.model_dump_json(exclude_defaults=True) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8", newline="\n") as file:
        file.seek(0)
        text = file.read()
        file.write(line if not text or text.endswith("\n") else f"\n{line}")


def _wrong(error: ValidationError) -> str:
    """Every wrong field with what is wrong with it; what is wrong with the whole has no field."""
    each = error.errors(include_url=False, include_input=False)
    words = [(".".join(map(str, one["loc"])), one["msg"]) for one in each]
    return "; ".join(
        f"{place}: {said}" if place else said.removeprefix("Value error, ") for place, said in words
    )
