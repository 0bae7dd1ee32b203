"""`kindreply serve` in processes of their own, each forked from one that has imported everything.

    with Nursery() as nursery:
        service = nursery.start({"KINDREPLY_MODEL_BASE_URL": url, ...})

A process a fault is what keeps breakers, budgets and latches of one fault away from the others; to
start each from nothing would take two seconds of CPU. The nursery itself is one process that reads
JSON lines: it forks, starts the real command with the given environment and its output in a file,
and stops by its id what it started, all of it when it is left.
"""

import asyncio
import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
START_S = 60.0
PREFIX = "KINDREPLY_"


class NotStarted(Exception):
    """A service ended, or said nothing, before it listened; the message holds its output."""


@dataclass(frozen=True)
class Service:
    """A running service: where it is, and where what it writes goes."""

    pid: int
    url: str
    log: Path

    def written(self) -> str:
        """All that it wrote so far."""
        return self.log.read_text(errors="replace")


class Nursery:
    """Starts services and stops them; a context that any threads may share."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kindreply-chaos-")
        self._started = 0
        self._process: subprocess.Popen[str] | None = None
        self._talking = threading.Lock()

    def __enter__(self) -> Self:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.nursery"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(START_S)
            if self._process.stdout:
                self._process.stdout.close()
        self._folder.cleanup()

    def start(self, settings: Mapping[str, str]) -> Service:
        """A service with these environment variables; raises NotStarted."""
        with self._talking:
            self._started += 1
            log = Path(self._folder.name) / f"{self._started}.log"
        log.touch()
        told = {"settings": {"KINDREPLY_PORT": "0", **settings}, "log": str(log)}
        pid = self._tell(told)
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            if url := started(log):
                return Service(pid, url, log)
            if not self._tell({"alive": pid}):
                break
            time.sleep(0.02)
        raise NotStarted(log.read_text())

    def stop(self, service: Service) -> None:
        """End a service at once; its log stays until the nursery is left."""
        self._tell({"stop": service.pid})

    def _tell(self, told: Mapping[str, object]) -> int:
        if not (self._process and self._process.stdin and self._process.stdout):
            raise NotStarted("the nursery is not open")
        with self._talking:
            self._process.stdin.write(json.dumps(told) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        if not answer:
            raise NotStarted("the nursery has ended")
        return int(answer)


def started(log: Path) -> str | None:
    """The URL of a service whose log is in this file, once it says that it listens."""
    for line in log.read_text().splitlines():
        with contextlib.suppress(ValueError, TypeError, KeyError):
            event = json.loads(line)
            if event["event"] == "started":
                return f"http://127.0.0.1:{event['port']}"
    return None


def _import_everything() -> None:
    """What every service would import, read and compile for itself."""
    import uvicorn  # noqa: F401, PLC0415 - the parent that waits for this needs none of it

    from api.app import build_checker, build_model, build_rewriter, create_app  # noqa: PLC0415
    from api.rewriting.checking import CheckRequest  # noqa: PLC0415
    from api.rewriting.request import Request  # noqa: PLC0415
    from api.settings import load_settings  # noqa: PLC0415
    from tests.chaos.texts import DRAFT, GOOD_REPLY  # noqa: PLC0415

    settings = load_settings(model_base_url="http://127.0.0.1:9/v1", model_name="warm-up")
    create_app(settings)
    model = build_model(settings)
    # Nobody answers there: what counts is that every step has been taken once.
    asyncio.run(build_rewriter(settings, model=model).rewrite(Request(draft=DRAFT)))
    build_checker()(CheckRequest(draft=DRAFT, rewrite=GOOD_REPLY))
    gc.collect()
    gc.freeze()


def _serve(settings: Mapping[str, str], log: str) -> None:
    """In the child: become `kindreply serve`."""
    os.setsid()
    with Path(log).open("ab", buffering=0) as output, Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.environ.update(settings)
    sys.argv = ["kindreply", "serve"]
    from api.cli import main  # noqa: PLC0415 - imported by now

    main()


def _fork(told: Mapping[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        _serve(told["settings"], told["log"])
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    finally:
        sys.stdout.flush()
        os._exit(code)


def _main() -> None:
    """Answer each line: a pid for a start, 1 or 0 for a question, 0 for a stop."""
    _import_everything()
    children: set[int] = set()
    for line in sys.stdin:
        told = json.loads(line)
        answer = 0
        if "settings" in told:
            answer = _fork(told)
            children.add(answer)
        elif "alive" in told:
            answer = int(_runs(told["alive"], children))
        elif told["stop"] in children:
            _end(told["stop"], children)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    for child in tuple(children):
        _end(child, children)


def _runs(child: int, children: set[int]) -> bool:
    if child in children and os.waitpid(child, os.WNOHANG)[0]:
        children.discard(child)
    return child in children


def _end(child: int, children: set[int]) -> None:
    if _runs(child, children):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        children.discard(child)


if __name__ == "__main__":
    _main()
