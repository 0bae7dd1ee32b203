"""The service that a run asks: this one in this process around some model, or a deployed one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING

import httpx2

from api.app import create_app
from api.rewriting.calling.alone import Alone
from api.rewriting.openai_model import OpenAIModel
from api.settings import Settings, load_settings
from evals.answers import scripted
from evals.answers.answer import MODEL

if TYPE_CHECKING:
    from fastapi import FastAPI

SCRIPTED_DEADLINE_S = 4.0
"""What a scripted answer that never ends costs a run, in seconds; all such wait at once."""
DEPLOYED_TIMEOUT_S = 90
"""A service answers within its deadline, which is a minute at most."""
_HERE = "http://127.0.0.1"


def scripted_settings() -> Settings:
    """Settings of a service whose model is scripted; the rest is as the environment says."""
    return load_settings(
        model_base_url=scripted.BASE_URL,
        model_name=MODEL,
        deadline_s=SCRIPTED_DEADLINE_S,
    )


@cache
def scripted_app() -> "FastAPI":
    """The service around the real client of the model, which speaks to a respx router.

    One for the process: reading the lexicon takes longer than answering twenty cases.
    """

    async def do_not_sleep(_: float) -> None:
        """Waits between tries are decided, and not waited for."""

    model = Alone(
        OpenAIModel(
            base_url=scripted.BASE_URL,
            api_key="",
            model=MODEL,
            transport=scripted.transport(),
        ),
        clock=lambda: 0.0,
        sleep=do_not_sleep,
        chance=lambda: 0.5,
    )
    return _app(scripted_settings(), model)


@asynccontextmanager
async def with_scripted_model() -> AsyncIterator[httpx2.AsyncClient]:
    """The service whose model is scripted."""
    async with _client(scripted_app(), scripted_settings()) as client:
        yield client


@asynccontextmanager
async def with_model(
    settings: Settings, transport: httpx2.AsyncBaseTransport | None = None
) -> AsyncIterator[httpx2.AsyncClient]:
    """The service around the configured model; `transport` takes the place of the network.

    That one alone: a run measures one model, and no failure may keep the next case from it.
    """
    key = settings.model_api_key
    model = Alone(
        OpenAIModel(
            base_url=settings.model_base_url or "",
            api_key="" if key is None else key.get_secret_value(),
            model=settings.model_name or "",
            transport=transport,
        )
    )
    try:
        async with _client(_app(settings, model), settings) as client:
            yield client
    finally:
        await model.aclose()


@asynccontextmanager
async def deployed(url: str, key: str | None) -> AsyncIterator[httpx2.AsyncClient]:
    """A kindreply that runs somewhere."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    async with httpx2.AsyncClient(
        base_url=url,
        headers=headers,
        timeout=DEPLOYED_TIMEOUT_S,
        trust_env=False,
        follow_redirects=False,
    ) as client:
        yield client


def _app(settings: Settings, model: Alone) -> "FastAPI":
    """The service; what it logs about requests is for operators, and a run has its own log."""
    return create_app(settings.model_copy(update={"log_level": "error"}), model=model)


def _client(app: "FastAPI", settings: Settings) -> httpx2.AsyncClient:
    key = settings.api_key
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    return httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app), base_url=_HERE, headers=headers, timeout=None
    )
