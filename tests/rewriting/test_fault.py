"""What error answers mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.fault import fault, retry_after_s
from api.rewriting.model import (
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
)

NOW = "Sat, 21 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "kind", "retriable"),
    [
        *((status, Misconfigured, False) for status in (301, 307, 401, 402, 403, 404, 405)),
        *((status, PromptRejected, False) for status in (400, 413, 422)),
        (429, RateLimited, True),
        *((status, ProviderFailed, True) for status in (408, 409, 500, 502, 503, 504, 529)),
    ],
)
def test_a_status_says_who_must_act(status: int, kind: type[ModelError], retriable: bool) -> None:
    """Only what may pass by itself is worth another try."""
    found = fault(status, {})

    assert type(found) is kind
    assert found.retriable is retriable


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "insufficient_quota", "message": "You exceeded your quota"}},
        {"error": {"type": "insufficient_quota", "code": None}},
        {"code": "insufficient_quota"},
    ],
)
def test_an_empty_account_is_the_operators_matter(body: object) -> None:
    """It comes as 429 like a busy moment does, and no retry ever helps."""
    assert type(fault(429, {}, body)) is Misconfigured


def test_an_unknown_model_is_the_operators_matter_with_any_status() -> None:
    """Some gateways answer 400 where others say 404."""
    assert type(fault(400, {}, {"error": {"code": "model_not_found"}})) is Misconfigured


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": 403, "metadata": {"reasons": ["violence"], "flagged_input": "Die..."}}},
        {"error": {"code": "content_policy_violation"}},
        {"error": {"type": "content_filter"}},
    ],
)
def test_a_text_that_moderation_flags_is_no_matter_of_the_key(body: object) -> None:
    """One such draft must not take the model from everybody for a minute."""
    assert type(fault(403, {}, body)) is PromptRejected
    assert type(fault(403, {}, {"error": {"metadata": {"provider": "x"}}})) is Misconfigured


def test_the_provider_may_forbid_a_retry_but_not_ask_for_one() -> None:
    """`x-should-retry: true` on a bad request would repeat it for nothing."""
    assert not fault(503, {"x-should-retry": "false"}).retriable
    assert not fault(429, {"x-should-retry": "false"}).retriable
    assert not fault(400, {"x-should-retry": "true"}).retriable


@pytest.mark.parametrize(
    ("code", "request_id", "message"),
    [
        ("overloaded", "req_1", "status=503 code=overloaded request=req_1"),
        (503, "req_1", "status=503 request=req_1"),
        ("my card is 4111", "req\n1", "status=503"),
        (None, "x" * 65, "status=503"),
        ({"a": 1}, "", "status=503"),
    ],
)
def test_a_message_holds_only_what_cannot_be_text(
    code: object, request_id: str, message: str
) -> None:
    """What a provider says about a request may quote the draft."""
    body = {"error": {"code": code, "message": "Dear Ms Miller"}}

    assert str(fault(503, {"x-request-id": request_id}, body)) == message


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:07 GMT", "date": NOW}, 7),
        ({"retry-after": "Sat, 21 Nov 2026 09:59:00 GMT", "date": NOW}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:07 GMT"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:07 -0000", "date": NOW}, None),
        ({"retry-after": "Sat, 21 Nov 2026 10:00:07 GMT", "date": "today"}, None),
        ({"retry-after": "Sat, 99 Nov 99999 10:00:07 GMT", "date": NOW}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({}, None),
    ],
)
def test_a_wait_is_read_in_all_its_forms_and_junk_is_ignored(
    headers: dict[str, str], seconds: float | None
) -> None:
    """A date counts from the answer's own clock, so that a skewed one cannot matter."""
    assert retry_after_s(headers) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_makes_it_fail(wait: str, date: str) -> None:
    """Headers come from outside like everything else."""
    seconds = retry_after_s({"retry-after": wait, "date": date, "retry-after-ms": wait})

    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (401, False),
        (400, False),
        (429, False),
        (409, False),
        (425, False),
        (408, True),
        (500, True),
    ],
)
def test_a_status_says_whether_the_provider_is_in_trouble(status: int, counts: bool) -> None:
    """A breaker counts what happens to each request, not what happens to one."""
    assert fault(status, {}).counts is counts
