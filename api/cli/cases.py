"""A case by name: the body of a request to try a prompt with."""

from pathlib import Path
from typing import Any

import click

from api.cli.texts import STANDARD, DataError, decode, read_text


def case_inputs(reference: str) -> dict[str, Any]:
    """The body of POST /v1/rewrites behind a name: a file, "-", or the id of an eval case.

    Raises DataError where there is none that can be read.
    """
    from api.http.strict_json import BadJSON, parse  # noqa: PLC0415 - --help need not wait

    shown = click.format_filename(reference)
    if reference == STANDARD:
        text = read_text(STANDARD)
    elif Path(reference).is_file():
        text = decode(Path(reference).read_bytes(), shown)
    else:
        return _eval_case(reference)
    try:
        body = parse(text.encode())
    except BadJSON as error:
        raise DataError(f"{shown}: {error}") from None
    if not isinstance(body, dict):
        raise DataError(f"{shown}: not a JSON object.")
    body.pop("id", None)
    return body


def _eval_case(reference: str) -> dict[str, Any]:
    """What a run of the evals asks for the case with this id."""
    from evals.errors import SuiteError  # noqa: PLC0415
    from evals.running.asking import body  # noqa: PLC0415
    from evals.suite.case import Kind  # noqa: PLC0415
    from evals.suite.dataset import load_kinds  # noqa: PLC0415

    try:
        cases = load_kinds(list(Kind))
    except SuiteError as error:
        raise DataError(f"{error}.") from None
    found = next((case for case in cases if case.id == reference), None)
    if found is None:
        shown = click.format_filename(reference)
        raise DataError(f"{shown} is neither a file nor the id of an eval case.")
    return body(found, None)
