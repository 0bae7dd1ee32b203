"""Retries at the door: what is tried again, how often, and after how long."""

import httpx2
import pytest

from api.rewriting.model import (
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
    Refused,
    TimedOut,
)
from tests.rewriting.provider import GOOD, Provider, Waits, asked, built, error
from tests.upstream import completion

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "failure",
    [
        httpx2.ConnectError("refused"),
        httpx2.ConnectTimeout("slow"),
        httpx2.RemoteProtocolError("reset"),
        *(error(status) for status in (408, 409, 429, 500, 502, 503, 504, 529)),
        httpx2.Response(502, html="<html>Bad gateway</html>"),
        httpx2.Response(200, html="<html>Welcome</html>"),
        httpx2.Response(200, content=b'{"choices": [{'),
        httpx2.Response(200, content=b""),
    ],
    ids=lambda failure: repr(failure)[:60],
)
async def test_an_early_failure_that_may_pass_is_tried_again(
    failure: httpx2.Response | Exception,
) -> None:
    """After a moment of jitter."""
    provider, waits = Provider(failure, GOOD), Waits()

    assert await asked(built(provider.transport, waits)) == "Hello. [D1]"
    assert len(provider.requests) == 2
    assert len(waits.slept) == 1


async def test_never_more_than_three_calls() -> None:
    """The last error goes up as it is, without those before it."""
    provider, waits = Provider(error(500), error(502), error(503), GOOD), Waits()

    with pytest.raises(ProviderFailed, match="status=503"):
        await asked(built(provider.transport, waits))

    assert len(provider.requests) == 3
    assert waits.slept == [pytest.approx(0.1), pytest.approx(0.2)]


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        *((error(status), PromptRejected) for status in (400, 413, 422)),
        *((error(status), Misconfigured) for status in (401, 403, 404)),
        (error(429, "insufficient_quota"), Misconfigured),
        (error(503, **{"x-should-retry": "false"}), ProviderFailed),
        (error(400, **{"x-should-retry": "true"}), PromptRejected),
        (error(307, location="http://127.0.0.1:9/elsewhere"), Misconfigured),
        (error(302, location="::bad::"), Misconfigured),
        (httpx2.Response(200, json=completion("Hel", "length")), CutShort),
        (httpx2.Response(200, json=completion("Hel", "content_filter")), Refused),
        (httpx2.Response(200, headers={"Content-Encoding": "gzip"}), ProviderFailed),
        (httpx2.UnsupportedProtocol("no scheme"), Misconfigured),
        (httpx2.ReadTimeout("slow"), TimedOut),
    ],
    ids=lambda failure: repr(failure)[:60],
)
async def test_what_would_fail_again_is_asked_once(
    failure: httpx2.Response | Exception, kind: type[ModelError]
) -> None:
    """A redirect, an empty account, a bad key, a long prompt, cut text."""
    provider = Provider(failure)

    with pytest.raises(ModelError) as caught:
        await asked(built(provider.transport))

    assert type(caught.value) is kind
    assert len(provider.requests) == 1


async def test_waits_as_long_as_the_provider_asks_where_that_fits() -> None:
    """And a little longer, so that callers do not come back all at once."""
    provider, waits = Provider(error(429, **{"retry-after": "3"}), GOOD), Waits()

    await asked(built(provider.transport, waits))

    assert waits.slept == [pytest.approx(3.05)]


async def test_does_not_wait_for_what_does_not_fit() -> None:
    """The error says how long, for whoever asks next."""
    provider, waits = Provider(error(429, **{"retry-after": "25"}), GOOD), Waits()

    with pytest.raises(RateLimited) as caught:
        await asked(built(provider.transport, waits))

    assert caught.value.retry_after_s == 25
    assert (len(provider.requests), waits.slept) == (1, [])
