"""What a provider's error answer means: one of ours, by status, error code and headers."""

import math
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from api.rewriting.model import (
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
)

_PROMPT_STATUSES = frozenset({400, 413, 414, 422})
_PASSING_STATUSES = frozenset({408, 409, 425})
_CLASHES = frozenset({409, 425})
"""Passing, and no sign of trouble: two requests met."""
_OPERATOR_CODES = frozenset(
    {
        "account_deactivated",
        "billing_hard_limit_reached",
        "billing_not_active",
        "insufficient_quota",
        "invalid_api_key",
        "model_not_found",
    }
)
_PROMPT_CODES = frozenset(
    {
        "content_filter",
        "content_policy_violation",
        "context_length_exceeded",
        "moderation_blocked",
        "string_above_max_length",
    }
)
"""About this one text, with whatever status: no reason to leave the model alone."""
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
"""A code or request id of any other form is not repeated: it could be text of the request."""


def error_field(body: object, name: str) -> str:
    """A field of the error object in `body`, whose depth providers disagree on, or ""."""
    error = body.get("error", body) if isinstance(body, dict) else None
    value = error.get(name) if isinstance(error, dict) else None
    return str(value) if isinstance(value, str | int) else ""


def fault(status: int, headers: Mapping[str, str], body: object = None) -> ModelError:
    """Judge an answer with an error status (or an error object that names one)."""
    code, kind = error_field(body, "code"), error_field(body, "type")
    # A code that only repeats the status says nothing more.
    named = [("status", str(status)), ("code", code if code != str(status) else "")]
    named.append(("request", headers.get("x-request-id", "")))
    detail = " ".join(f"{name}={value}" for name, value in named if _PLAIN.fullmatch(value))
    may_retry = None if headers.get("x-should-retry") != "false" else False
    wait_s = retry_after_s(headers)
    if _OPERATOR_CODES & {code, kind}:
        return Misconfigured(detail)
    if status in _PROMPT_STATUSES or _PROMPT_CODES & {code, kind} or _moderated(body):
        return PromptRejected(detail)
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        return RateLimited(detail, retriable=may_retry, retry_after_s=wait_s)
    if status >= 500 or status in _PASSING_STATUSES:  # noqa: PLR2004 - any server error
        counts = status not in _CLASHES
        return ProviderFailed(detail, retriable=may_retry, counts=counts, retry_after_s=wait_s)
    return Misconfigured(detail)


def _moderated(body: object) -> bool:
    """True where a gateway says that the input was flagged, which some do with 403.

    Else anybody who sends such an input would take the model from all others.
    """
    error = body.get("error") if isinstance(body, dict) else None
    more = error.get("metadata") if isinstance(error, dict) else None
    return isinstance(more, dict) and ("flagged_input" in more or "reasons" in more)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds until the provider wants to be asked again; None where it says nothing usable.

    A date counts from the answer's own `Date`, so that a wrong clock on either side does not
    matter; what is negative, past or unreadable is ignored.
    """
    for name, per_second in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) / per_second
        except (KeyError, ValueError):
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    try:
        then = parsedate_to_datetime(headers["retry-after"])
        now = parsedate_to_datetime(headers["date"])
        seconds = (then - now).total_seconds()
    except (KeyError, ValueError, TypeError, OverflowError):
        # TypeError: one of the two dates has no time zone.
        return None
    return seconds if seconds >= 0 else None
