"""The one loop over calls: how often a request asks, whom, and when it gives up.

The only door to tenacity. The order is model, second model, nobody: the caller then writes without
one. Whoever needs the text does not wait for a model that is left alone, nor for longer than the
deadline.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from api.domain.reply import Reason
from api.rewriting.calling.patience import MAX_CALLS, MAX_WAIT_BESIDE_ANOTHER_S, Patience
from api.rewriting.calling.target import Target
from api.rewriting.model import Completion, ModelError, NotAsked
from api.rewriting.watching import UNWATCHED, Watcher
from prompts import Message


class Calls:
    """The models of the service as one; `targets` are in the order in which they are asked.

    `clock` counts seconds, `sleep` waits between calls, `chance` draws from 0 up to 1 for their
    jitter.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        *,
        watcher: Watcher = UNWATCHED,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.targets = tuple(targets)
        self._watcher = watcher
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
        """Ask, at most three times over all models; see `LanguageModel`.

        One call where nothing fails. Cancellation closes the connection under way.
        """
        patience = Patience(deadline_s, clock=self._clock, chance=self._chance)
        course = _Course(self.targets, patience, self._watcher)
        retrying = AsyncRetrying(
            sleep=self._sleep,
            wait=course.wait_s,
            retry=retry_if_exception(course.goes_on),  # this says no after the last call, too
            reraise=True,
        )
        return await retrying(course.ask, messages, parameters)

    async def aclose(self) -> None:
        """Close all connections; asking afterwards raises Unreachable."""
        for target in self.targets:
            await target.aclose()


class _Course:
    """One request on its way through the models."""

    def __init__(self, targets: Sequence[Target], patience: Patience, watcher: Watcher) -> None:
        self._targets = targets
        self._patience = patience
        self._watcher = watcher
        self._at = 0
        self._again = False
        self._failed: list[ModelError] = []
        self._over = False

    async def ask(
        self, messages: Sequence[Message], parameters: Mapping[str, float | int]
    ) -> Completion:
        """Make one call, to the first model from here on that may be asked.

        Where there is none, raises why: the last call's failure, else why the first was not asked.
        """
        holds: list[ModelError] = []
        for at in range(self._at, len(self._targets)):
            try:
                return await self._targets[at].ask(
                    messages,
                    parameters=parameters,
                    deadline_s=self._patience.left_s,
                    again=self._again,
                )
            except NotAsked as hold:
                holds.append(hold)
                if hold.reason is Reason.BUSY:
                    break
            except ModelError:
                self._at = at
                raise
            self._again = False
        self._over = True
        raise [*self._failed[-1:], *holds][0]

    def goes_on(self, error: BaseException) -> bool:
        """True where one more call may help; decides whom, and `wait_s`."""
        if self._over or not isinstance(error, ModelError):
            return False
        self._failed.append(error)
        calls_left = MAX_CALLS - len(self._failed)
        another = self._another() if error.elsewhere else None
        self._again = self._same_again(error, calls_left, another)
        if not self._again:
            if another is None or not calls_left or not self._patience.allows_another():
                return False
            self._at = another
        self._watcher.retried(self._targets[self._at].name)
        return True

    def wait_s(self, _: RetryCallState) -> float:
        """Seconds before the next call; another model is asked at once."""
        return self._patience.wait_s if self._again else 0.0

    def _another(self) -> int | None:
        """The next model that may be asked now."""
        later = range(self._at + 1, len(self._targets))
        return next((at for at in later if self._targets[at].hold() is None), None)

    def _same_again(self, error: ModelError, calls_left: int, another: int | None) -> bool:
        """Whether the same model is asked once more; one call is kept for another one."""
        target = self._targets[self._at]
        longest_s = float("inf") if another is None else MAX_WAIT_BESIDE_ANOTHER_S
        return (
            calls_left > (another is not None)
            and self._patience.allows(error, longest_wait_s=longest_s)
            and target.hold(again=True) is None
            and target.budget.spend()
        )
