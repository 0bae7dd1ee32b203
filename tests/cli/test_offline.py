"""It starts with no network, a read-only root and a number for a user, and answers."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.running import serving
from tests.cli.sandbox import ENTER, unavailable
from tests.conftest import ROOT

REFUSING = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod"}
LEAVING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.gethostbyname"}

def refuse(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        wanted = arguments[2] & WRITING and os.fsdecode(arguments[0]) != os.devnull
    elif event == "socket.getaddrinfo":
        wanted = arguments[0] not in ("127.0.0.1", b"127.0.0.1", "localhost")
    else:
        wanted = event in CHANGING or event in LEAVING
    if wanted:
        os.write(2, f"refused: {event} {arguments!r}\\n".encode())
        os._exit(3)

sys.addaudithook(refuse)
from api.cli import main
main()
"""


def test_it_writes_nothing_and_calls_nobody_before_it_is_asked() -> None:
    """Seen by Python's own audit, which works on every machine: any attempt ends the process."""
    settings = {
        "KINDREPLY_MODEL_BASE_URL": "https://models.example/v1",
        "KINDREPLY_MODEL_NAME": "far-away",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = (sys.executable, "-c", REFUSING, "serve", "--port", "0")
    with serving(settings, command=command) as running:
        assert running.client.get("/readyz").status_code == 200
        assert running.client.get("/").status_code == 200
        assert running.process.poll() is None


def test_it_answers_without_network_and_disk_as_a_user_without_name_or_home() -> None:
    """In namespaces of its own, where both are true: a model out of reach is no reason to stop."""
    reason = unavailable()
    if reason:
        pytest.skip(f"no namespaces on this machine: {reason}")
    bare = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(  # noqa: S603 - ours
        [*ENTER, sys.executable, "-m", "tests.cli.sandbox", "enter"],
        cwd=ROOT, env=bare, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "user": 10001,
        "writes": [],
        "interfaces": ["lo"],
        "answer": [200, "phrasebook"],
        "ready": 200,
    }
