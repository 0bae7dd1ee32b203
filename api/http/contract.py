"""What requests and answers share: strict models, text that can be sent, findings, the ledger."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from api.domain.commitment import Change
from api.domain.document import Format
from api.domain.finding import Severity, Value

MAX_FACTS = 50
MAX_FACT_CHARS = 2_000
MAX_MESSAGE_CHARS = 20_000


_UNSENDABLE = re.compile("[\0\ud800-\udfff]")


def _sendable(text: str) -> str:
    """Refuse NUL, and half surrogate pairs: pydantic lets them in and fails on the way out."""
    if _UNSENDABLE.search(text):
        raise PydanticCustomError("forbidden_character", "cannot be sent")
    return text


SENDABLE = AfterValidator(_sendable)
NO_NUL = r"^[^\u0000]*$"
"""The same in JSON Schema; half a surrogate pair is no Unicode text, so no schema speaks of it."""
_AS_SCHEMA = Field(json_schema_extra={"pattern": NO_NUL})
Text = Annotated[str, SENDABLE, _AS_SCHEMA]
"""A string that can come back in an answer."""
Fact = Annotated[str, StringConstraints(max_length=MAX_FACT_CHARS), SENDABLE, _AS_SCHEMA]
CustomerMessage = Annotated[
    str, StringConstraints(max_length=MAX_MESSAGE_CHARS), SENDABLE, _AS_SCHEMA
]


def _whole(value: object) -> object:
    """In JSON 90.0 is the whole number 90; strict fields would call it a fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)
"""Makes an `int` a whole number, however it is written; stands after its limits."""
AnyFormat = Annotated[Format, Field(strict=False)]
"""Strict fields take an enum's member only; in JSON there are just its words."""


class Asked(BaseModel):
    """Part of a request: no unknown fields, no conversion between types."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


class Answered(BaseModel):
    """Part of an answer, read from the domain's values by attribute."""

    model_config = ConfigDict(from_attributes=True)


class SpanAnswer(Answered):
    """A piece of a text: code points, `end` exclusive, with its words."""

    start: int
    end: int
    quote: str


class FindingAnswer(Answered):
    """One problem in one clause: `draft` is null for what is new, `reply` for what is lost."""

    guardrail: str
    also: list[str]
    severity: Severity
    message: str
    draft: SpanAnswer | None
    reply: SpanAnswer | None
    value: Value


class CommitmentAnswer(Answered):
    """A row of the ledger: what binds in the draft, and the words of the reply that carry it."""

    act: str
    actor: str
    strength: str
    polarity: str
    condition: str | None
    figures: list[str]
    draft: SpanAnswer | None
    reply: SpanAnswer | None
    change: Change


class ProblemAnswer(BaseModel):
    """RFC 9457; `code` never changes, `detail` is for people, nothing repeats the request."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str | None
    errors: list[dict[Literal["location", "code", "message"], str]]


def example(value: Mapping[str, Any]) -> dict[str, Any]:
    """The `json_schema_extra` that shows one example."""
    return {"examples": [dict(value)]}
