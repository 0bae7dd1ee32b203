"""Models that answer or fail after some virtual time, and what is heard of the calls to them."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from api.domain.reply import Reason, Usage
from api.rewriting.calling.bulkhead import Bulkhead
from api.rewriting.calling.calls import Calls
from api.rewriting.calling.target import Target
from api.rewriting.model import Completion, LanguageModel, ModelError, TimedOut
from prompts import Message
from tests.virtual_time import now

MESSAGES = (Message("user", "Draft. [D1]"),)
Step = tuple[float, ModelError | None]
"""Seconds until the call ends, and how: None is an answer."""


class TimedModel:
    """Ends its calls as the script says, the last line for ever; keeps its deadline."""

    def __init__(self, *script: Step | ModelError | None) -> None:
        self._script: Sequence[Step] = [
            step if isinstance(step, tuple) else (0.0, step) for step in script
        ]
        self.calls: list[float] = []
        """When each began."""
        self.running = 0
        self.most_running = 0
        self.closed = False

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """The next line of the script."""
        assert (messages, parameters) == (MESSAGES, {})
        delay_s, error = self._script[min(len(self.calls), len(self._script) - 1)]
        self.calls.append(now())
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        try:
            async with asyncio.timeout(deadline_s):
                await asyncio.sleep(delay_s)
        except TimeoutError:
            error = TimedOut("deadline passed")
        finally:
            self.running -= 1
        if error is not None:
            raise error
        return Completion("Kind.", "m", Usage(3, 2))

    async def aclose(self) -> None:
        """Noted."""
        self.closed = True


class Heard:
    """A watcher that keeps what it hears."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Reason | None]] = []
        self.seconds: list[float] = []
        self.usage: list[Usage | None] = []
        self.retries: list[str] = []
        self.breakers: list[tuple[str, str]] = []
        self.queues: list[tuple[int, int]] = []

    def called(
        self, model: str, *, reason: Reason | None, seconds: float, usage: Usage | None
    ) -> None:
        """Noted."""
        self.calls.append((model, reason))
        self.seconds.append(seconds)
        self.usage.append(usage)

    def retried(self, model: str) -> None:
        """Noted."""
        self.retries.append(model)

    def breaker(self, model: str, state: str) -> None:
        """Noted."""
        self.breakers.append((model, state))

    def queue(self, *, running: int, waiting: int) -> None:
        """Noted."""
        self.queues.append((running, waiting))


def target(
    model: TimedModel,
    name: str = "m",
    *,
    bulkhead: Bulkhead | None = None,
    watcher: Heard | None = None,
    fair_s: float = 0.0,
) -> Target:
    """A target on virtual time, half of every jitter."""
    return Target(
        model,
        name=name,
        bulkhead=bulkhead or Bulkhead(),
        clock=now,
        chance=lambda: 0.5,
        watcher=watcher or Heard(),
        fair_s=fair_s,
    )


def calls(
    *targets: Target, watcher: Heard | None = None, chance: Callable[[], float] = lambda: 0.5
) -> Calls:
    """The loop on virtual time."""
    return Calls(targets, watcher=watcher or Heard(), clock=now, chance=chance)


async def outcome(model: LanguageModel, deadline_s: float = 15.0) -> Reason | None:
    """How one request ends; None is an answer."""
    try:
        await model.complete(MESSAGES, parameters={}, deadline_s=deadline_s)
    except ModelError as error:
        return error.reason
    return None
