"""Errors as problem details (RFC 9457): one table, exception to status; never the input.

    HTTPError                          what the caller of our HTTP interface must mend
      x Unauthorized                   401  no key, or a wrong one: the answer is the same
      x TooManyFailures                429  wrong keys, again and again, from one address
      x Forbidden                      403  a valid key without the scope that is needed
      x CSRF                           403  a session's cookie on a request that is not the page's
      x OriginNotAllowed               403  a web page that is none of those that may
      x UnknownHost                    400  without a key, only this machine may be named
      x NotFound                       404  a path with characters that no path of ours has
      x BodyTooLarge                   413
      x NotJSON                        415  another content type, or a compressed body
      x SlowBody                       408
      x Busy                           503  as many requests run as may
      x Draining                       503  /readyz only: the service was told to stop
      x NotReady                       503  /readyz only: something serious is missing
      x RateLimited                    429  too many requests of one key in a minute
    BadJSON                            400  api.http.strict_json
    DraftError                         422  api.domain.errors, with its own code
    UnknownPrompt                      422  prompts
    StorageError                       503  api.storage.errors: the database does not answer
    ValidationError                    422  pydantic: place, code and plain words for each fault

This module knows no web framework: the command line answers its bad lines with it too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import ValidationError

from api.domain.errors import DraftError
from api.http.strict_json import BadJSON
from api.storage.errors import StorageError
from prompts import UnknownPrompt

MEDIA_TYPE = "application/problem+json"
MAX_FAULTS = 20
STORAGE_RETRY_S = 5

TITLES = {
    "bad_http": (400, "This is no HTTP request"),
    "bad_json": (400, "The body is not acceptable JSON"),
    "unknown_host": (400, "This host name is not served"),
    "unauthorized": (401, "A valid API key is needed"),
    "forbidden": (403, "This key may not be used for that"),
    "csrf": (403, "This request does not come from the page"),
    "origin_not_allowed": (403, "Pages of this origin may not do that"),
    "not_found": (404, "There is nothing here"),
    "method_not_allowed": (405, "This method is not allowed here"),
    "slow_body": (408, "The body came too slowly"),
    "slow_head": (408, "The head of the request came too slowly"),
    "body_too_large": (413, "The body is too large"),
    "unsupported_media_type": (415, "The body must be plain JSON"),
    "invalid_request": (422, "The request does not fit the contract"),
    "unknown_prompt": (422, "There is no such prompt"),
    "empty": (422, "The draft is empty"),
    "too_long": (422, "The text is too long"),
    "too_many_sentences": (422, "The text has too many sentences"),
    "word_too_long": (422, "The text holds a word that is too long"),
    "forbidden_character": (422, "The text holds a character that cannot be sent"),
    "unsupported_format": (422, "This format is not built yet"),
    "unusable_draft": (422, "The draft cannot be read"),
    "rate_limited": (429, "Too many requests"),
    "head_too_large": (431, "The head of the request is too large"),
    "internal_error": (500, "Something broke on our side"),
    "busy": (503, "Too many requests are running"),
    "draining": (503, "This process is stopping"),
    "not_ready": (503, "This process cannot answer requests"),
    "storage_unavailable": (503, "The database does not answer"),
}
"""Code -> status and title. The code is what a program should look at; it never changes."""

PLAIN_WORDS = {
    "missing": "is required",
    "string_type": "must be a string",
    "string_unicode": "must be valid Unicode; it holds half of a surrogate pair",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "is not in the right form",
    "too_short": "must have at least {min_length} items",
    "too_long": "must have at most {max_length} items",
    "enum": "must be one of {expected}",
    "literal_error": "must be one of {expected}",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "not_an_origin": "must be an exact origin as browsers send it, such as https://desk.example",
    "forbidden_character": "must hold neither NUL nor half of a surrogate pair",
    "extra_forbidden": "holds a field that is not in the contract",
}
"""pydantic's error type -> our words; only limits and allowed values are filled in."""


class HTTPError(Exception):
    """Something that the caller must mend; sorted in the module's docstring."""

    code: ClassVar[str]
    headers: ClassVar[Mapping[str, str]] = {}

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class Unauthorized(HTTPError):
    """No key or a wrong one."""

    code = "unauthorized"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer realm="kindreply"'}


