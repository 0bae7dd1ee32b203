"""`python -m tests.benchmarks.cold_start`: commands that people wait for, whole process.

The first run is not counted: it writes the bytecode that an installed kindreply has.
"""

import os
import statistics
import subprocess
import sys
import time

import click

from tests.benchmarks.texts import DRAFT

RUNS = 7
COMMANDS = {
    "kindreply rewrite, 120 words": (["rewrite", "-"], DRAFT),
    "kindreply prompts lint": (["prompts", "lint"], ""),
    "kindreply --help": (["--help"], ""),
}
IMPORTS = ("import click", "import api.domain.guardrails, api.domain.mending", "pass")
"""The last is the interpreter that does nothing: take it off the others."""


def main() -> None:
    """Print the median and the spread of each command, and of interpreters that only import."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KINDREPLY_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = "from api.cli import main; main()"
    for name, (arguments, given) in COMMANDS.items():
        _report(name, [sys.executable, "-c", start, *arguments], given, environment)
    for code in IMPORTS:
        _report(f"python -c '{code}'", [sys.executable, "-c", code], "", environment)


def _report(name: str, command: list[str], given: str, environment: dict[str, str]) -> None:
    took_s = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(  # noqa: S603 - this interpreter
            command, input=given, env=environment, text=True, capture_output=True, check=True
        )
        took_s.append(time.perf_counter() - began)
    counted = took_s[1:]
    click.echo(
        f"{name}: median {statistics.median(counted):.3f} s"
        f" (min {min(counted):.3f}, max {max(counted):.3f}, n={RUNS})"
    )


if __name__ == "__main__":
    main()
