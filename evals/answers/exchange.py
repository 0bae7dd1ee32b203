"""What passes between the service and a model for one request of a run, seen from outside.

The service is asked in this process, so a context variable that is set around the request reaches
the transport behind its model's client: the transport notes there what was asked and said.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from evals.answers.answer import Answer


@dataclass(slots=True)
class Exchange:
    """The calls of one request; `script` is what a scripted model answers, call by call."""

    script: Sequence[Answer] = ()
    calls: int = 0
    said: str | None = None
    """The content of the last answer that had one."""
    missed: str | None = None
    """Why a cassette had no answer."""

    def next_answer(self) -> Answer:
        """The scripted answer of this call; the last one is given again and again."""
        self.calls += 1
        return self.script[min(self.calls, len(self.script)) - 1]


_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


@contextmanager
def exchange(script: Sequence[Answer] = ()) -> Iterator[Exchange]:
    """Note the calls that are made inside this block."""
    noted = Exchange(script)
    token = _current.set(noted)
    try:
        yield noted
    finally:
        _current.reset(token)


def current() -> Exchange:
    """The exchange that a transport is part of; raises LookupError outside of any."""
    noted = _current.get()
    if noted is None:
        raise LookupError("a model was asked outside of a request of the suite")
    return noted
