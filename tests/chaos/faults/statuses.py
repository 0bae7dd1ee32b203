"""Answers with a status other than 200 (U7 to U16, U23)."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.chaos.fault import MODEL, ONCE, RETRIED, WAITED, Calls, Fault, Serve, add, fault
from tests.chaos.texts import GOOD, UPSTREAM_CANARY
from tests.chaos.wire import JSON, Wire

Headers = Callable[[], Mapping[str, str]]
NOBODY = "http://127.0.0.1:9/v1"


def error(code: str | None = None, **more: object) -> bytes:
    """An error body as providers write it; its message quotes what nobody may repeat."""
    said = {"message": f"{UPSTREAM_CANARY}: something is wrong", "type": "error", "code": code}
    return json.dumps({"error": {**said, **more}}).encode()


def sends(status: int, body: bytes, headers: Headers) -> Serve:
    """A fault that is one whole answer."""

    async def serve(wire: Wire) -> None:
        await wire.answer(body, status, {**JSON, **headers()})

    return serve


def dated(after_s: float, *, skew_s: float = 0.0) -> Headers:
    """`Retry-After` as a date, `after_s` seconds from the answer's own `Date`."""

    def headers() -> Mapping[str, str]:
        now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=skew_s)
        then = now + timedelta(seconds=after_s)
        return {
            "Date": format_datetime(now, usegmt=True),
            "Retry-After": format_datetime(then, usegmt=True),
        }

    return headers


def after(value: str, name: str = "Retry-After") -> Headers:
    """One header that says when to come back."""
    return lambda: {name: value}


def nothing() -> Mapping[str, str]:
    """No headers beside the usual ones."""
    return {}


Row = tuple[str, str, int, bytes, Headers, str, Calls]

HTML = b"<html><body><h1>" + UPSTREAM_CANARY.encode() + b" gateway</h1></body></html>"
ONCE_AT_MOST: Calls = (1, 1)
NOT_TOO_OFTEN: Calls = (1, 3)

