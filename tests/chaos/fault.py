"""What a fault is: how an upstream misbehaves, and what the service may do about it.

A fault is a coroutine over a `Wire`, registered under its name; its docstring says what goes wrong:

    @fault("U6", "unreachable", calls=RETRIED)
    async def close_mid_body(wire: Wire) -> None:
        \"""The body ends before the length that was declared.\"""

`entry` is the line of the failure catalogue that it belongs to. `reasons` are those that an answer
may give; MODEL stands for an answer that is the model's, so a fault that must not matter has MODEL
alone. `calls` are the fewest and the most requests that one rewrite may send.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum

from tests.chaos.wire import Wire

Serve = Callable[[Wire], Awaitable[None]]
Calls = tuple[int, int]

MODEL = "model"
UNCALLED: Calls = (0, 0)
ONCE: Calls = (1, 1)
RETRIED: Calls = (2, 3)
PERHAPS_RETRIED: Calls = (1, 3)
WAITED: Calls = (1, 2)
"""The provider names a wait after which there is time for one more call, and for no other."""


class Stage(Enum):
    """How far a request gets before its fault takes over."""

    PORT = "port"
    """No connection is accepted: the fault is the address."""
    ACCEPT = "accept"
    """At once; the fault reads the request if it wants one. Such a fault has a port of its own."""
    HEAD = "head"
    """When the head of the request has come, before its body is read."""
    REQUEST = "request"
    """When the whole request has come."""


@dataclass(frozen=True)
class Fault:
    """One way to misbehave. `warm_ups` requests are made before the one that counts."""

    name: str
    entry: str
    serve: Serve
    reasons: frozenset[str]
    calls: Calls
    stage: Stage = Stage.REQUEST
    tls: bool = False
    """Whether the address is given as https."""
    warm_ups: int = 0
    in_text: bool = False
    """Whether the provider did its part and only the text that it brought is of no use."""

    @property
    def harmless(self) -> bool:
        """Whether the model's text must arrive all the same."""
        return self.reasons == {MODEL}


FAULTS: dict[str, Fault] = {}
"""Every fault by name."""


def add(fault: Fault) -> None:
    """Register a fault; raises ValueError where its name is taken."""
    if fault.name in FAULTS:
        raise ValueError(f"two faults are called {fault.name}")
    FAULTS[fault.name] = fault


def fault(
    entry: str,
    *reasons: str,
    calls: Calls,
    stage: Stage = Stage.REQUEST,
    tls: bool = False,
    warm_ups: int = 0,
) -> Callable[[Serve], Serve]:
    """Register a coroutine as the fault of its name."""

    def register(serve: Serve) -> Serve:
        name = getattr(serve, "__name__", "")
        add(Fault(name, entry, serve, frozenset(reasons), calls, stage, tls, warm_ups))
        return serve

    return register
