"""The only door to a provider: what goes out, and what is never said."""

import logging
import traceback

import httpx2
import pytest
import respx

from api.rewriting.model import (
    ModelError,
    PromptRejected,
)
from tests.rewriting.provider import (
    GOOD,
    MESSAGES,
    PARAMETERS,
    URL,
    Provider,
    Waits,
    asked,
    at,
    built,
    error,
)
from tests.upstream import Upstream, completion, says

pytestmark = pytest.mark.anyio


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
