"""`kindreply serve` as a process of its own, with a client that speaks to it."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

import httpx2

from tests.conftest import ROOT

COMMAND = (sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0")
WAIT_S = 30.0
"""For the next line of the log; the first one takes the longest."""


class Running:
    """A service on a port of its own."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        self.process = process
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reading = threading.Thread(target=self._read_on, args=(process.stdout,), daemon=True)
        self._reading.start()
        self.started = self.next_event()
        self.client = httpx2.Client(base_url=self.url(""), trust_env=False, timeout=30)

    def url(self, path: str) -> str:
        """Where a path of this service is."""
        return f"http://127.0.0.1:{self.started['port']}{path}"

    def post(self, body: object) -> httpx2.Response:
        """`POST /v1/rewrites`, on a connection of its own."""
        return httpx2.post(self.url("/v1/rewrites"), json=body, trust_env=False, timeout=30)

    def _read_on(self, log: IO[bytes]) -> None:
        """Read all of the log: a full pipe would stop the service."""
        for line in log:
            self._lines.put(line)

    def kill(self) -> None:
        """End the process, and read its log to its end: whoever closes the pipe may do so then."""
        self.process.kill()
        self._reading.join(WAIT_S)

    def next_event(self) -> dict[str, Any]:
        """The next line of its log."""
        event: dict[str, Any] = json.loads(self._lines.get(timeout=WAIT_S))
        return event

    def until(self, name: str) -> dict[str, Any]:
        """The next event of that name."""
        while (event := self.next_event())["event"] != name:
            pass
        return event


@contextmanager
def serving(
    settings: Mapping[str, str] | None = None, *, command: tuple[str, ...] = COMMAND, **options: Any
) -> Iterator[Running]:
    """The command on a free port, killed at the end where it has not stopped by itself."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KINDREPLY_")}
    with subprocess.Popen(  # noqa: S603 - this interpreter
        command,
        **{"cwd": ROOT, "env": {**environment, **(settings or {})}, **options},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            running = Running(process)
            try:
                with running.client:
                    yield running
            finally:
                running.kill()
        finally:
            process.kill()
