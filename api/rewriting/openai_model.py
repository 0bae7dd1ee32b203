"""The only door to the openai package, and so to a provider.

What the package does by itself is switched off or done here: its retries, its timeout (which is
per read: a slow drip is never too slow), its redirects, its reading of `OPENAI_*` variables, its
lenient reading of answers. Whatever it raises becomes one of ours here; ours are raised outside
of the handler, so that no traceback carries a provider's words, which may quote a draft.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx2
import openai

from api.rewriting.completion import read_completion
from api.rewriting.fault import fault
from api.rewriting.model import (
    BadAnswer,
    Completion,
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    Refused,
    TimedOut,
)
from api.rewriting.parameters import Parameters
from api.rewriting.transport import CappedTransport, connection_fault
from prompts import Message

CONNECT_TIMEOUT_S = 1.0
LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=64, keepalive_expiry=120)
"""How many calls are under way is bounded before this door (`calling.bulkhead`).

The package closes an idle connection after 5 s: at low traffic each call would shake hands.
"""


class OpenAIModel:
    """A model behind an OpenAI-compatible API; one for the process, since building it is dear.

    Each question is one call: whether to ask again, and whom, is decided in `calling`. `transport`
    replaces the network in tests and evals.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str,
        model: str,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._model = model
        self._parameters = Parameters()
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "kindreply",
        }
        if api_key:
            headers["Authorization"] = f"Bearer {api_key}"
        network = transport or httpx2.AsyncHTTPTransport(limits=LIMITS, trust_env=False)
        self._client = openai.AsyncOpenAI(
            base_url=base_url,
            # The headers above are what is sent; the package only must not look for a key.
            api_key=api_key or "none",
            admin_api_key="none",
            organization="",
            project="",
            webhook_secret="none",  # noqa: S106 - not a secret: keeps the variable unread
            max_retries=0,
            timeout=httpx2.Timeout(None, connect=CONNECT_TIMEOUT_S),
            http_client=httpx2.AsyncClient(
                transport=CappedTransport(network, headers=headers),
                follow_redirects=False,
                trust_env=False,
            ),
        )

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """Make one call; see `LanguageModel`. Cancellation closes its connection."""
        said = [{"role": message.role, "content": message.content} for message in messages]
        try:
            async with asyncio.timeout(deadline_s):
                return await self._ask(said, parameters)
        except TimeoutError:
            pass
        raise TimedOut("deadline passed")

    async def aclose(self) -> None:
        """Close all connections; asking afterwards raises Unreachable."""
        await self._client.close()

    async def _ask(
        self, messages: list[dict[str, str]], wanted: Mapping[str, float | int]
    ) -> Completion:
        parameters = self._parameters.fit(wanted)
        asked = {"model": self._model, "messages": messages, **parameters}
        try:
            # Bytes and a raw response: the package's walk over typed dictionaries and its
            # response model cost more than all the rest of a request.
            response = await self._client.post(
                "/chat/completions", content=json.dumps(asked).encode(), cast_to=httpx2.Response
            )
            return read_completion(response.content, asked=self._model)
        except FOREIGN as error:
            ours = _ours(error)
            if (
                isinstance(error, openai.APIStatusError)
                and isinstance(ours, PromptRejected)
                and self._parameters.learn(parameters, error.body)
            ):
                ours = PromptRejected(str(ours), retriable=True, retry_after_s=0.0)
        raise ours


FOREIGN = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.InvalidURL,
    httpx2.CookieConflict,
    httpx2.StreamError,
    # JSONDecodeError, UnicodeDecodeError and pydantic's ValidationError are ValueErrors,
    # RecursionError and "the client is closed" RuntimeErrors, ssl.SSLError an OSError.
    ValueError,
    RuntimeError,
    OSError,
)
"""All that the packages behind this door raise."""


def _ours(error: BaseException) -> ModelError:
    """The first row along the class tree decides, so a class we do not know finds its parent."""
    return next(OURS[cls](error) for cls in type(error).__mro__ if cls in OURS)


def _by_status(error: Any) -> ModelError:
    return fault(error.status_code, error.response.headers, error.body)


def _bad_answer(error: BaseException) -> ModelError:
    return BadAnswer(type(error).__name__, counts=True)


def _misconfigured(error: BaseException) -> ModelError:
    return Misconfigured(type(error).__name__)


def _cut_short(error: BaseException) -> ModelError:
    return CutShort(type(error).__name__)


def _refused(error: BaseException) -> ModelError:
    return Refused(type(error).__name__)


OURS: Mapping[type[BaseException], Callable[[Any], ModelError]] = {
    openai.OpenAIError: _misconfigured,
    openai.APIError: _bad_answer,
    openai.APIStatusError: _by_status,
    openai.APIConnectionError: connection_fault,
    openai.APIResponseValidationError: _bad_answer,
    openai.LengthFinishReasonError: _cut_short,
    openai.ContentFilterFinishReasonError: _refused,
    httpx2.HTTPError: connection_fault,
    httpx2.InvalidURL: _misconfigured,
    httpx2.CookieConflict: connection_fault,
    httpx2.StreamError: connection_fault,
    ValueError: _bad_answer,
    RecursionError: _bad_answer,
    RuntimeError: connection_fault,
    OSError: connection_fault,
}
"""What each foreign exception means."""
