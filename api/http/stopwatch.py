"""How long a request waited for the model: measured at the door, since the core has no clock."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter

from api.rewriting.model import Completion, LanguageModel
from prompts import Message


@dataclass(slots=True)
class Waited:
    """Milliseconds of all calls to the model in one request; None where it was not asked."""

    ms: float | None = None


_waited: ContextVar[Waited | None] = ContextVar("waited", default=None)


@contextmanager
def model_time() -> Iterator[Waited]:
    """Add up the time of the calls that are made inside this block."""
    waited = Waited()
    token = _waited.set(waited)
    try:
        yield waited
    finally:
        _waited.reset(token)


class TimedModel:
    """A model whose calls are timed."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """Ask the model behind; its failures take time too."""
        started_s = perf_counter()
        try:
            return await self._model.complete(
                messages, parameters=parameters, deadline_s=deadline_s
            )
        finally:
            waited = _waited.get()
            if waited is not None:
                waited.ms = (waited.ms or 0.0) + (perf_counter() - started_s) * 1000
