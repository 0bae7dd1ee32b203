"""What may leave, and how much may come back."""

import gzip
import ssl
from collections.abc import AsyncIterator

import httpx2
import pytest

from api.rewriting.model import (
    Misconfigured,
    ModelError,
    ProviderFailed,
    TimedOut,
    Unreachable,
)
from api.rewriting.transport import (
    MAX_BODY_BYTES,
    BodyRefused,
    CappedTransport,
    connection_fault,
)

pytestmark = pytest.mark.anyio


def client(answer: httpx2.Response, sent: list[httpx2.Request]) -> httpx2.AsyncClient:
    """A client that gets `answer` through the transport under test."""

    def respond(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return answer

    transport = CappedTransport(httpx2.MockTransport(respond), headers={"User-Agent": "kindreply"})
    return httpx2.AsyncClient(transport=transport, trust_env=False)


async def test_only_named_headers_leave() -> None:
    """Neither the caller nor a cookie nor the environment can add one."""
    sent: list[httpx2.Request] = []
    async with client(httpx2.Response(200), sent) as http:
        await http.post("http://u/x", content=b"abc", headers={"X-Evil": "1", "Host": "evil"})

    assert dict(sent[0].headers) == {
        "host": "u",
        "accept-encoding": "identity",
        "user-agent": "kindreply",
        "content-length": "3",
    }


async def test_an_answer_loses_what_would_act_by_itself() -> None:
    """No redirect to follow, no cookie to keep."""
    headers = {"Location": "http://elsewhere", "Set-Cookie": "a=b", "X-Request-Id": "r"}
    async with client(httpx2.Response(307, headers=headers), []) as http:
        response = await http.post("http://u/x", content=b"")

    assert (response.status_code, response.headers["x-request-id"]) == (307, "r")
    assert "location" not in response.headers
    assert not http.cookies


async def test_a_body_up_to_the_cap_is_read() -> None:
    """A long answer is some thousand bytes."""
    async with client(httpx2.Response(200, content=b"x" * MAX_BODY_BYTES), []) as http:
        response = await http.post("http://u/x", content=b"")

    assert len(response.content) == MAX_BODY_BYTES


async def chunks() -> AsyncIterator[bytes]:
    """A body with no declared length."""
    for _ in range(MAX_BODY_BYTES // 65_536 + 1):
        yield b"x" * 65_536


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda: httpx2.Response(200, content=b"x" * (MAX_BODY_BYTES + 1)), id="long"),
        pytest.param(lambda: httpx2.Response(200, content=chunks()), id="undeclared"),
        pytest.param(
            lambda: httpx2.Response(200, headers={"Content-Length": "9" * 9_000}), id="absurd"
        ),
        pytest.param(
            lambda: httpx2.Response(
                200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"{}")
            ),
            id="gzip",
        ),
        pytest.param(lambda: httpx2.Response(200, headers={"Content-Encoding": "br"}), id="br"),
        pytest.param(lambda: httpx2.Response(200, stream=SyncOnly()), id="synchronous"),
    ],
)
async def test_a_compressed_or_long_body_is_refused(answer: object) -> None:
    """One compressed megabyte can unpack to gigabytes."""
    assert callable(answer)
    async with client(answer(), []) as http:
        with pytest.raises(BodyRefused):
            await http.post("http://u/x", content=b"")


class SyncOnly(httpx2.SyncByteStream):
    """A body that an asynchronous client cannot read."""


def caused_by(cause: BaseException) -> Exception:
    """The last of a chain of exceptions, as the packages raise them."""
    error = httpx2.ConnectError("connection")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "retriable"),
    [
        (caused_by(ssl.SSLCertVerificationError("self-signed")), Misconfigured, False),
        (caused_by(ssl.SSLError("reset")), Unreachable, True),
        (caused_by(OSError("refused")), Unreachable, True),
        (httpx2.ReadError("broken"), Unreachable, True),
        (httpx2.ConnectTimeout("slow"), Unreachable, True),
        (httpx2.ReadTimeout("slow"), TimedOut, False),
        (httpx2.UnsupportedProtocol("no scheme"), Misconfigured, False),
        (httpx2.LocalProtocolError("newline in the key"), Misconfigured, False),
        (BodyRefused("compressed body"), ProviderFailed, False),
    ],
)
async def test_a_failed_connection_says_who_must_act(
    error: Exception, kind: type[ModelError], retriable: bool
) -> None:
    """The cause is at the end of a chain of wrapped exceptions."""
    found = connection_fault(error)

    assert type(found) is kind
    assert found.retriable is retriable


async def test_a_header_that_is_not_ascii_does_no_harm() -> None:
    """Some gateway names itself with an accent: the answer is as good as before."""
    answer = httpx2.Response(200, headers=[(b"X-Gateway", b"\xe9\xff")], content=b"{}")
    async with client(answer, []) as http:
        response = await http.post("http://u/x", content=b"")

    assert response.content == b"{}"
