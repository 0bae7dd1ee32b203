"""One model that may be asked, with all that may keep a request from asking it."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from api.domain.reply import Reason
from api.rewriting.calling.breaker import Breaker, State
from api.rewriting.calling.bulkhead import Bulkhead, Full
from api.rewriting.calling.cool_down import UNNAMED_S, CoolDown
from api.rewriting.calling.retry_budget import RetryBudget
from api.rewriting.model import (
    Completion,
    LanguageModel,
    Misconfigured,
    ModelError,
    NotAsked,
    RateLimited,
    TimedOut,
)
from api.rewriting.watching import UNWATCHED, Watcher
from prompts import Message


class OpenModel(LanguageModel, Protocol):
    """A language model that makes one call for each question, and holds connections open."""

    async def aclose(self) -> None:
        """Close all connections."""
        ...


class Target:
    """A model at a provider. `bulkhead` is the provider's, shared by its models.

    A call that was cut off in less than `fair_s` seconds says nothing of the model: a caller in a
    hurry must not close it to everybody. `breaker` and `budget` take the place of the usual ones.
    """

    def __init__(  # noqa: PLR0913 - by keyword only: the list of the parts
        self,
        model: OpenModel,
        *,
        name: str,
        bulkhead: Bulkhead,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        fair_s: float = 0.0,
        watcher: Watcher = UNWATCHED,
        breaker: Breaker | None = None,
        budget: RetryBudget | None = None,
    ) -> None:
        self.name = name
        self.budget = budget or RetryBudget()
        self._model = model
        self._bulkhead = bulkhead
        self._clock = clock
        self._fair_s = fair_s
        self._watcher = watcher
        self._cool_down = CoolDown(clock=clock)
        self._breaker = breaker or Breaker(
            clock=clock, chance=chance, changed=lambda state: watcher.breaker(name, state.value)
        )
        watcher.breaker(name, self._breaker.state.value)

    @property
    def state(self) -> State:
        """Whether requests get through, as the last one saw it."""
        return self._breaker.state

    def hold(self, *, again: bool = False) -> NotAsked | None:
        """Why the model is not asked now, or None; an `again` has done its own waiting."""
        if not self._breaker.admits:
            if self._breaker.state is State.LATCHED:
                return NotAsked("latched", reason=Reason.MISCONFIGURED)
            return NotAsked("breaker open", reason=Reason.PAUSED)
        left_s = self._cool_down.left_s
        if left_s > 0 and not again:
            return NotAsked("cooling down", reason=self._cool_down.reason, retry_after_s=left_s)
        return None

    async def ask(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
        again: bool = False,
    ) -> Completion:
        """Make one call, the wait for a place included in `deadline_s`.

        Raises NotAsked where none was made, and ModelError as the model does.
        """
        hold = self.hold(again=again)
        if hold is not None:
            raise hold
        came = self._clock()
        try:
            await self._bulkhead.enter(deadline_s)
        except Full:
            hold = NotAsked("all places are taken", reason=Reason.BUSY)
        if hold is not None:
            raise hold
        try:
            hold = self.hold(again=again)  # of those before us in the queue, some have failed
            if hold is not None:
                raise hold
            left_s = deadline_s - (self._clock() - came)
            return await self._call(messages, parameters, left_s)
        finally:
            self._bulkhead.leave()

    async def aclose(self) -> None:
        """Close the model's connections."""
        await self._model.aclose()

    async def _call(
        self,
        messages: Sequence[Message],
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        permit = self._breaker.admit()
        assert permit is not None  # noqa: S101 - nothing has happened since `hold` looked
        began = self._clock()
        try:
            completion = await self._model.complete(
                messages, parameters=parameters, deadline_s=deadline_s
            )
        except ModelError as error:
            self._learn(permit, error, given_s=deadline_s)
            self._watcher.called(
                self.name, reason=error.reason, seconds=self._clock() - began, usage=None
            )
            raise
        except BaseException:  # the caller left, or a mistake of ours
            self._breaker.uncounted(permit)
            raise
        self._breaker.passed(permit)
        self.budget.earn()
        self._watcher.called(
            self.name, reason=None, seconds=self._clock() - began, usage=completion.usage
        )
        return completion

    def _learn(self, permit: int, error: ModelError, *, given_s: float) -> None:
        cool_s = error.retry_after_s
        if cool_s is None and isinstance(error, RateLimited):
            cool_s = UNNAMED_S
        if cool_s:
            self._cool_down.start(cool_s, error.reason)
        if isinstance(error, Misconfigured):
            self._breaker.misconfigured(permit)
        elif error.counts and not cool_s and not self._hurried(error, given_s):
            self._breaker.failed(permit)
        else:
            self._breaker.uncounted(permit)

    def _hurried(self, error: ModelError, given_s: float) -> bool:
        return isinstance(error, TimedOut) and given_s < self._fair_s
