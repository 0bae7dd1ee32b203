"""Who pays for a call to the model, and what it costs: a model that asks the key's budget first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from api.access.budgets import Budgets
from api.domain.reply import Reason
from api.rewriting.model import Completion, LanguageModel, ModelError, NotAsked
from prompts import Message

BYTES_PER_TOKEN = 3
"""English has over four: rather reserve too much, it comes back."""
COMMON_MAX_TOKENS = 4_096
"""Where a prompt sets no cap on the answer."""
MOST_TOKENS = 10_000_000
"""More than this cannot be the count of one call; such a report is not believed."""
FREE = frozenset({Reason.MISCONFIGURED, Reason.PROMPT_REJECTED, Reason.RATE_LIMITED})
"""Failures of a call after which the model has not written anything."""


@dataclass(frozen=True, slots=True)
class Payer:
    """The key on which a request's calls count, and its limit of tokens a day; 0 is none."""

    key_id: str
    tokens_per_day: int


_payer: ContextVar[Payer | None] = ContextVar("payer", default=None)


@contextmanager
def paid_by(payer: Payer) -> Iterator[None]:
    """Count the calls that are made inside this block on a key."""
    token = _payer.set(payer)
    try:
        yield
    finally:
        _payer.reset(token)


class BudgetedModel:
    """A model that is only asked while the payer's tokens of today suffice."""

    def __init__(self, model: LanguageModel, budgets: Budgets) -> None:
        self._model = model
        self._budgets = budgets

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """Ask the model behind; raises NotAsked where the tokens of today are spent.

        A call that fails or is cancelled costs its estimate, unless the provider cannot have
        begun to write; with several tries, the last is what is paid.
        """
        payer = _payer.get()
        if payer is None:
            return await self._model.complete(
                messages, parameters=parameters, deadline_s=deadline_s
            )
        reservation = self._budgets.reserve(
            payer.key_id, estimate(messages, parameters), limit=payer.tokens_per_day
        )
        if reservation is None:
            raise NotAsked("tokens of today are spent", reason=Reason.TOKEN_BUDGET)
        try:
            completion = await self._model.complete(
                messages, parameters=parameters, deadline_s=deadline_s
            )
            reservation.settle(_cost(completion))
        except ModelError as error:
            if isinstance(error, NotAsked) or error.reason in FREE:
                reservation.release()
            raise
        finally:
            reservation.settle()
        return completion


def estimate(messages: Sequence[Message], parameters: Mapping[str, float | int]) -> int:
    """Tokens that a call may cost: those of its messages, and the longest answer."""
    sent = sum(len(message.content.encode("utf-8", "replace")) for message in messages)
    caps = [
        parameters[name] for name in ("max_tokens", "max_completion_tokens") if name in parameters
    ]
    return sent // BYTES_PER_TOKEN + 1 + int(max(caps, default=COMMON_MAX_TOKENS))


def _cost(completion: Completion) -> int | None:
    """What the provider counted; None where it did not, or nothing that can be."""
    usage = completion.usage
    counted = usage.prompt_tokens + usage.completion_tokens if usage else 0
    return counted if 0 < counted <= MOST_TOKENS else None
