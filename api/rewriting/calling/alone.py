"""A model without a memory: for measurements, where each request must fare as the first would."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from api.rewriting.calling.bulkhead import Bulkhead
from api.rewriting.calling.calls import Calls
from api.rewriting.calling.target import OpenModel, Target
from api.rewriting.model import Completion
from prompts import Message


class Alone:
    """One model behind the service's loop: neither breaker, budget nor queue outlives a request.

    `clock`, `sleep` and `chance` as for `Calls`.
    """

    def __init__(
        self,
        model: OpenModel,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._model = model
        self._clock = clock
        self._sleep = sleep
        self._chance = chance

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """Ask, at most three times; see `LanguageModel`."""
        target = Target(
            self._model, name="", bulkhead=Bulkhead(), clock=self._clock, chance=self._chance
        )
        calls = Calls([target], clock=self._clock, sleep=self._sleep, chance=self._chance)
        return await calls.complete(messages, parameters=parameters, deadline_s=deadline_s)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._model.aclose()
