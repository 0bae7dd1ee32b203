"""What may be counted of the calls to a model: numbers and our own words, never text of anybody."""

from typing import Protocol

from api.domain.reply import Reason, Usage


class Watcher(Protocol):
    """Hears of each call; must not raise, block or keep anything but counts."""

    def called(
        self, model: str, *, reason: Reason | None, seconds: float, usage: Usage | None
    ) -> None:
        """One call to a provider ended: `reason` is None where its answer was usable."""

    def retried(self, model: str) -> None:
        """The same request is sent once more, or to the second model."""

    def breaker(self, model: str, state: str) -> None:
        """The breaker of a model is `closed` (so it starts), `open`, `half_open` or `latched`."""

    def queue(self, *, running: int, waiting: int) -> None:
        """How many calls are under way, and how many requests wait for a place."""


class Unwatched:
    """A watcher that does not look."""

    def called(
        self, model: str, *, reason: Reason | None, seconds: float, usage: Usage | None
    ) -> None:
        """Not counted."""

    def retried(self, model: str) -> None:
        """Not counted."""

    def breaker(self, model: str, state: str) -> None:
        """Not counted."""

    def queue(self, *, running: int, waiting: int) -> None:
        """Not counted."""


UNWATCHED: Watcher = Unwatched()
