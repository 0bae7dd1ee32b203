"""What the pipeline needs of a language model, and every way in which one can fail.

The tree is sorted by who must act:

* ModelError
  x Misconfigured      the operator: key, model name, certificate, quota, redirect
  x ProviderError      the provider
    + Unreachable      no connection, or it broke
    + TimedOut         no answer within the deadline
    + RateLimited      429; `retry_after_s` where the provider says
    + ProviderFailed   408, 409, 5xx, a body that is refused
  x PromptRejected     whoever edits prompts: 400, 413, 422, text too long for the model
  x UnusableAnswer     the model
    + BadAnswer        not in the form that was asked for, or empty
    + CutShort         ends before its end; cut text is never shown
    + Refused          the model or its content filter declined
  x NotAsked           nobody: the model is left alone, all places are taken, tokens are spent

No message ever holds text of a draft, a customer or an answer: what a provider says about a
request may quote it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from api.domain.reply import Reason, Usage
from prompts import Message


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote, complete, its marks still in it; `usage` where the provider counts."""

    text: str
    model: str
    usage: Usage | None = None


class LanguageModel(Protocol):
    """Something that continues a conversation."""

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """Answer `messages` within `deadline_s` seconds, retries and waiting included.

        Raises ModelError and nothing else; cancellation passes through.
        """
        ...


class ModelError(Exception):
    """A model gave no usable answer.

    `retriable` says whether the same request may fare better a moment later; `retry_after_s`,
    in seconds, is the provider's own word on when. `counts` says whether the provider itself is
    in trouble, so that a breaker counts it.
    """

    reason: Reason
    elsewhere: ClassVar[bool] = True
    """Whether another model may fare better."""
    retriable: bool = False
    counts: bool = False
    retry_after_s: float | None = None

    def __init__(
        self,
        detail: str,
        *,
        retriable: bool | None = None,
        counts: bool | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail)
        if retriable is not None:
            self.retriable = retriable
        if counts is not None:
            self.counts = counts
        self.retry_after_s = retry_after_s


class Misconfigured(ModelError):
    """Nothing helps until the operator changes a setting or the provider's account."""

    reason = Reason.MISCONFIGURED


class ProviderError(ModelError):
    """The provider did not do its part."""

    reason = Reason.PROVIDER_ERROR


class Unreachable(ProviderError):
    """No connection, or it broke before the answer was whole."""

    reason = Reason.UNREACHABLE
    retriable = True
    counts = True


class TimedOut(ProviderError):
    """The deadline passed; the call may have been billed all the same."""

    reason = Reason.TIMEOUT
    counts = True


class RateLimited(ProviderError):
    """Too many requests for now."""

    reason = Reason.RATE_LIMITED
    retriable = True


class ProviderFailed(ProviderError):
    """The provider reports a fault of its own."""

    reason = Reason.PROVIDER_ERROR
    retriable = True
    counts = True


class PromptRejected(ModelError):
    """The provider will not take this request, however often it is sent."""

    reason = Reason.PROMPT_REJECTED
    elsewhere = False


class UnusableAnswer(ModelError):
    """An answer came and cannot be used."""

    reason = Reason.BAD_ANSWER


class BadAnswer(UnusableAnswer):
    """Not in the form that was asked for, or with nothing in it; another try may do better."""

    reason = Reason.BAD_ANSWER
    retriable = True


class CutShort(UnusableAnswer):
    """The answer does not say that it is complete: what is missing could be a "not"."""

    reason = Reason.CUT_SHORT


class Refused(UnusableAnswer):
    """The model or its content filter declined to answer."""

    reason = Reason.REFUSED
    elsewhere = False


class NotAsked(ModelError):
    """No call was made; `reason` says why, `retry_after_s` until when where that is known."""

    reason = Reason.PAUSED

    def __init__(
        self,
        detail: str,
        *,
        reason: Reason = Reason.PAUSED,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(detail, retry_after_s=retry_after_s)
        self.reason = reason