ROWS: tuple[Row, ...] = (
    ("status_400", "U7", 400, error(), nothing, "prompt_rejected", ONCE),
    (
        "context_too_long",
        "U7",
        400,
        error("context_length_exceeded"),
        nothing,
        "prompt_rejected",
        ONCE,
    ),
    ("status_413", "U7", 413, b"", nothing, "prompt_rejected", ONCE),
    ("status_422", "U7", 422, error(), nothing, "prompt_rejected", ONCE),
    ("status_401", "U8", 401, error("invalid_api_key"), nothing, "misconfigured", ONCE),
    ("status_402", "U8", 402, error("billing_not_active"), nothing, "misconfigured", ONCE),
    ("status_403", "U8", 403, error(), nothing, "misconfigured", ONCE),
    ("status_404", "U8", 404, error("model_not_found"), nothing, "misconfigured", ONCE),
    ("html_404", "U8", 404, HTML, nothing, "misconfigured", ONCE),
    ("status_405", "U8", 405, b"", nothing, "misconfigured", ONCE),
    ("status_418", "U8", 418, b"teapot", nothing, "misconfigured", ONCE),
    ("status_408", "U9", 408, error(), nothing, "provider_error", RETRIED),
    ("status_409", "U9", 409, error(), nothing, "provider_error", RETRIED),
    ("status_425", "U9", 425, error(), nothing, "provider_error", RETRIED),
    ("status_429", "U10", 429, error(), nothing, "rate_limited", NOT_TOO_OFTEN),
    ("status_429_in_0_s", "U11", 429, error(), after("0"), "rate_limited", NOT_TOO_OFTEN),
    ("status_429_in_1_s", "U11", 429, error(), after("1"), "rate_limited", WAITED),
    (
        "status_429_in_50_ms",
        "U11",
        429,
        error(),
        after("50", "retry-after-ms"),
        "rate_limited",
        NOT_TOO_OFTEN,
    ),
    ("status_429_at_a_date", "U11", 429, error(), dated(1), "rate_limited", WAITED),
    (
        "status_429_date_skewed",
        "U13",
        429,
        error(),
        dated(1, skew_s=7_200),
        "rate_limited",
        WAITED,
    ),
    ("status_429_in_25_s", "U12", 429, error(), after("25"), "rate_limited", ONCE_AT_MOST),
    ("status_429_in_121_s", "U12", 429, error(), after("121"), "rate_limited", ONCE_AT_MOST),
    ("status_429_in_a_year", "U12", 429, error(), after("31536000"), "rate_limited", ONCE_AT_MOST),
    ("status_429_late_date", "U12", 429, error(), dated(900), "rate_limited", ONCE_AT_MOST),
    ("status_429_past_date", "U13", 429, error(), dated(-900), "rate_limited", NOT_TOO_OFTEN),
    ("status_429_negative", "U13", 429, error(), after("-5"), "rate_limited", NOT_TOO_OFTEN),
    ("status_429_junk", "U13", 429, error(), after("soon"), "rate_limited", NOT_TOO_OFTEN),
    ("status_429_nan", "U13", 429, error(), after("nan"), "rate_limited", NOT_TOO_OFTEN),
    ("status_429_infinite", "U13", 429, error(), after("1e999"), "rate_limited", NOT_TOO_OFTEN),
    (
        "status_429_no_quota",
        "U14",
        429,
        error("insufficient_quota"),
        nothing,
        "misconfigured",
        ONCE,
    ),
    ("status_500", "U15", 500, error(), nothing, "provider_error", RETRIED),
    ("status_501", "U15", 501, b"", nothing, "provider_error", NOT_TOO_OFTEN),
    ("status_502", "U15", 502, error(), nothing, "provider_error", RETRIED),
    ("html_502", "U15", 502, HTML, nothing, "provider_error", RETRIED),
    ("status_503", "U15", 503, error(), nothing, "provider_error", RETRIED),
    ("status_503_in_25_s", "U12", 503, error(), after("25"), "provider_error", ONCE_AT_MOST),
    ("status_504", "U15", 504, b"", nothing, "provider_error", RETRIED),
    ("status_529", "U15", 529, error("overloaded_error"), nothing, "provider_error", RETRIED),
    ("status_599", "U15", 599, b"", nothing, "provider_error", RETRIED),
    (
        "should_not_retry_500",
        "U16",
        500,
        error(),
        after("false", "x-should-retry"),
        "provider_error",
        ONCE,
    ),
    (
        "should_retry_400",
        "U16",
        400,
        error(),
        after("true", "x-should-retry"),
        "prompt_rejected",
        ONCE,
    ),
)

for name, entry, status, body, headers, reason, calls in ROWS:
    add(Fault(name, entry, sends(status, body, headers), frozenset({reason}), calls))


@fault("U7", MODEL, calls=(2, 3))
async def refuses_temperature(wire: Wire) -> None:
    """The model does not take `temperature`, and answers well without it."""
    if b'"temperature"' in wire.asked:
        said = error("unsupported_parameter", param="temperature")
        await wire.answer(said, 400)
    else:
        await wire.answer(GOOD)


async def _redirect(wire: Wire, status: int, where: str) -> None:
    await wire.answer(b"", status, {"Location": where})


@fault("U23", "misconfigured", calls=ONCE)
async def redirect_same_origin(wire: Wire) -> None:
    """302 to another path of the same server, where a good answer would be."""
    await _redirect(wire, 302, wire.path.replace("redirect_same_origin", "good"))


@fault("U23", "misconfigured", calls=ONCE)
async def redirect_cross_origin(wire: Wire) -> None:
    """307 to another port: whoever follows it sends the draft to a stranger."""
    await _redirect(wire, 307, f"{wire.elsewhere}/good/0/v1/chat/completions")


@fault("U23", "misconfigured", calls=ONCE)
async def redirect_loop(wire: Wire) -> None:
    """308 to itself."""
    await _redirect(wire, 308, wire.path)


@fault("U23", "misconfigured", "bad_answer", calls=(1, 3))
async def multiple_choices(wire: Wire) -> None:
    """300 without a place to go to."""
    await wire.answer(b"", 300)
