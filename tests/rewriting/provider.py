"""A provider of scripted answers, and the model in front of it, for tests of the door."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx2

from api.rewriting.calling.alone import Alone
from api.rewriting.model import LanguageModel
from api.rewriting.openai_model import OpenAIModel
from prompts import Message
from tests.upstream import Upstream, completion

MESSAGES = (Message("system", "Be kind."), Message("user", "Draft Zebra-Canary. [D1]"))
PARAMETERS = {"temperature": 0.2, "max_tokens": 900}
URL = "http://127.0.0.1:9/v1"
"""A port where nothing listens: a call that is not mocked fails."""

Handler = Callable[[httpx2.Request], httpx2.Response]


class Waits:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> float:
        """Seconds, all of them slept."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.slept.append(seconds)


def built(
    transport: httpx2.AsyncBaseTransport | None = None,
    waits: Waits | None = None,
    *,
    base_url: str = URL,
    api_key: str = "sk-canary",
) -> Alone:
    """A model behind the loop of the service, which waits without waiting; half of every jitter."""
    waits = waits or Waits()
    return Alone(
        OpenAIModel(base_url=base_url, api_key=api_key, model="m-1", transport=transport),
        clock=waits.now,
        sleep=waits.sleep,
        chance=lambda: 0.5,
    )


@asynccontextmanager
async def at(upstream: Upstream) -> AsyncIterator[Alone]:
    """A model behind a real socket."""
    model = built(base_url=upstream.url)
    try:
        yield model
    finally:
        await model.aclose()


class Provider:
    """Answers one after the other, the last one for ever; keeps what it was asked."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = answers
        self.requests: list[httpx2.Request] = []

    @property
    def transport(self) -> httpx2.MockTransport:
        """What the model is built with."""

        def respond(request: httpx2.Request) -> httpx2.Response:
            answer = self.answers[min(len(self.requests), len(self.answers) - 1)]
            self.requests.append(request)
            if isinstance(answer, Exception):
                raise answer
            return httpx2.Response(
                answer.status_code, headers=answer.headers, content=answer.content
            )

        return httpx2.MockTransport(respond)

    def bodies(self) -> list[Any]:
        """What was asked, each time."""
        return [json.loads(request.content) for request in self.requests]


GOOD = httpx2.Response(200, json=completion("Hello. [D1]"))


def error(status: int, code: str | None = None, **more: Any) -> httpx2.Response:
    """An error answer whose message quotes the draft, as providers may."""
    body = {"error": {"message": "Zebra-Canary", "code": code, "param": more.pop("param", None)}}
    return httpx2.Response(status, json=body, headers=more)


async def asked(model: LanguageModel, deadline_s: float = 10.0) -> str:
    """The text of one request."""
    answer = await model.complete(MESSAGES, parameters=PARAMETERS, deadline_s=deadline_s)
    return answer.text
