"""What the commands on prompts say when something is wrong."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from api.cli.texts import DataError

if TYPE_CHECKING:
    from prompts.problem import Problem

PROBLEMS = 1
"""The exit code where the lint has something to say."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """What is wrong with a prompt, a request or a file, as one line."""
    from api.domain.errors import DraftError  # noqa: PLC0415
    from prompts import PromptError  # noqa: PLC0415

    try:
        yield
    except (PromptError, DraftError) as error:
        raise DataError(f"{error}.") from None
    except OSError as error:
        raise DataError(
            f"{click.format_filename(error.filename or '')}: {error.strerror}."
        ) from None


def problem_lines(problems: "Sequence[Problem]") -> str:
    """A line for each problem of the lint."""
    return "\n".join(f"{p.code}  {p.where}  {p.message}" for p in problems)
