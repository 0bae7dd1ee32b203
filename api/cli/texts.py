"""Texts in and out of the command line: strict UTF-8, JSON lines, errors that name their place."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

STANDARD = "-"


class DataError(click.ClickException):
    """Input that cannot be used, or output that cannot be written."""

    exit_code = 2


def decode(raw: bytes, name: str) -> str:
    """The text of a file; raises DataError, which says where the UTF-8 breaks."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not valid UTF-8 (at byte {error.start}).") from None


def read_text(path: str) -> str:
    """The text of a file, or of standard input for "-"."""
    if path == STANDARD:
        if sys.stdin.isatty():
            click.echo("Type or paste the draft, then press Ctrl-D on a new line.", err=True)
        return decode(sys.stdin.buffer.read(), "Standard input")
    try:
        return decode(Path(path).read_bytes(), click.format_filename(path))
    except OSError as error:
        raise DataError(f"{click.format_filename(path)}: {error.strerror}.") from None


@contextmanager
def opened_output(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file; UTF-8 either way, line endings as they are."""
    if path is None or path == STANDARD:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="")
        yield sys.stdout
        return
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise DataError(f"{click.format_filename(path)}: {error.strerror}.") from None


@dataclass(frozen=True, slots=True)
class Lines:
    """Work for a JSON Lines file: `answer` turns the body of one line into its answer."""

    answer: Callable[[dict[str, Any]], dict[str, Any]]
    progress: str

    def run(self, source: str, output: TextIO, *, show_progress: bool) -> int:
        """Answer each line in order, flushed one by one; how many lines failed."""
        failed = 0
        with _opened_lines(source) as file, _bar(self.progress, source, show_progress) as advance:
            for line in file:
                if not line.strip():
                    continue
                answer = self._one(line)
                failed += "error" in answer
                output.write(json.dumps(answer, ensure_ascii=False) + "\n")
                output.flush()
                advance()
        return failed

    def _one(self, line: bytes) -> dict[str, Any]:
        from pydantic import ValidationError  # noqa: PLC0415 - 0.1 s that --help need not wait for

        from api.domain.errors import DraftError  # noqa: PLC0415
        from api.http.errors import problem_of  # noqa: PLC0415
        from api.http.strict_json import BadJSON, parse  # noqa: PLC0415
        from prompts import UnknownPrompt  # noqa: PLC0415

        name: object = None
        try:
            body = parse(line)
            if not isinstance(body, dict):
                raise BadJSON("A line must be a JSON object.")
            name = body.pop("id", None)
            return {**self.answer(body), "id": name}
        except (BadJSON, DraftError, UnknownPrompt, ValidationError) as error:
            return {"id": name, "error": problem_of(error).as_json(None)}


@contextmanager
def _opened_lines(source: str) -> Iterator[BinaryIO]:
    if source == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as file:
            yield file
    except OSError as error:
        raise DataError(f"{click.format_filename(source)}: {error.strerror}.") from None


@contextmanager
def _bar(label: str, source: str, show: bool) -> Iterator[Callable[[], object]]:
    """A progress bar on standard error, where a person looks at it; else nothing."""
    if not (show and sys.stderr.isatty()):
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.progress import Progress  # noqa: PLC0415

    total = None
    if source != STANDARD:
        with Path(source).open("rb") as file:
            total = sum(1 for line in file if line.strip())
    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
