"""What every test gets: no network but loopback, no settings of the developer, one event loop."""

import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).parent.parent
LOCAL_NAMES = frozenset({"", "localhost", "localhost.localdomain"})
GUARDED_EVENTS = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}
"""Audit event -> which of its arguments holds the address."""

hypothesis.settings.register_profile("kindreply", deadline=None)
hypothesis.settings.load_profile("kindreply")

_blocked: list[str] = []


class BlockedNetwork(RuntimeError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    """Whether a host is this machine; what is no text (a socket path, None) is no network."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host.lower() in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    place = GUARDED_EVENTS.get(event)
    if place is None:
        return
    address = arguments[place]
    host = address[0] if isinstance(address, tuple) else address
    is_network = event.startswith("socket.get") or isinstance(address, tuple)
    if is_network and not _is_local(host):
        _blocked.append(f"{event} {address!r}")
        raise BlockedNetwork(f"tests stay on this machine: {event} {address!r}")


sys.addaudithook(_refuse_the_network)


@pytest.fixture
def blocked_network() -> list[str]:
    """What was refused so far in this test; a test that expects a refusal clears it."""
    return _blocked


@pytest.fixture(autouse=True)
def _no_swallowed_network_calls() -> Iterator[None]:
    """Fail a test whose code caught the refusal, as HTTP clients like to do."""
    _blocked.clear()
    yield
    refused, _blocked[:] = list(_blocked), []
    assert not refused, f"tests stay on this machine: {refused}"


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_the_developer() -> None:
    """Forget KINDREPLY_* of the shell, or a test would see another person's model or key."""
    for name in [n for n in os.environ if n.startswith("KINDREPLY_") and n != "KINDREPLY_BENCH"]:
        del os.environ[name]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The one event loop that the service runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder of real drafts and labelled pairs."""
    folder = Path(os.environ.get("KINDREPLY_BENCH") or ROOT / "../shared/bench").resolve()
    if not (folder / "dev_pairs.jsonl").is_file():
        pytest.skip("no bench here: set KINDREPLY_BENCH to the folder that holds dev_pairs.jsonl")
    return folder
