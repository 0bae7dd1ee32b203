"""The only door to a provider: what goes out, what comes back, how long it may take."""

import asyncio
import json
import logging
import shutil
import ssl
import subprocess
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
import respx
from openai.types.chat import ChatCompletion

from api.rewriting import openai_model
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    LanguageModel,
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
    Refused,
    TimedOut,
    Unreachable,
)
from api.rewriting.openai_model import OURS, OpenAIModel
from prompts import Message
from tests.upstream import Answer, Upstream, completion, fails, says

pytestmark = pytest.mark.anyio

MESSAGES = (Message("system", "Be kind."), Message("user", "Draft Zebra-Canary. [D1]"))
PARAMETERS = {"temperature": 0.2, "max_tokens": 900}
URL = "http://127.0.0.1:9/v1"
"""A port where nothing listens: a call that is not mocked fails."""

Handler = Callable[[httpx2.Request], httpx2.Response]


class Waits:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def now(self) -> float:
        """Seconds, all of them slept."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.slept.append(seconds)


def built(
    transport: httpx2.AsyncBaseTransport | None = None,
    waits: Waits | None = None,
    *,
    base_url: str = URL,
    api_key: str = "sk-canary",
) -> OpenAIModel:
    """A model that waits without waiting, half of every jitter."""
    waits = waits or Waits()
    return OpenAIModel(
        base_url=base_url,
        api_key=api_key,
        model="m-1",
        transport=transport,
        clock=waits.now,
        sleep=waits.sleep,
        chance=lambda: 0.5,
    )


@asynccontextmanager
async def at(upstream: Upstream) -> AsyncIterator[OpenAIModel]:
    """A model behind a real socket."""
    model = built(base_url=upstream.url)
    try:
        yield model
    finally:
        await model.aclose()


class Provider:
    """Answers one after the other, the last one for ever; keeps what it was asked."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = answers
        self.requests: list[httpx2.Request] = []

    @property
    def transport(self) -> httpx2.MockTransport:
        """What the model is built with."""

        def respond(request: httpx2.Request) -> httpx2.Response:
            answer = self.answers[min(len(self.requests), len(self.answers) - 1)]
            self.requests.append(request)
            if isinstance(answer, Exception):
                raise answer
            return httpx2.Response(
                answer.status_code, headers=answer.headers, content=answer.content
            )

        return httpx2.MockTransport(respond)

    def bodies(self) -> list[Any]:
        """What was asked, each time."""
        return [json.loads(request.content) for request in self.requests]


GOOD = httpx2.Response(200, json=completion("Hello. [D1]"))


def error(status: int, code: str | None = None, **more: Any) -> httpx2.Response:
    """An error answer whose message quotes the draft, as providers may."""
    body = {"error": {"message": "Zebra-Canary", "code": code, "param": more.pop("param", None)}}
    return httpx2.Response(status, json=body, headers=more)


async def asked(model: LanguageModel, deadline_s: float = 10.0) -> str:
    """The text of one request."""
    answer = await model.complete(MESSAGES, parameters=PARAMETERS, deadline_s=deadline_s)
    return answer.text


# What goes out


async def test_asks_exactly_once_where_nothing_fails() -> None:
    """A retry is billed; the package's own retries are off."""
    provider, waits = Provider(GOOD), Waits()

    answer = await built(provider.transport, waits).complete(
        MESSAGES, parameters=PARAMETERS, deadline_s=10
    )

    assert answer.text == "Hello. [D1]"
    assert answer.model == "upstream-model-2026"
    assert len(provider.requests) == 1
    assert waits.slept == []


async def test_sends_the_request_that_the_protocol_asks_for_and_no_more() -> None:
    """Nothing of the operator's machine, no stream, no compression."""
    provider = Provider(GOOD)

    await asked(built(provider.transport))

    request = provider.requests[0]
    assert (request.method, str(request.url)) == ("POST", f"{URL}/chat/completions")
    assert provider.bodies() == [
        {
            "model": "m-1",
            "messages": [
                {"role": "system", "content": "Be kind."},
                {"role": "user", "content": "Draft Zebra-Canary. [D1]"},
            ],
            "temperature": 0.2,
            "max_tokens": 900,
        }
    ]
    assert dict(request.headers) == {
        "host": "127.0.0.1:9",
        "accept-encoding": "identity",
        "accept": "application/json",
        "content-type": "application/json",
        "user-agent": "kindreply",
        "authorization": "Bearer sk-canary",
        "content-length": str(len(request.content)),
    }


