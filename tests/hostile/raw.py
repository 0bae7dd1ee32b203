"""Sends raw requests to a listening service, and judges what comes back.

What two parsers would read differently must end the connection: a second request hidden in the
first one must never be answered.
"""

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from tests.hostile.raw_requests import REQUESTS, Raw
from tests.hostile.sending import Answer, broken_promises

CONNECTIONS = 16
PATIENCE_S = 5.0
"""A connection that is neither answered nor closed by then is a hang."""
QUIET_S = 0.15
"""Nothing for so long after an answer: no other will come."""


_START = re.compile(rb"HTTP/1\.[01] (\d{3}) [^\r\n]{0,40}\r\n")


def all_broken(port: int) -> list[str]:
    """One line for each promise that an answer breaks, all requests tried, many at a time."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        lines = pool.map(lambda asked: list(broken(port, asked)), REQUESTS)
        return [line for found in lines for line in found]


def broken(port: int, asked: Raw) -> Iterator[str]:
    """One line for each promise that the answers to one request break."""
    try:
        received = exchange(port, asked)
    except TimeoutError:
        yield f"neither answered nor closed: raw, {asked.name}"
        return
    answers = list(_answers(received))
    if len(answers) > asked.answers:
        yield f"{len(answers)} answers to what is {asked.answers}: raw, {asked.name}"
    if received and not answers:
        yield f"bytes that are no answer: raw, {asked.name}"
    for answer in answers:
        for fault in broken_promises(answer):
            yield f"{fault}: raw, {asked.name}"


def exchange(port: int, asked: Raw) -> bytes:
    """Send, and read until the connection is closed or stays quiet; raises TimeoutError."""
    received = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as connection,
        suppress(ConnectionError),
    ):
        # A refused request is answered before it is read whole.
        with suppress(ConnectionError):
            connection.sendall(asked.sent)
            if not asked.whole:
                connection.shutdown(socket.SHUT_WR)
        while piece := _next(connection, started=bool(received)):
            received += piece
    return received


def _next(connection: socket.socket, *, started: bool) -> bytes:
    """What comes next; nothing where it is closed, or quiet after the answer has begun."""
    connection.settimeout(QUIET_S if started else PATIENCE_S)
    try:
        return connection.recv(65_536)
    except TimeoutError:
        if started:
            return b""
        raise


def _answers(received: bytes) -> Iterator[Answer]:
    """The answers in a stream, by their lengths."""
    while found := _START.match(received):
        head, _, rest = received[found.end() - 2 :].partition(b"\r\n\r\n")
        pairs = (line.partition(b":") for line in head.split(b"\r\n") if line)
        headers = {n.decode("latin-1").lower(): v.decode("latin-1").strip() for n, _, v in pairs}
        length = int(headers.get("content-length", "0"))
        status = int(found[1])
        if status >= 200:
            yield Answer(status, headers, rest[:length])
        received = rest[length:] if status >= 200 else rest
