"""What a scripted provider sends back for one call, good or broken."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MODEL = "scripted"
JSON = {"content-type": "application/json"}

Said = str | Callable[[Mapping[str, Any]], str]
"""The content of a completion, or how to make it of the request's body."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `said` is the content of a completion; without it `body` is sent as is."""

    said: Said | None = None
    finish_reason: str = "stop"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    body: bytes = b""
    fault: Literal["none", "times_out", "drips"] = "none"
    """Instead of an answer: the connection times out, or bytes come until nobody waits."""

    def content(self, asked: Mapping[str, Any]) -> str | None:
        """What the model says to this request."""
        return self.said(asked) if callable(self.said) else self.said

    def sent(self, content: str | None) -> bytes:
        """The body on the wire."""
        return self.body if content is None else completion(content, self.finish_reason)


def completion(content: str, finish_reason: str = "stop") -> bytes:
    """A chat completion as a provider sends it."""
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": content},
    }
    whole = {"id": "scripted", "object": "chat.completion", "model": MODEL, "choices": [choice]}
    return json.dumps(whole, ensure_ascii=False).encode()


def says(content: Said, finish_reason: str = "stop") -> Answer:
    """A model that says this."""
    return Answer(said=content, finish_reason=finish_reason)


def refuses(status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """A provider that answers with an error."""
    body = json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode()
    return Answer(status=status, headers={**JSON, **(headers or {})}, body=body)
