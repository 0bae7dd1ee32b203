"""A model that keeps what it is sent, and the real service in front of it, all in this process."""

import asyncio
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from api.app import create_app
from api.domain.reply import Usage
from api.logging import build_log
from api.rewriting.model import Completion
from api.settings import load_settings
from prompts import Message
from tests.hostile.sending import Answer, Hostile, exchange

_DRAFT = re.compile(r"^<(draft[-\w]*)>\n(.*?)\n</\1>$", re.DOTALL | re.MULTILINE)


def given_back(messages: Sequence[Message]) -> str:
    """The marked draft as it was sent: a model that changes nothing."""
    return f"<reply>\n{drafted(messages)}\n</reply>"


def drafted(messages: Sequence[Message]) -> str:
    """What stands between the tags of the draft."""
    found = _DRAFT.findall(messages[-1].content)
    return str(found[-1][1]) if found else ""


class Listener:
    """Answers by a function of the messages, and keeps each call's text."""

    def __init__(self, answer: Callable[[Sequence[Message]], str] = given_back) -> None:
        self.answer = answer
        self.heard: list[Sequence[Message]] = []

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],  # noqa: ARG002 - the interface
        deadline_s: float,  # noqa: ARG002
    ) -> Completion:
        """One answer."""
        self.heard.append(messages)
        return Completion(self.answer(messages), "listener", Usage(1, 1))


class Listened:
    """The service with a listener behind it and its log, at debug, in memory."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.written = io.BytesIO()
        log = build_log("debug", self.written)
        self.app = create_app(load_settings(), model=listener, log=log)
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.close()

    def send(self, asked: Hostile) -> Answer:
        """One request, one answer."""
        return self._loop.run_until_complete(exchange(self.app, asked))

    def rewrite(self, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """`POST /v1/rewrites`; None for a draft that cannot be read, else it must be a 200."""
        sent = json.dumps(body).encode()
        answer = self.send(Hostile("rewrite", "", body=sent))
        if answer.status == 422:
            return None
        assert answer.status == 200, answer.body
        parsed: dict[str, Any] = json.loads(answer.body)
        return parsed
