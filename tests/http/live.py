"""The service on real sockets, in a thread of this process: what a wire sees and ASGI does not."""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import uvicorn

from api.http.connections import Connection, connections
from api.http.patience import Patience
from api.http.serving import Server
from tests.http.fakes import Served

WAIT_S = 10.0
"""For anything that must happen on a wire; a test that needs it has failed."""
QUICK = Patience(
    head_s=0.15,
    head_bytes=2_000,
    rest_s=0.15,
    rest_bytes=100_000,
    linger_s=0.15,
    stalled_s=0.15,
    taken_bytes=1,
    pipelined=2,
)


class Wire:
    """A client's end of one connection."""

    def __init__(self, port: int, *, receive_buffer: int | None = None) -> None:
        self.socket = socket.socket()
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(WAIT_S)
        self.socket.connect(("127.0.0.1", port))
        self.unread = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.socket.close()

    def send(self, *parts: bytes) -> None:
        """Send bytes; a server that has closed is for `rest` to find."""
        with suppress(ConnectionError):
            self.socket.sendall(b"".join(parts))

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """The next answer: status, headers in lower case, body."""
        while b"\r\n\r\n" not in self.unread:
            self.unread += self._received()
        head, _, self.unread = self.unread.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
        length = int(headers["content-length"])
        while len(self.unread) < length:
            self.unread += self._received()
        body, self.unread = bytes(self.unread[:length]), self.unread[length:]
        return int(status.split(" ")[1]), headers, body

    def rest(self) -> bytes:
        """Everything until the server closes or resets; hangs up to WAIT_S where it does not."""
        received, self.unread = self.unread, bytearray()
        with suppress(ConnectionError):
            while part := self.socket.recv(65_536):
                received += part
        return bytes(received)

    def _received(self) -> bytes:
        part = self.socket.recv(65_536)
        if not part:
            raise EOFError("the server closed before its answer was whole")
        return part


class Live:
    """A served application on a port of its own while the context is open."""

    def __init__(
        self, served: Served | Any, *, patience: Patience = QUICK, most: int = 100, **config: Any
    ) -> None:
        self.served = served
        protocol = connections(
            most=most, draining=lambda: self.server.readiness.draining, patience=patience
        )
        self.protocol: type[Connection] = protocol
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self.listener.getsockname()[1]
        self.server = Server(
            uvicorn.Config(
                served.app, http=protocol, ws="none", interface="asgi3", log_config=None,
                access_log=False, server_header=False, timeout_graceful_shutdown=5, **config,
            ),
            readiness=served.readiness,
        )  # fmt: skip
        self.thread = threading.Thread(target=self.server.run, args=([self.listener],), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.should_exit = True
        self.thread.join(WAIT_S)
        assert not self.thread.is_alive()

    def connect(self, **options: Any) -> Wire:
        """A new connection."""
        return Wire(self.port, **options)

    @property
    def open(self) -> int:
        """Connections that the server holds."""
        return len(self.server.server_state.connections)

    def dropped(self, wire: Wire) -> bool:
        """Whether the server lets go of a connection that its client still holds."""
        _, port = wire.socket.getsockname()
        held = self.server.server_state.connections
        until = time.monotonic() + WAIT_S
        while any((getattr(other, "client", None) or ("", 0))[1] == port for other in list(held)):
            if time.monotonic() > until:
                return False
            with self.connect() as probe:
                probe.send(b"\n")
                probe.rest()
        return True


def request(line: str, body: bytes | None = None, *headers: str) -> bytes:
    """The bytes of a request to this machine."""
    lines = [f"{line} HTTP/1.1", "Host: localhost", *headers]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")
