"""`kindreply serve`, as a process with a real client."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.cli.serve import welcome
from api.settings import load_settings
from tests.access.stored import PEPPER
from tests.cli.command_line import CommandLine
from tests.cli.running import Running, serving
from tests.conftest import ROOT

KINDREPLY = [sys.executable, "-c", "from api.cli import main; main()"]


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """`kindreply serve --port 0`, stopped at the end."""
    with serving() as service:
        yield service


def test_it_says_that_it_is_loopback_only(running: Running) -> None:
    """In its first line, with the port that it took."""
    assert running.started["event"] == "started"
    assert running.started["loopback_only"] is True
    assert running.started["engine"] == "phrasebook"


def test_it_answers_over_a_real_connection(running: Running) -> None:
    """One event for one request, and no Server header."""
    response = running.client.post("/v1/rewrites", json={"draft": "You must send the receipt."})
    assert response.status_code == 200
    assert "server" not in response.headers
    event = running.until("request")
    assert (event["request_id"], event["status"]) == (response.headers["x-request-id"], 200)


def test_a_giant_body_is_refused_on_the_wire(running: Running) -> None:
    """The client gets its answer although the rest of the body is never read."""
    response = running.client.post(
        "/v1/rewrites", content=b" " * 65_537, headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 413
    assert running.client.get("/healthz").status_code == 200


def test_it_stops_when_it_is_told_to(running: Running) -> None:
    """At once where nothing is in flight, as an interrupted command does."""
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=20) == 130


def test_a_key_made_while_it_runs_works_and_one_revoked_ends(tmp_path: Path) -> None:
    """Nothing but the database connects the command and the service."""
    settings = {"KINDREPLY_DATABASE": str(tmp_path / "kind.db"), "KINDREPLY_KEY_PEPPER": PEPPER}

    def keys(*arguments: str) -> str:
        ran = subprocess.run(  # noqa: S603 - our own command
            [*KINDREPLY, "keys", *arguments],
            cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return ran.stdout.strip()

    with serving(settings) as service:
        assert service.next_event()["event"] == "no_keys"
        key = keys("create", "web", "--scope", "rewrite")
        headers = {"Authorization": f"Bearer {key}"}
        body = {"draft": "You must send the receipt."}
        answer = service.client.post("/v1/rewrites", json=body, headers=headers)
        assert answer.status_code == 200
        keys("revoke", "web")
        revoked_s = time.monotonic()
        while service.client.post("/v1/rewrites", json=body, headers=headers).status_code == 200:
            assert time.monotonic() - revoked_s < 5


def test_a_database_that_cannot_be_used_keeps_it_from_starting(
    kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With a line that names the setting, before anything is served."""
    monkeypatch.setenv("KINDREPLY_DATABASE", str(tmp_path / "missing" / "kind.db"))
    monkeypatch.setenv("KINDREPLY_KEY_PEPPER", PEPPER)
    result = kindreply("serve", "--port", "0")

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Error: KINDREPLY_DATABASE: ")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, ["http://localhost:80/", "Only this machine", "phrasebook writes", "nor"]),
        (
            {"host": "::", "api_key": "k" * 20},
            ["http://[::]:80/", "has a key"],
        ),
        ({"api_key": "k" * 20}, ["Only this machine can reach it (loopback), with a key."]),
        (
            {"database": "kind.db", "key_pepper": PEPPER, "live_keys": 0},
            ["There is no key yet", "kindreply keys create"],
        ),
        (
            {"model_base_url": "http://127.0.0.1:9/v1", "model_name": "small"},
            ["The model small writes"],
        ),
    ],
)
def test_the_welcome_says_where_and_for_whom(settings: dict[str, Any], words: list[str]) -> None:
    """Address, reach and writer, in plain words."""
    live_keys = settings.pop("live_keys", None)
    text = welcome(load_settings(**settings), 80, live_keys=live_keys)
    for word in words:
        assert word in text