class TooManyFailures(HTTPError):
    """Guesses: the answer says when the next one is looked at."""

    code = "rate_limited"


class Forbidden(HTTPError):
    """A key that is valid, and not for this."""

    code = "forbidden"


class CSRF(HTTPError):
    """A change that another site may have made the browser ask for."""

    code = "csrf"


class OriginNotAllowed(HTTPError):
    """A web page that is not listed, or not the one that a token was made for."""

    code = "origin_not_allowed"


class UnknownHost(HTTPError):
    """A name in the Host header that is not this machine's."""

    code = "unknown_host"


class NotFound(HTTPError):
    """A path that no route may be tried on."""

    code = "not_found"


class BodyTooLarge(HTTPError):
    """More bytes than are read."""

    code = "body_too_large"


class NotJSON(HTTPError):
    """A content type or encoding that is not read."""

    code = "unsupported_media_type"


class SlowBody(HTTPError):
    """A body that did not arrive in time."""

    code = "slow_body"


class Busy(HTTPError):
    """As many requests run as may run at once."""

    code = "busy"


class Draining(HTTPError):
    """The service stops: requests should go elsewhere."""

    code = "draining"


class NotReady(HTTPError):
    """Something is missing without which no request can be answered."""

    code = "not_ready"


class RateLimited(HTTPError):
    """One more request than the key may make; the answer says when the next may come."""

    code = "rate_limited"


@dataclass(frozen=True, slots=True)
class Fault:
    """One place in the request, and what is wrong there."""

    location: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What the caller is told: `code` is for programs, `detail` for people."""

    code: str
    detail: str = ""
    errors: tuple[Fault, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status of this problem."""
        return TITLES[self.code][0]

    def as_json(self, request_id: str | None) -> dict[str, object]:
        """The body of a problem answer; all members always present."""
        status, title = TITLES[self.code]
        return {
            "type": f"/docs#{self.code}",
            "title": title,
            "status": status,
            "detail": self.detail,
            "code": self.code,
            "request_id": request_id,
            "errors": [
                {"location": e.location, "code": e.code, "message": e.message} for e in self.errors
            ],
        }


def problem_of(error: Exception) -> Problem:
    """What the caller is told about an exception; of one that nobody expected, nothing."""
    match error:
        case HTTPError():
            problem = Problem(error.code, error.detail, headers=error.headers)
        case BadJSON():
            problem = Problem("bad_json", str(error))
        case DraftError():
            code = error.code if error.code in TITLES else "unusable_draft"
            words = str(error)
            problem = Problem(code, f"{words[:1].upper()}{words[1:].rstrip('.')}.")
        case UnknownPrompt():
            problem = Problem(
                "unknown_prompt",
                "No release or label of that name; leave `prompt` out to use the default.",
            )
        case StorageError():
            problem = Problem(
                "storage_unavailable",
                "Your key cannot be looked up at the moment. Please try again.",
                headers={"Retry-After": str(STORAGE_RETRY_S)},
            )
        case ValidationError():
            problem = invalid(error.errors(include_url=False, include_input=False))
        case _:
            problem = Problem("internal_error", "Your text was not kept. Please try again.")
    return problem


def invalid(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Validation errors in plain words: the place as far as it is ours, the code, the limit."""
    faults = tuple(_fault(error) for error in errors)[:MAX_FAULTS]
    places = ", ".join(dict.fromkeys(fault.location for fault in faults))
    return Problem("invalid_request", f"Please correct: {places}.", faults)


def _fault(error: Mapping[str, Any]) -> Fault:
    code = str(error["type"])
    place = [part for part in error["loc"] if part != "body"]
    if code == "extra_forbidden":
        # The name of an unknown field is the caller's text: it is not repeated.
        location, code, words = _location(place[:-1]), "unknown_field", PLAIN_WORDS[code]
    else:
        location = _location(place)
        words = PLAIN_WORDS.get(code, "is not valid").format_map(error.get("ctx", {}))
    return Fault(location, code, f"{location if location != 'body' else 'The body'} {words}.")


def _location(place: list[int | str]) -> str:
    """`thread[2].text`; the keys of `metadata` are the caller's text and are left out."""
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
        if part == "metadata" and len(place) > 1:
            path += ".*"
            break
    return path.removeprefix(".") or "body"
