"""Parameters that a model does not take: learnt from its refusals, for the process's life."""

import re
from collections.abc import Mapping

from api.rewriting.fault import error_field

_SAME_MEANING = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_REFUSALS = frozenset({"unsupported_parameter", "unsupported_value", "unknown_parameter"})
_SAID = re.compile(
    r"(?:unsupported|unrecognized|unknown|not supported|not permitted|extra_forbidden)",
    re.IGNORECASE,
)


class Parameters:
    """What one model refuses of temperature, max_tokens and the like."""

    def __init__(self) -> None:
        self._refused: set[str] = set()

    def fit(self, wanted: Mapping[str, float | int]) -> dict[str, float | int]:
        """`wanted` without what is refused, under the other name where there is one."""
        fitting: dict[str, float | int] = {}
        for name, value in wanted.items():
            for taken in (name, _SAME_MEANING.get(name, name)):
                if taken not in self._refused:
                    fitting[taken] = value
                    break
        return fitting

    def learn(self, sent: Mapping[str, object], body: object) -> bool:
        """True where the error in `body` refuses one of `sent`: asking again then leaves it out.

        What was sent is looked at, not what is known: of two requests under way at once both
        may be refused for the same parameter.
        """
        refused = _refused_name(body, sent)
        if refused is None:
            return False
        self._refused.add(refused)
        return True


def _refused_name(body: object, sent: Mapping[str, object]) -> str | None:
    said = error_field(body, "message") or _first_detail(body)
    if error_field(body, "code") not in _REFUSALS and not _SAID.search(said[:400]):
        return None
    # Where no field names it, the message does, before it proposes another one.
    words = (error_field(body, "param"), *re.findall(r"\w{1,40}", said[:400]))
    return next((word for word in words if word in sent), None)


def _first_detail(body: object) -> str:
    """The first of FastAPI's error details, as servers built on it answer."""
    details = body.get("detail") if isinstance(body, dict) else None
    first = details[0] if isinstance(details, list) and details else None
    if not isinstance(first, dict):
        return ""
    place = first.get("loc")
    return f"{first.get('type')} {place[-1] if isinstance(place, list) and place else ''}"
