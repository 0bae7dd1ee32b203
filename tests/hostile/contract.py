"""`python -m tests.hostile.contract [--examples 300]`: schemathesis over the whole OpenAPI.

All of its checks and two of ours, against `kindreply serve` with a key, over whatever operations
the document names. Ends as schemathesis does: 1 where a check fails, and how to send that again.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from tests.conftest import ROOT
from tests.hostile.serving import serving

HERE = Path(__file__).parent
KEY, ORIGIN = "the-key-you-were-given", "https://desk.example"
"""Those of the document's own examples, so that these log in and get a token."""
SETTINGS = {
    "API_KEY": KEY,
    "ALLOWED_ORIGINS": ORIGIN,
    "KEY_PEPPER": secrets.token_urlsafe(33),
    "REQUESTS_PER_MINUTE": "0",
    "TOKENS_PER_DAY": "0",
}


def run(examples: int, seed: int = 1) -> "subprocess.CompletedProcess[str]":
    """Try each operation with so many examples, and as many more as its schema has corners."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder, "kindreply.sqlite"))
        with serving(**SETTINGS, DATABASE=database) as server:
            return subprocess.run(  # noqa: S603 - the tool that is installed here
                [
                    *(sys.executable, "-m", "schemathesis.cli"),
                    *("--config-file", str(HERE / "schemathesis.toml")),
                    *("run", f"{server.url}/openapi.json", "--checks", "all"),
                    *("--max-examples", str(examples), "--seed", str(seed)),
                    *("--header", f"Authorization: Bearer {KEY}", "--continue-on-failure"),
                ],
                cwd=folder,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "SCHEMATHESIS_HOOKS": "tests.hostile.contract_checks",
                },
                text=True,
                capture_output=True,
                check=False,
            )


@click.command()
@click.option("--examples", default=300, show_default=True, help="Examples for each operation.")
@click.option("--seed", default=1, show_default=True, help="Another one tries other examples.")
def main(examples: int, seed: int) -> None:
    """Run schemathesis, and show what it shows."""
    done = run(examples, seed)
    click.echo(done.stdout + done.stderr)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
