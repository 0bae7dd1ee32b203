"""`kindreply serve`, as a process with a real client."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from api.cli.serve import welcome
from api.settings import load_settings
from tests.cli.running import Running, serving


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


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, ["http://localhost:80/", "Only this machine", "phrasebook writes"]),
        (
            {"host": "::", "api_key": "k" * 20},
            ["http://[::]:80/", "has the key"],
        ),
        (
            {"model_base_url": "http://127.0.0.1:9/v1", "model_name": "small"},
            ["The model small writes"],
        ),
    ],
)
def test_the_welcome_says_where_and_for_whom(settings: dict[str, Any], words: list[str]) -> None:
    """Address, reach and writer, in plain words."""
    text = welcome(load_settings(**settings), 80)
    for word in words:
        assert word in text
