"""The server process: how it takes connections, and how it stops without losing a request."""

import signal
from math import ceil
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from api.http.connections import connections

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.http.readiness import Readiness

GRACE_S = 5
"""Seconds beyond the deadline that requests in flight get when the service stops."""
MAX_CONNECTIONS = 10_000
MAX_FILES = 65_536
FILES_OF_OUR_OWN = 256
"""Files and connections to models that must still open when all connections are taken."""


class Server(uvicorn.Server):
    """uvicorn, told to stop: SIGTERM drains, Ctrl-C does not wait, a second signal ends it all.

    On SIGTERM `/readyz` says so at once, and for `drain_s` seconds everything is still answered,
    since whoever balances the load needs that long to hear of it. Then nothing new is accepted and
    what runs is finished. The process leaves with 0.
    """

    def __init__(
        self, config: uvicorn.Config, *, readiness: "Readiness", drain_s: float = 0.0
    ) -> None:
        super().__init__(config)
        self.readiness = readiness
        self.drain_s = drain_s
        self.stop_accepting_s: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, or stop at once where that has begun already."""
        if self.readiness.draining:
            self.force_exit = True
        elif sig == signal.SIGTERM:
            self.readiness.draining = True
            self.stop_accepting_s = monotonic() + self.drain_s
            return
        self.readiness.draining = True
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is time to stop accepting."""
        if self.stop_accepting_s is not None and monotonic() >= self.stop_accepting_s:
            self.should_exit = True
        return await super().on_tick(counter)


def build_server(
    app: "FastAPI", *, readiness: "Readiness", deadline_s: float, drain_s: float
) -> Server:
    """The server of the service, ready to run on a socket that listens.

    Requests in flight get the rest of their deadline when the service stops, and GRACE_S more.
    """
    config = uvicorn.Config(
        app,
        http=connections(most=_most_connections(), draining=lambda: readiness.draining),
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=ceil(deadline_s) + GRACE_S,
    )
    return Server(config, readiness=readiness, drain_s=drain_s)


def _most_connections() -> int:
    """As many as there are file handles for, once the process has taken all it may have."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return MAX_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    files = MAX_FILES if soft == resource.RLIM_INFINITY else soft
    return max(1, min(MAX_CONNECTIONS, files - FILES_OF_OUR_OWN))
