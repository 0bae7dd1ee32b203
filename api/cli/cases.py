"""A case by name: the body of a request to try a prompt with."""

from pathlib import Path
from typing import Any

import click

from api.cli.texts import STANDARD, DataError, decode, read_text


def case_inputs(reference: str) -> dict[str, Any]:
    """The body of POST /v1/rewrites in a file, or on standard input for "-".

    Raises DataError where there is none that can be read.
    """
    from api.http.strict_json import BadJSON, parse  # noqa: PLC0415 - --help need not wait

    shown = click.format_filename(reference)
    if reference == STANDARD:
        text = read_text(STANDARD)
    elif Path(reference).is_file():
        text = decode(Path(reference).read_bytes(), shown)
    else:
        raise DataError(f"{shown} is no file with the body of a request.")
    try:
        body = parse(text.encode())
    except BadJSON as error:
        raise DataError(f"{shown}: {error}") from None
    if not isinstance(body, dict):
        raise DataError(f"{shown}: not a JSON object.")
    body.pop("id", None)
    return body
