"""JSON as RFC 8259 means it: what parsers disagree about is refused, not guessed."""

import json
from typing import Any, Never

MAX_DEPTH = 32


class BadJSON(ValueError):
    """A body that is no JSON we accept; the message never quotes it."""


def parse(body: bytes) -> Any:
    """The value of a UTF-8 JSON text; a byte order mark is accepted.

    Raises BadJSON for invalid UTF-8, a key given twice, NaN and Infinity, numbers beyond what a
    double holds, more than MAX_DEPTH levels, and everything that is no JSON.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadJSON(f"The body is not valid UTF-8 (at byte {error.start}).") from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadJSON(f"The body is not valid JSON ({place}).") from None
    except BadJSON:
        raise
    except ValueError:  # an integer of more digits than Python converts
        raise BadJSON("The body holds a number that is too long.") from None
    except RecursionError:
        raise _too_deep() from None
    _refuse_depth(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadJSON("An object in the body names the same key twice.")
    return members


def _refuse_constant(_name: str) -> Never:
    raise BadJSON("The body holds NaN or Infinity, which are not JSON.")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise BadJSON("The body holds a number that is too large.")
    return number


def _refuse_depth(value: Any) -> None:
    """Raise BadJSON beyond MAX_DEPTH levels; level by level, so it needs no stack itself."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        containers = [item for item in level if isinstance(item, (dict, list))]
        if not containers:
            return
        level = [
            inner
            for item in containers
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
    raise _too_deep()


def _too_deep() -> BadJSON:
    return BadJSON(f"The body is nested deeper than {MAX_DEPTH} levels.")