async def test_a_server_without_a_key_gets_none() -> None:
    """Local servers need none, and an invented one would be confusing in their logs."""
    provider = Provider(GOOD)

    await asked(built(provider.transport, api_key=""))

    assert "authorization" not in provider.requests[0].headers


async def test_variables_of_the_openai_package_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A forgotten variable must not send a draft elsewhere or as someone else."""
    for name, value in {
        "OPENAI_API_KEY": "sk-other",
        "OPENAI_ADMIN_KEY": "sk-admin",
        "OPENAI_BASE_URL": "http://elsewhere.invalid/v1",
        "OPENAI_ORG_ID": "org",
        "OPENAI_PROJECT_ID": "project",
        "OPENAI_CUSTOM_HEADERS": "X-Evil: 1\nAuthorization: Bearer evil\nHost: evil",
        "HTTP_PROXY": "http://127.0.0.1:1",
        "ALL_PROXY": "http://127.0.0.1:1",
    }.items():
        monkeypatch.setenv(name, value)
    provider = Provider(GOOD)

    await asked(built(provider.transport))
    with Upstream(lambda _: says("Hello.")) as upstream:
        async with at(upstream) as model:
            assert await asked(model) == "Hello.", "no proxy"
            headers = upstream.calls[0].headers

    request = provider.requests[0]
    assert str(request.url) == f"{URL}/chat/completions"
    assert "evil" not in str(request.headers)
    assert request.headers["authorization"] == headers["authorization"] == "Bearer sk-canary"
    assert not {name for name in headers if name.startswith(("openai", "x-"))}


async def test_works_behind_the_package_that_mocks_routes(httpx2_mock: respx.Router) -> None:
    """Route-level tests of others go through the real transport."""
    route = httpx2_mock.post(f"{URL}/chat/completions").respond(json=completion("Mocked."))

    assert await asked(built()) == "Mocked."
    assert route.call_count == 1


async def test_a_mocked_call_does_not_reach_the_network(httpx2_mock: respx.Router) -> None:
    """The canary: with a mock that does not hold, error tests would pass falsely."""
    with Upstream(lambda _: says("From the network.")) as upstream:
        httpx2_mock.post(f"{upstream.url}/chat/completions").respond(json=completion("Mocked."))

        assert await asked(built(base_url=upstream.url)) == "Mocked."
        assert (upstream.connections, upstream.calls) == (0, [])


# What a model does not take


async def test_parameters_that_a_model_refuses_are_learnt_once() -> None:
    """Both calls are within the one request; the next request needs one call."""
    provider, waits = (
        Provider(
            error(400, "unsupported_parameter", param="max_tokens"),
            error(400, "unsupported_value", param="temperature"),
            GOOD,
        ),
        Waits(),
    )
    model = built(provider.transport, waits)

    assert await asked(model) == await asked(model)

    sent = [
        {name for name in body if name in "temperature max_completion_tokens"}
        for body in provider.bodies()
    ]
    assert sent == [
        {"temperature"},
        {"temperature", "max_completion_tokens"},
        {"max_completion_tokens"},
        {"max_completion_tokens"},
    ]
    assert waits.slept == [0, 0]


async def test_a_refused_prompt_is_not_asked_again() -> None:
    """400 for another reason than a parameter."""
    provider = Provider(error(400, "context_length_exceeded"))

    with pytest.raises(PromptRejected):
        await asked(built(provider.transport))

    assert len(provider.requests) == 1


# Retries


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


# What is never said


async def test_no_text_is_logged_or_in_an_exception(caplog: pytest.LogCaptureFixture) -> None:
    """A provider's words may quote the draft; so may a parser's."""
    caplog.set_level(logging.DEBUG)
    quoting = httpx2.Response(
        200, json={"choices": [{"message": {"content": 7}}], "x": "Zebra-Canary"}
    )
    for failure in (error(400), error(503), quoting):
        with pytest.raises(ModelError) as caught:
            await asked(built(Provider(failure).transport))
        said = "".join(traceback.format_exception(caught.value)) + repr(caught.value.args)
        assert "Zebra-Canary" not in said
        assert "sk-canary" not in said
        assert caught.value.__cause__ is None

    assert "Zebra-Canary" not in caplog.text
    assert "sk-canary" not in caplog.text


# Foreign exceptions

NOT_AT_THIS_DOOR = {
    "MutuallyExclusiveAuthError",  # Azure's own client
    "APIRemovedInV1",  # functions of openai before 1.0
    "_AmbiguousModuleClientUsageError",  # the module as a client
    "StreamAlreadyConsumed",  # streaming
    "SubjectTokenProviderError",  # workload identity
    "OAuthError",  # workload identity; an AuthenticationError
    "WebSocketConnectionClosedError",  # realtime
    "WebSocketQueueFullError",  # realtime
}
BY_STATUS = {
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "NotFoundError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
}
BY_CAUSE = {"APITimeoutError"}


def _below(kind: type[BaseException]) -> set[type[BaseException]]:
    return {kind}.union(*(_below(each) for each in kind.__subclasses__()))


async def test_every_exception_of_the_openai_package_has_been_looked_at() -> None:
    """A new one fails here until someone decides what it means."""
    named = {kind.__name__ for kind in _below(openai.OpenAIError)}
    rows = {kind.__name__ for kind in OURS if kind.__module__.startswith("openai")}

    assert named - NOT_AT_THIS_DOOR - BY_STATUS - BY_CAUSE == rows


async def test_every_exception_of_httpx2_has_a_row() -> None:
    """By its own name or its parent's."""
    named = [
        thing
        for name in httpx2.__all__
        if isinstance(thing := getattr(httpx2, name), type) and issubclass(thing, Exception)
        if not issubclass(thing, Warning)
    ]

    assert [kind for kind in named if not set(kind.__mro__) & set(OURS)] == []
    assert [kind for kind in named if not issubclass(kind, openai_model.FOREIGN)] == []


