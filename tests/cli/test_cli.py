"""The command line as a process: what it imports, how it ends."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from api.cli import run
from tests.cli.command_line import CommandLine
from tests.conftest import ROOT

KINDREPLY = [sys.executable, "-c", "from api.cli import main; main()"]
SHOW_MODULES = """
import sys
from api.cli import run
code = run(sys.argv[1:])
print("MODULES", *sorted(m for m in sys.modules if "." not in m))
sys.exit(code)
"""

ONLY_WITH_A_DATABASE = {"sqlalchemy", "alembic", "aiosqlite", "greenlet", "sqlite3"}


@pytest.mark.parametrize(
    ("arguments", "banned"),
    [
        (["keys", "create", "--help"], {"openai", "fastapi", "pydantic", "rich", "yaml"}),
        (["--help"], {"openai", "fastapi", "pydantic", "rich", "structlog", "yaml", "uvicorn"}),
        (["rewrite", "--help"], {"openai", "fastapi", "pydantic", "rich", "structlog", "yaml"}),
        (["check", "-d", "Yes.", "-r", "Yes."], {"openai", "fastapi", "structlog", "rich"}),
        (["check", "--jsonl"], {"openai", "fastapi", "structlog", "rich", "uvicorn"}),
        (["rewrite", "You must pay."], {"openai", "fastapi", "structlog", "tenacity", "rich"}),
        (["rewrite", "--json", "Yes."], {"openai", "fastapi", "structlog", "tenacity", "rich"}),
        (["prompts", "--help"], {"openai", "fastapi", "pydantic", "rich", "jinja2", "yaml"}),
        (["prompts", "lint"], {"openai", "fastapi", "pydantic", "rich", "structlog"}),
        (["prompts", "list"], {"openai", "fastapi", "pydantic", "rich", "structlog"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], banned: set[str]) -> None:
    """Start time is imports: one draft must not wait for a web framework."""
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", SHOW_MODULES, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True, input="",
    )  # fmt: skip
    modules = set(ran.stdout.rpartition("MODULES ")[2].split())
    assert not modules & (banned | ONLY_WITH_A_DATABASE)


def test_the_version_is_told(kindreply: CommandLine) -> None:
    """On one line, for scripts."""
    result = kindreply("--version")
    assert result.code == 0
    assert result.out.startswith("kindreply ")


def test_help_names_every_command(kindreply: CommandLine) -> None:
    """With a short sentence each."""
    result = kindreply("--help")
    for command in ("serve", "rewrite", "check", "prompts"):
        assert command in result.out
    assert kindreply("nonsense").code == 2


def test_a_reader_that_stops_reading_is_no_error() -> None:
    """`kindreply … | head -1` says nothing on standard error."""
    many = b'{"id": 1, "draft": "Thank you."}\n' * 200
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(  # noqa: S603 - our own command
        [*KINDREPLY, "rewrite", "--jsonl"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=writing, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(writing)
        _, err = process.communicate(many)
    assert err == b""
    assert process.returncode == 141


def test_ctrl_c_ends_with_130() -> None:
    """Without a traceback."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*KINDREPLY, "rewrite", "--jsonl"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"id": 1, "draft": "Thank you."}\n')
        process.stdin.flush()
        process.stdout.readline()  # it is waiting for the next line now
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_serve_refuses_an_open_address_without_a_key(kindreply: CommandLine) -> None:
    """Before it opens anything, naming both settings."""
    result = kindreply("serve", "--host", "0.0.0.0")  # noqa: S104
    assert result.code == 2
    assert "KINDREPLY_HOST and KINDREPLY_API_KEY" in result.err


def test_serve_says_that_a_port_is_taken(kindreply: CommandLine) -> None:
    """In one line."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = kindreply("serve", "--port", str(port))
    assert result.code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in result.err


def test_serve_refuses_a_prompt_that_does_not_exist(
    kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At start, not at the first request."""
    monkeypatch.setenv("KINDREPLY_PROMPT", "soften@nonsense")
    result = kindreply("serve", "--port", "0")
    assert result.code == 2
    assert "KINDREPLY_PROMPT" in result.err


def test_an_exit_code_is_a_number() -> None:
    """Whatever click hands back."""
    assert run(["--help"]) == 0
