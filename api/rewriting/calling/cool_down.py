"""How long a model is left alone because its provider asked for that."""

from collections.abc import Callable

from api.domain.reply import Reason

MAX_S = 300.0
"""A provider that asks for more is asked again all the same."""
UNNAMED_S = 1.0
"""For a 429 that does not say how long."""


class CoolDown:
    """One model's; `clock` counts seconds, never backwards."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until = float("-inf")
        self.reason = Reason.RATE_LIMITED
        """What the provider said it was."""

    @property
    def left_s(self) -> float:
        """Seconds until the model may be asked; 0 where it may be now."""
        return max(0.0, self._until - self._clock())

    def start(self, seconds: float, reason: Reason) -> None:
        """Leave the model alone for so long, at most `MAX_S`; a longer one under way stays."""
        until = self._clock() + min(seconds, MAX_S)
        if until > self._until:
            self._until, self.reason = until, reason
