"""A provider that says what it is told to: a respx router behind the real client's transport.

respx speaks httpx and the openai client httpx2, so requests and answers are carried over; nothing
is patched, and a request to any other address is an error. The only door to respx and httpx.
"""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import httpx2
import respx

from evals.answers.answer import Answer
from evals.answers.exchange import current

BASE_URL = "https://provider.invalid/v1"
"""Never resolved: no request leaves the process."""
_DRIP = "drip"


def transport() -> httpx2.AsyncBaseTransport:
    """What to give to the model's client in place of the network."""
    router = respx.Router(assert_all_called=False, base_url=BASE_URL)
    router.post("/chat/completions").mock(side_effect=_answer)

    async def handle(request: httpx2.Request) -> httpx2.Response:
        answer = await router.async_handler(
            httpx.Request(request.method, str(request.url), content=request.content)
        )
        router.reset()  # respx keeps every call, and a run makes thousands
        if _DRIP in answer.extensions:
            return httpx2.Response(200, headers=answer.headers.multi_items(), stream=_Drip())
        return httpx2.Response(
            answer.status_code, headers=answer.headers.multi_items(), content=answer.content
        )

    return httpx2.MockTransport(handle)


def _answer(request: httpx.Request) -> httpx.Response:
    noted = current()
    answer: Answer = noted.next_answer()
    if answer.fault == "times_out":
        raise httpx2.ReadTimeout("scripted")
    content = answer.content(json.loads(request.content))
    noted.said = content if content is not None else noted.said
    return httpx.Response(
        answer.status,
        headers=dict(answer.headers),
        content=answer.sent(content),
        extensions={_DRIP: True} if answer.fault == "drips" else {},
    )


class _Drip(httpx2.AsyncByteStream):
    """A body of which one byte comes, and then no other for as long as anybody waits."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()
