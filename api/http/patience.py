"""How long and for how much one connection is waited for."""

import enum
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """The end of each wait: seconds and bytes."""

    head_s: float = 10.0
    """From its first byte, or from connecting, to the last byte of a request's head."""
    head_bytes: int = 32 * 1024
    rest_s: float = 5.0
    """For a body that nobody wanted, after its answer."""
    rest_bytes: int = 16 * 1024 * 1024
    linger_s: float = 2.0
    """For the client to close, once it has been told that nothing more is read."""
    stalled_s: float = 10.0
    """For a client to take `taken_bytes` of an answer that does not fit into the buffers."""
    taken_bytes: int = 10 * 1024
    pipelined: int = 16
    """Requests that may wait behind the one that runs."""


PATIENCE = Patience()


class Phase(enum.Enum):
    """Where in a request the next byte falls."""

    BETWEEN = enum.auto()
    HEAD = enum.auto()
    BODY = enum.auto()
    OVER = enum.auto()
    """Nothing more is read of this connection."""
