"""`kindreply serve` is told to stop: a real process, real requests, no lost one."""

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import httpx2
import pytest

from tests.cli.running import Running, serving
from tests.upstream import Answer, Upstream, says

DRAFT = {"draft": "You must send the receipt."}
SOFT = "Could you send us the receipt, please? [D1]"


@contextmanager
def slow_model(delay_s: float) -> Iterator[Upstream]:
    """A provider that takes its time."""
    answer = says(SOFT)
    slow = Answer(answer.status, answer.body, answer.headers, delay_s=delay_s)
    with Upstream(lambda _body: slow) as upstream:
        yield upstream


def with_model(upstream: Upstream, **more: str) -> dict[str, str]:
    """Settings of a service that asks this provider."""
    return {
        "KINDREPLY_MODEL_BASE_URL": upstream.url,
        "KINDREPLY_MODEL_NAME": "m",
        **more,
    }


def refused(running: Running) -> bool:
    """Whether new connections are refused."""
    try:
        httpx2.get(running.url("/healthz"), trust_env=False).raise_for_status()
    except httpx2.TransportError:
        return True
    return False


def test_a_drain_answers_what_runs_and_what_still_comes_and_then_refuses() -> None:
    """Not ready at once, served for the lag, finished in flight, then gone with 0."""
    with (
        slow_model(1.5) as upstream,
        serving(with_model(upstream, KINDREPLY_DRAIN_S="1")) as running,
    ):
        with ThreadPoolExecutor() as pool:
            in_flight = pool.submit(running.post, DRAFT)
            assert upstream.asked.wait(10)
            running.process.send_signal(signal.SIGTERM)
            told_s = time.monotonic()
            while (ready := running.client.get("/readyz")).status_code == 200:
                assert time.monotonic() - told_s < 0.5
            assert ready.json()["code"] == "draining"
            late = pool.submit(running.post, DRAFT)
            while not refused(running):
                assert time.monotonic() - told_s < 5
            assert time.monotonic() - told_s >= 1
            for answer in (in_flight.result(), late.result()):
                assert answer.status_code == 200
                assert answer.json()["engine"] == "model"
            assert late.result().headers["connection"] == "close"
        assert running.process.wait(10) == 0


def test_a_second_signal_ends_a_drain_at_once() -> None:
    """With requests still running."""
    with (
        slow_model(30) as upstream,
        serving(with_model(upstream, KINDREPLY_DRAIN_S="60")) as running,
        ThreadPoolExecutor() as pool,
    ):
        cut = pool.submit(running.post, DRAFT)
        assert upstream.asked.wait(10)
        running.process.send_signal(signal.SIGTERM)
        while running.client.get("/readyz").status_code == 200:
            pass
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(10) == -signal.SIGTERM
        with pytest.raises(httpx2.TransportError):
            cut.result()


def test_a_drain_under_load_loses_nothing() -> None:
    """Callers go elsewhere once `/readyz` says so, as a load balancer does."""
    with (
        slow_model(0.05) as upstream,
        serving(with_model(upstream, KINDREPLY_DRAIN_S="1")) as running,
    ):
        stop = threading.Event()

        def ask_on() -> list[int]:
            with httpx2.Client(base_url=running.url(""), trust_env=False, timeout=30) as client:
                statuses = []
                while not stop.is_set():
                    statuses.append(client.post("/v1/rewrites", json=DRAFT).status_code)
                return statuses

        with ThreadPoolExecutor(8) as pool, ExitStack() as stack:
            stack.callback(stop.set)
            callers = [pool.submit(ask_on) for _ in range(8)]
            assert upstream.asked.wait(10)
            running.process.send_signal(signal.SIGTERM)
            while running.client.get("/readyz").status_code == 200:
                pass
            stop.set()
            answered = [status for caller in callers for status in caller.result()]
        assert len(answered) >= 8
        assert set(answered) == {200}
        assert running.process.wait(10) == 0


def test_without_a_lag_a_service_that_is_idle_stops_at_once() -> None:
    """As a process supervisor without a load balancer wants it."""
    with serving({"KINDREPLY_DRAIN_S": "0"}) as running:
        assert running.client.get("/readyz").status_code == 200
        told_s = time.monotonic()
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(10) == 0
        assert time.monotonic() - told_s < 3
