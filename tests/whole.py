"""The whole service in one process, with a client and its log, and a model that says one thing."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from api.domain.reply import Usage
from api.logging import build_log
from api.rewriting.model import Completion, LanguageModel
from api.settings import load_settings
from prompts import Message

DRAFT = "As I already told you, we can't refund the booking fee. You must send the receipt."


class ScriptedModel:
    """Answers with a text, or raises."""

    def __init__(self, answer: str | Exception) -> None:
        self.answer = answer
        self.asked: list[str] = []

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],  # noqa: ARG002 - the interface
        deadline_s: float,  # noqa: ARG002
    ) -> Completion:
        """The one answer."""
        self.asked.append("\n".join(message.content for message in messages))
        if isinstance(self.answer, Exception):
            raise self.answer
        return Completion(self.answer, "scripted", Usage(1, 2))


class Service:
    """The application with a client and its log."""

    def __init__(self, model: LanguageModel | None = None, **settings: Any) -> None:
        self.written = io.BytesIO()
        log = build_log("debug", self.written)
        self.app = create_app(load_settings(**settings), model=model, log=log)
        self.client = TestClient(self.app, base_url="http://localhost")

    def rewrite(self, draft: str, **fields: object) -> Any:
        """POST /v1/rewrites."""
        return self.client.post("/v1/rewrites", json={"draft": draft, **fields})
