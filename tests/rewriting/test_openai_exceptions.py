"""Exceptions of the packages behind the door: each of them becomes one of ours."""

import json
import ssl

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletion

from api.rewriting import openai_model
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    Refused,
    Unreachable,
)
from api.rewriting.openai_model import OURS
from tests.rewriting.provider import URL, Provider, asked, built

pytestmark = pytest.mark.anyio

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
