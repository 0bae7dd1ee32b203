"""One connection from its first byte to its last: nobody keeps one open by doing nothing.

The one door to uvicorn's protocol, which parses HTTP and runs the application but waits for ever:
for the rest of a request head, for a body that nobody reads, for a client that takes no answer.
Every such wait ends here. A connection that still sends when its answer is complete is closed in
two steps, as RFC 9112 9.6 advises, since a plain close would destroy the answer on its way.
"""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.http.errors import Problem
from api.http.patience import PATIENCE, Patience, Phase
from api.http.wire import bare_answer, head_without_upgrade, untaken


@dataclass(slots=True)
class Crowd:
    """What all connections of one server share."""

    most: int
    """Connections that may be open at once; beyond it, the one that idles longest is closed."""
    draining: Callable[[], bool] = lambda: False
    """Whether the service stops: answers then ask the client to come back elsewhere."""
    waiting: "dict[Connection, None]" = field(default_factory=dict)
    """Those without a request, the one that idles longest first."""


class Connection(HttpToolsProtocol):
    """uvicorn's connection, with an end to each wait. Made by `connections()`."""

    patience: ClassVar[Patience]
    crowd: ClassVar[Crowd]

    phase = Phase.BETWEEN
    received = 0
    """Bytes of this head, or of a body after its answer."""
    _fed = b""
    _plain_head: bytes | None = None
    """The head of a request that wants another protocol, for the parser to read once more."""
    _reading: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _untaken = 0
    """Bytes of the answer that waited for the client when it was last looked at."""

    def connection_made(  # type: ignore[override]  # as uvicorn has it
        self, transport: asyncio.Transport
    ) -> None:
        """Wait for a request; where too many connections are open, the idlest is closed."""
        super().connection_made(transport)
        self.crowd.waiting[self] = None
        self._expect(self.patience.head_s, self._give_up_on_the_head)
        if len(self.connections) > self.crowd.most:
            next(iter(self.crowd.waiting)).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self.crowd.waiting.pop(self, None)
        self._stop_expecting()
        self._stop_writing()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        """The client sends no more; uvicorn closes, once the rest of an answer is taken."""
        super().eof_received()
        self._expect_the_client_to_take_it()

    def data_received(self, data: bytes) -> None:
        """Parse bytes, or count those that are of no use."""
        if self.phase is Phase.OVER or (self.phase is Phase.BODY and self.cycle.response_complete):
            self._discard(data)
        if self.phase is Phase.OVER:
            return
        if self.phase is Phase.BETWEEN:
            self._begin()
        self._fed = data
        super().data_received(data)
        self._fed = b""
        if self.phase is Phase.HEAD:
            self.received += len(data)
            self._refuse_a_long_head()

    def on_message_begin(self) -> None:
        """Begin a request: a second one may lie in the same bytes as the end of the first."""
        super().on_message_begin()
        self._begin()

    def on_headers_complete(self) -> None:
        """Start the request, unless its head is over the limit or must be read once more."""
        self.received = sum(len(name) + len(value) for name, value in self.headers) + len(self.url)
        if (
            self.received > self.patience.head_bytes
            or len(self.pipeline) > self.patience.pipelined
            or self.parser.get_method() == b"CONNECT"
        ):
            raise ValueError("not served")  # the parser stops, and send_400_response is called
        self.received = 0
        if self.parser.should_upgrade():
            self._plain_head = head_without_upgrade(
                self.parser.get_method(), self.url, self.parser.get_http_version(), self.headers
            )
            return
        self.phase = Phase.BODY
        self._stop_expecting()
        self.crowd.waiting.pop(self, None)
        super().on_headers_complete()
        self.cycle.transport = _Answering(self)
        if self.crowd.draining():
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Know that the whole request has come, also one that was answered before."""
        if self._plain_head is not None:
            return
        super().on_message_complete()
        self.phase = Phase.BETWEEN
        if self.cycle.response_complete:
            self._await_the_next()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of this one."""
        super().on_response_complete()
        if self.phase is Phase.BETWEEN:
            if self.timeout_keep_alive_task is not None:
                self.crowd.waiting[self] = None
            return
        self._unset_keepalive_if_required()
        if self.phase is Phase.BODY and self.cycle.response_complete:
            self._expect(self.patience.rest_s, self.leave)

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that brought no further request."""
        self.leave()

    def shutdown(self) -> None:
        """Close at once where nothing runs, else after the answer."""
        super().shutdown()
        if self.transport.is_closing():
            self._expect_the_client_to_take_it()

    def pause_writing(self) -> None:
        """The client takes its answer too slowly: not for ever."""
        super().pause_writing()
        self._expect_the_client_to_take_it()

    def resume_writing(self) -> None:
        """The client has caught up; of a connection that closes, the rest must be taken too."""
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_writing()

    def _unsupported_upgrade_warning(self) -> None:
        """Answer in HTTP/1.1 whoever asks for another protocol, which RFC 9110 7.8 allows.

        Java's client asks for h2c with every first request. The parser skips the body of such a
        request, so it is given the request again without its wish.
        """
        upgrade = sys.exception()
        assert isinstance(upgrade, httptools.HttpParserUpgrade)  # noqa: S101 - who calls this
        head, self._plain_head = self._plain_head, None
        assert head is not None  # noqa: S101 - on_headers_complete has left it here
        rest = self._fed[upgrade.args[0] :]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._fed = b""
        super().data_received(head + rest)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words
        """Refuse what the parser could not read, or was told not to."""
        if self.received > self.patience.head_bytes:
            self._refuse_a_long_head()
        else:
            self._refuse("bad_http", "The bytes are no HTTP/1.1 request.")

    def leave(self) -> None:
        """Close, so that the answer arrives: a client that still sends is told to stop first."""
        if self.transport.is_closing():
            return
        self._expect_the_client_to_take_it()
        if self.phase is Phase.BETWEEN:
            self.transport.close()
            return
        self._read_no_more()
        self.flow.resume_reading()
        self.transport.write_eof()
        self._expect(self.patience.linger_s, self.transport.abort)

    @property
    def _running(self) -> bool:
        """Whether a request is not answered yet."""
        return self.cycle is not None and not self.cycle.response_complete

    def _begin(self) -> None:
        """The first byte of a head: from here the time counts, or still from connecting."""
        self.phase = Phase.HEAD
        if self._reading is None:
            self._expect(self.patience.head_s, self._give_up_on_the_head)

    def _give_up_on_the_head(self) -> None:
        if self.phase is Phase.BETWEEN:
            self.transport.abort()
        else:
            self._refuse("slow_head", f"It must arrive within {self.patience.head_s:g} seconds.")

    def _refuse_a_long_head(self) -> None:
        if self.received > self.patience.head_bytes:
            most = f"{self.patience.head_bytes:,}"
            self._refuse("head_too_large", f"At most {most} bytes of target and headers are read.")

    def _refuse(self, code: str, detail: str) -> None:
        """Answer before there is a request that could be answered."""
        if self._running:
            self.cycle.keep_alive = False  # what was understood before it is answered
            self._read_no_more()
        else:
            self.transport.write(bare_answer(Problem(code, detail)))
            self.phase = Phase.HEAD
            self.leave()

    def _read_no_more(self) -> None:
        self.phase = Phase.OVER
        self.received = 0
        self._stop_expecting()

    def _discard(self, data: bytes) -> None:
        """Take what still comes: to close over unread bytes would destroy the answer."""
        self.received += len(data)
        if self.received > self.patience.rest_bytes:
            if self.phase is Phase.OVER:
                self.flow.pause_reading()
            else:
                self.leave()

    def _await_the_next(self) -> None:
        """The rest of a body came after its answer: the connection is good for another request."""
        self._stop_expecting()
        self.crowd.waiting[self] = None
        self.timeout_keep_alive_task = self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def _expect(self, seconds: float, otherwise: Callable[[], None]) -> None:
        self._stop_expecting()
        self._reading = self.loop.call_later(seconds, otherwise)

    def _stop_expecting(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _expect_the_client_to_take_it(self) -> None:
        self._stop_writing()
        self._untaken = untaken(self.transport)
        self._writing = self.loop.call_later(self.patience.stalled_s, self._look_what_is_taken)

    def _look_what_is_taken(self) -> None:
        if self._untaken - untaken(self.transport) < self.patience.taken_bytes:
            self.transport.abort()
        else:
            self._expect_the_client_to_take_it()

    def _stop_writing(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None


class _Answering(asyncio.Transport):
    """What the answer of a request is written to: closing it leaves the connection politely."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._connection.transport.write(data)

    def is_closing(self) -> bool:
        return self._connection.transport.is_closing()

    def close(self) -> None:
        self._connection.leave()


def connections(
    *, most: int, draining: Callable[[], bool], patience: Patience = PATIENCE
) -> type[Connection]:
    """The protocol of one server, for uvicorn to make its connections of."""
    shared = {"patience": patience, "crowd": Crowd(most, draining)}
    return type("ServedConnection", (Connection,), shared)
