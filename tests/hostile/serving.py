"""`kindreply serve` as a process of its own, with everything that it writes kept."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import loads
from pathlib import Path
from time import monotonic, sleep

from tests.conftest import ROOT

START_S = 60
"""Longest wait for the first line of the log; the machine may be busy."""


@dataclass(frozen=True)
class Server:
    """A service on a loopback port."""

    port: int
    process: "subprocess.Popen[bytes]"
    written: tuple[Path, Path]

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> bytes:
        """All that it has written so far to its standard output and error."""
        return b"".join(file.read_bytes() for file in self.written)

    def stop(self) -> None:
        """Ask it to end, and wait; what it still writes can then be read."""
        self.process.terminate()
        self.process.wait(START_S)


@contextmanager
def serving(**settings: str) -> Iterator[Server]:
    """Serve with these KINDREPLY_ settings, named in capitals without the prefix."""
    ours = {f"KINDREPLY_{name}": value for name, value in settings.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINDREPLY_")}
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"],
                cwd=ROOT,
                env={**kept, **ours},
                stdout=stdout,
                stderr=stderr,
            )
            try:
                yield Server(_port(process, out, err), process, (out, err))
            finally:
                process.kill()
                process.wait(START_S)


def _port(process: "subprocess.Popen[bytes]", out: Path, err: Path) -> int:
    """The port that its log names, once it listens."""
    give_up_at = monotonic() + START_S
    while monotonic() < give_up_at and process.poll() is None:
        lines = [
            line for line in out.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")
        ]
        for event in map(loads, lines):
            if event.get("event") == "started":
                return int(event["port"])
        sleep(0.05)
    raise AssertionError(f"kindreply did not start: {err.read_text()[-2_000:]}")