@pytest.mark.parametrize(
    ("foreign", "kind"),
    [
        (openai.OpenAIError("x"), Misconfigured),
        (openai.LengthFinishReasonError(completion=ChatCompletion.construct(usage=None)), CutShort),
        (openai.ContentFilterFinishReasonError(), Refused),
        (
            openai.APIResponseValidationError(
                httpx2.Response(200, request=httpx2.Request("POST", URL)), None
            ),
            BadAnswer,
        ),
        (openai.APIError("x", httpx2.Request("POST", URL), body=None), BadAnswer),
        (openai.APIConnectionError(request=httpx2.Request("POST", URL)), Unreachable),
        (httpx2.InvalidURL("x"), Misconfigured),
        (httpx2.CookieConflict("x"), Unreachable),
        (httpx2.StreamClosed(), Unreachable),
        (json.JSONDecodeError("x", "Zebra-Canary", 0), BadAnswer),
        (UnicodeDecodeError("utf-8", b"Zebra-Canary", 0, 1, "x"), BadAnswer),
        (RecursionError("x"), BadAnswer),
        (RuntimeError("x"), Unreachable),
        (ssl.SSLCertVerificationError("x"), Misconfigured),
        (OSError("x"), Unreachable),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
async def test_foreign_exceptions_become_ours_at_the_door(
    foreign: Exception, kind: type[ModelError]
) -> None:
    """Wherever in the packages they are raised."""
    with pytest.raises(ModelError) as caught:
        await asked(built(Provider(foreign).transport))

    assert type(caught.value) is kind
    assert caught.value.__cause__ is None


async def test_a_base_url_without_a_scheme_is_the_operators_matter() -> None:
    """It is a setting."""
    with pytest.raises(Misconfigured):
        await asked(built(base_url="localhost/v1"))


async def test_a_closed_model_is_unreachable() -> None:
    """A request that arrives while the service stops still gets its fallback."""
    model = built()
    await model.aclose()

    with pytest.raises(Unreachable):
        await asked(model)


# Real sockets


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
