"""Reading a chat completion by hand: the openai package passes anything on.

A page of HTML, a list, an error object, no choices, a null for a text: all of that comes with
status 200 from one provider or another, and none of it may reach a reply.
"""

import re
from typing import Annotated, TypeGuard

from pydantic import BaseModel, Field, StrictStr, ValidationError

from api.domain.reply import Usage
from api.rewriting.fault import error_field, fault
from api.rewriting.model import BadAnswer, Completion, CutShort, ModelError, ProviderFailed, Refused

_MODEL = re.compile(r"[A-Za-z0-9_.:/@+-]{1,100}")
"""A name of any other form is not repeated: it could be text of the request."""
_MOST_TOKENS = 10**8
"""A count beyond this, or below 0, is none: budgets are kept by it."""
_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class _Message(BaseModel):
    content: StrictStr | None = None
    refusal: StrictStr | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: StrictStr | None = None


class _Body(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]
    model: object = None
    usage: object = None


class _ErrorBody(BaseModel):
    error: object = None


def read_completion(body: bytes, *, asked: str) -> Completion:
    """The one usable text in `body`; `asked` is the model's name where the body has none.

    Raises BadAnswer, CutShort, Refused or, for an error object, what that says. Python's JSON
    parser is not used: this one refuses deep nesting, bad UTF-8 and lone surrogates itself.
    """
    body = body.removeprefix(_BOM)
    try:
        read = _Body.model_validate_json(body)
    except ValidationError:
        read = None
    if read is None:
        raise _reported_error(body) or BadAnswer("not a chat completion", counts=True)
    choice = read.choices[0]
    _require_complete(choice)
    return Completion(
        text=_usable_text(choice.message.content),
        model=_model(read.model) or asked,
        usage=_usage(read.usage),
    )


def _require_complete(choice: _Choice) -> None:
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise Refused("the model declined")
    match choice.finish_reason:
        case "stop":
            return
        case "length" | None:
            raise CutShort("no sign that the answer is complete")
        case "error":
            raise ProviderFailed("finish_reason=error")
        case _:
            raise BadAnswer("another finish_reason than stop")


def _usable_text(content: str | None) -> str:
    if content is None or not content.strip():
        raise BadAnswer("no text")
    if _CONTROL.search(content):
        raise BadAnswer("control characters")
    return content


def _reported_error(body: bytes) -> ModelError | None:
    """The error object that some gateways send with status 200."""
    try:
        error = _ErrorBody.model_validate_json(body).error
    except ValidationError:
        return None
    if not isinstance(error, dict):
        return ProviderFailed("an error in a good status") if error else None
    status = error_field(error, "code") or error_field(error, "status")
    known = re.fullmatch(r"[45]\d\d", status)
    return fault(int(status) if known else 500, {}, {"error": error})


def _model(name: object) -> str | None:
    return name if isinstance(name, str) and _MODEL.fullmatch(name) else None


def _usage(value: object) -> Usage | None:
    """Tokens where they were counted in the usual form: a report, never a reason to fail."""
    counted = value if isinstance(value, dict) else {}
    asked, written = counted.get("prompt_tokens"), counted.get("completion_tokens")
    return Usage(asked, written) if _is_count(asked) and _is_count(written) else None


def _is_count(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= _MOST_TOKENS
