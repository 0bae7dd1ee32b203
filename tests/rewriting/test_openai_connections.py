"""The door over real sockets: what a mocked transport cannot show."""

import asyncio
import shutil
import ssl
import subprocess
import time
from pathlib import Path

import pytest

from api.rewriting.model import (
    BadAnswer,
    Misconfigured,
    ModelError,
    ProviderFailed,
    TimedOut,
    Unreachable,
)
from tests.chaos.texts import GOOD_ANSWER
from tests.chaos.upstream import ChaosUpstream
from tests.rewriting.provider import (
    Waits,
    asked,
    at,
    built,
)
from tests.upstream import Answer, Upstream, fails, says

pytestmark = pytest.mark.anyio


async def test_connections_are_kept() -> None:
    """Without that nearly every call at low traffic pays a handshake."""
    with Upstream(lambda _: says("Hello.")) as upstream:
        async with at(upstream) as model:
            for _ in range(3):
                assert await asked(model) == "Hello."

        assert (len(upstream.calls), upstream.connections) == (3, 1)
        assert upstream.calls[0].path == "/v1/chat/completions"


async def test_a_refused_connection_is_unreachable() -> None:
    """Nothing listens there, three times."""
    waits = Waits()
    with pytest.raises(Unreachable):
        await asked(built(waits=waits))

    assert len(waits.slept) == 2


async def test_a_reset_connection_is_tried_again() -> None:
    """Before and in the middle of an answer."""
    answers = iter(
        [
            Answer(nothing=True, reset=True),
            Answer(body=b'{"cho', length=99, reset=True),
            says("Hi."),
        ]
    )
    with Upstream(lambda _: next(answers)) as upstream:
        async with at(upstream) as model:
            assert await asked(model) == "Hi."

        assert len(upstream.calls) == 3


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(delay_s=5), id="no headers"),
        pytest.param(Answer(body=b" " * 999, drip_s=0.01), id="slow drip"),
    ],
)
async def test_the_deadline_holds_against_a_slow_upstream(answer: Answer) -> None:
    """The package's own timeout is per read: a drip is never too slow for it."""
    with Upstream(lambda _: answer) as upstream:
        async with at(upstream) as model:
            began = time.monotonic()
            with pytest.raises(TimedOut):
                await asked(model, deadline_s=0.08)

            assert time.monotonic() - began < 1
            assert await asyncio.to_thread(upstream.gone.wait, 2), "the connection was left open"
        assert len(upstream.calls) == 1


async def test_cancelling_closes_the_connection() -> None:
    """The caller has left: the provider must not go on at our cost."""
    with Upstream(lambda _: Answer(delay_s=5)) as upstream:
        async with at(upstream) as model:
            asking = asyncio.create_task(asked(model))
            assert await asyncio.to_thread(upstream.asked.wait, 2)
            asking.cancel()

            with pytest.raises(asyncio.CancelledError):
                await asking
            assert await asyncio.to_thread(upstream.gone.wait, 2)


async def test_an_endless_body_is_left_at_the_cap() -> None:
    """It is not read to its end, and not asked for again."""
    body = b"x" * (3 * 1024 * 1024)
    with Upstream(lambda _: Answer(body=body, headers={"Content-Type": "text/plain"})) as upstream:
        async with at(upstream) as model:
            with pytest.raises(ProviderFailed):
                await asked(model)

        assert len(upstream.calls) == 1


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(
            Answer(body=b"{}", headers={"X-Long": "x" * 200_000}), Unreachable, id="long header"
        ),
        pytest.param(Answer(500, b'{"a":' * 150_000), ProviderFailed, id="deep error"),
        pytest.param(Answer(500, b"\xff\xfe" * 999), ProviderFailed, id="error that is no text"),
        pytest.param(Answer(200, b'{"a":' * 150_000), BadAnswer, id="deep answer"),
        pytest.param(Answer(200, b"", length=10**18), ProviderFailed, id="endless length"),
    ],
)
async def test_a_provider_that_sends_nonsense_is_a_failure_like_others(
    answer: Answer, kind: type[ModelError]
) -> None:
    """Quickly, and as an error of ours."""
    with Upstream(lambda _: answer) as upstream:
        async with at(upstream) as model:
            with pytest.raises(ModelError) as caught:
                await asked(model)

    assert type(caught.value) is kind


async def test_a_body_that_ends_with_its_connection_is_not_taken_for_whole() -> None:
    """HTTP knows no better than the connection; an answer that is cut does not parse."""
    whole = says("We cannot refund you. [D1]").body

    sent = [b""]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + sent[0])
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    model = built(base_url=url)
    try:
        for length in (0, 1, len(whole) // 2, len(whole) - 1):
            sent[0] = whole[:length]
            with pytest.raises(BadAnswer):
                await asked(model)
        sent[0] = whole
        assert await asked(model) == "We cannot refund you. [D1]"
    finally:
        await model.aclose()
        server.close()


async def test_an_error_of_a_real_server_keeps_its_request_id() -> None:
    """The one thing that a provider's support asks for."""
    with Upstream(lambda _: fails(401, "invalid_api_key", x_request_id="req_9")) as upstream:
        async with at(upstream) as model:
            with pytest.raises(
                Misconfigured, match="status=401 code=invalid_api_key request=req_9"
            ):
                await asked(model)


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl (apt-get install openssl)")
async def test_an_unknown_certificate_is_the_operators_matter(tmp_path: Path) -> None:
    """No retry, and no switch that would accept it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
    names = ["-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)  # noqa: S603, ASYNC221
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    with Upstream(lambda _: says("Hello."), tls=tls) as upstream:
        async with at(upstream) as model:
            with pytest.raises(Misconfigured, match="certificate"):
                await asked(model)

        assert upstream.calls == []


async def test_an_answer_that_nobody_asked_for_reaches_nobody() -> None:
    """It came with the answer before it; the next request must not take it for its own."""
    async with ChaosUpstream() as upstream:
        model = built(base_url=await upstream.url("unasked_second_answer"))
        try:
            assert [await asked(model), await asked(model)] == [GOOD_ANSWER, GOOD_ANSWER]
        finally:
            await model.aclose()

        seen = upstream.scenario("unasked_second_answer")
        assert (seen.calls, seen.connections) == (2, 2)
