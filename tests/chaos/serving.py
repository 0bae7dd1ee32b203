"""`kindreply serve` and its companions as processes, and what the kernel says of them.

Everything stops with the block that started it. Linux only: memory, CPU and file handles are read
from /proc.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.driver import Load
from tests.chaos.nursery import PREFIX, ROOT, START_S, NotStarted, Service, started

TICKS_PER_S = os.sysconf("SC_CLK_TCK")
SERVE = ("-c", "from api.cli import main; main()", "serve")
LEAKY = ("-m", "tests.chaos.leaky")


@dataclass(frozen=True)
class Vitals:
    """What a process holds at one moment."""

    rss_kb: int
    handles: int
    threads: int
    cpu_s: float


def vitals(pid: int) -> Vitals:
    """Of a process of this machine."""
    home = Path(f"/proc/{pid}")
    status = dict(line.split(":", 1) for line in (home / "status").read_text().splitlines())
    stat = (home / "stat").read_text().rpartition(")")[2].split()
    return Vitals(
        rss_kb=int(status["VmRSS"].split()[0]),
        handles=len(list((home / "fd").iterdir())),
        threads=int(status["Threads"]),
        cpu_s=(int(stat[11]) + int(stat[12])) / TICKS_PER_S,
    )


def stolen() -> float:
    """Seconds of CPU that the host has given to other guests while this machine wanted them."""
    return int(Path("/proc/stat").read_text().split(maxsplit=9)[8]) / TICKS_PER_S


@contextmanager
def serving(settings: Mapping[str, str], command: Sequence[str] = SERVE) -> Iterator[Service]:
    """The service with these environment variables, on a free port; raises NotStarted."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    with tempfile.TemporaryDirectory(prefix="kindreply-chaos-") as folder:
        log = Path(folder) / "service.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - our own commands, here and below
                [sys.executable, *command],
                cwd=ROOT,
                env={**inherited, "KINDREPLY_PORT": "0", **settings},
                stdout=output,
                stderr=output,
            )
        try:
            until = time.monotonic() + START_S
            while not (url := started(log)):
                if process.poll() is not None or time.monotonic() > until:
                    raise NotStarted(log.read_text())
                time.sleep(0.05)
            yield Service(process.pid, url, log)
        finally:
            process.kill()
            process.wait()


@contextmanager
def providing(*, delay_s: float, faults: float = 0.0) -> Iterator[str]:
    """The base URL of a provider in a process of its own."""
    command = ["tests.chaos.provider", "--delay", str(delay_s), "--faults", str(faults)]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def driving(*urls: str, rate: float, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """A driver at work; `driven` reads what it found."""
    command = ["tests.chaos.driver", *urls, "--rate", str(rate), "--seconds", str(seconds)]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def driven(*urls: str, rate: float, seconds: float) -> Load:
    """What a driver found, in a process of its own, once it is done."""
    with driving(*urls, rate=rate, seconds=seconds) as process:
        return Load.read(process.communicate()[0])
