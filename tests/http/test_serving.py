"""The server process in parts: signals, and how many connections there are files for."""

import asyncio
import resource
import signal
import sys
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from api.http.connections import Connection
from api.http.readiness import Readiness
from api.http.serving import FILES_OF_OUR_OWN, MAX_CONNECTIONS, Server, build_server


def server(drain_s: float) -> Server:
    """A server that never opens a socket."""
    return Server(uvicorn.Config(FastAPI()), readiness=Readiness(), drain_s=drain_s)


def stops(running: Server) -> bool:
    """Whether it would stop accepting now."""
    return asyncio.run(running.on_tick(1))


def test_sigterm_ends_accepting_only_after_the_lag() -> None:
    """Until then it says that it is not ready, and serves."""
    patient = server(drain_s=100)
    patient.handle_exit(signal.SIGTERM, None)
    assert patient.readiness.draining
    assert not stops(patient)
    hurried = server(drain_s=0)
    hurried.handle_exit(signal.SIGTERM, None)
    assert stops(hurried)
    assert not hurried.force_exit


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_stops_at_once(second: signal.Signals) -> None:
    """Whoever asks twice does not want to wait."""
    running = server(drain_s=100)
    running.handle_exit(signal.SIGTERM, None)
    running.handle_exit(second, None)
    assert stops(running)
    assert running.force_exit


def test_ctrl_c_has_no_lag() -> None:
    """Nobody balances load over a terminal; what runs is finished all the same."""
    running = server(drain_s=100)
    running.handle_exit(signal.SIGINT, None)
    assert stops(running)
    assert not running.force_exit
    running.handle_exit(signal.SIGINT, None)
    assert running.force_exit


@pytest.fixture
def soft_limit() -> Iterator[int]:
    """This process with few files, as a shell starts it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    yield hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_where_files_have_no_limit_connections_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some platforms cannot be asked."""
    monkeypatch.setitem(sys.modules, "resource", None)
    built = build_server(FastAPI(), readiness=Readiness(), deadline_s=2.5, drain_s=1)
    protocol = built.config.http
    assert isinstance(protocol, type)
    assert issubclass(protocol, Connection)
    assert protocol.crowd.most == MAX_CONNECTIONS


def test_the_server_takes_all_files_it_may_have_and_no_more_connections(soft_limit: int) -> None:
    """The limit of the shell is for programs that do not know better."""
    built = build_server(FastAPI(), readiness=Readiness(), deadline_s=2.5, drain_s=1)
    protocol = built.config.http
    assert isinstance(protocol, type)
    assert issubclass(protocol, Connection)
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == min(soft_limit, 65_536)
    assert protocol.crowd.most == min(MAX_CONNECTIONS, soft - FILES_OF_OUR_OWN)
    assert not protocol.crowd.draining()
    assert built.config.timeout_graceful_shutdown == 8
    again = build_server(FastAPI(), readiness=Readiness(), deadline_s=2.5, drain_s=1)
    assert isinstance(again.config.http, type)
    assert again.config.http is not protocol
