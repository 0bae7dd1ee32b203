"""The command line, run in this process: arguments and input in, exit code and output out."""

import io
import json
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from api.cli import run


@dataclass(frozen=True, slots=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Stream(io.TextIOWrapper):
    """A standard stream over bytes, which may pass for a terminal."""

    def __init__(self, raw: bytes, *, terminal: bool) -> None:
        self.bytes = io.BytesIO(raw)
        super().__init__(self.bytes, "utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self._terminal


class CommandLine:
    """Runs commands with their own standard streams; `terminals` names those a person sees."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(
        self, *arguments: str, stdin: bytes = b"", terminals: tuple[str, ...] = ()
    ) -> Result:
        """Run one command to its end."""
        streams = {
            name: Stream(stdin if name == "stdin" else b"", terminal=name in terminals)
            for name in ("stdin", "stdout", "stderr")
        }
        with self._monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = run(list(arguments))
        for stream in streams.values():
            stream.flush()
        out, err = (streams[name].bytes.getvalue().decode() for name in ("stdout", "stderr"))
        return Result(code, out, err)
