"""How a judge's model is reached: live, live and recorded, or from cassettes.

The same client as the service's, so a judge has its deadline, its retries and its refusals of what
is no complete answer.
"""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx2

from api.rewriting.calling.alone import Alone
from api.rewriting.model import Completion, Unreachable
from api.rewriting.openai_model import OpenAIModel
from api.settings import Settings
from evals.answers.cassettes import SUFFIX, Cassette, CassetteError, Player, Recorder, load
from evals.answers.exchange import exchange
from evals.running.source import SourceError
from prompts import Message


class NotRecorded(Unreachable):
    """A cassette holds no answer to this question; the message says what differs."""


class Door:
    """A model behind a bound on calls at once; what passes is noted for cassettes."""

    def __init__(self, inner: Alone, name: str, *, endpoint: str, concurrency: int) -> None:
        self._inner = inner
        self._free = asyncio.Semaphore(concurrency)
        self.name = name
        """The model that is asked."""
        self.endpoint = endpoint
        """Where: a base URL, which holds no credentials, or a file or folder of cassettes."""

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        parameters: Mapping[str, float | int],
        deadline_s: float,
    ) -> Completion:
        """As `LanguageModel`; waiting for a free place is not part of the deadline."""
        async with self._free:
            with exchange() as noted:
                try:
                    return await self._inner.complete(
                        messages, parameters=parameters, deadline_s=deadline_s
                    )
                except Unreachable:
                    if noted.missed is None:
                        raise
            raise NotRecorded(noted.missed)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()


def live(
    settings: Settings,
    *,
    concurrency: int,
    keep: Cassette | None = None,
    network: httpx2.AsyncBaseTransport | None = None,
) -> Door:
    """The configured model; `keep` takes what it says. Raises SourceError where there is none."""
    if settings.model_base_url is None or settings.model_name is None:
        raise SourceError(
            "no model is there to judge: give --base-url and --model, or set"
            " KINDREPLY_MODEL_BASE_URL and KINDREPLY_MODEL_NAME"
        )
    key = settings.model_api_key
    network = network or httpx2.AsyncHTTPTransport(trust_env=False)
    model = OpenAIModel(
        base_url=settings.model_base_url,
        api_key="" if key is None else key.get_secret_value(),
        model=settings.model_name,
        transport=Recorder(network, Cassette() if keep is None else keep),
    )
    name, endpoint = settings.model_name, settings.model_base_url
    return Door(Alone(model), name, endpoint=endpoint, concurrency=concurrency)


def cassettes(path: Path, *, concurrency: int) -> Door:
    """What a judge said once, from a cassette or a folder of them.

    Raises SourceError and CassetteError.
    """
    files = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    recorded = [load(file) for file in files]
    if not recorded:
        raise SourceError(f"there is no cassette (*{SUFFIX}) in {path}")
    models = sorted({cassette.model for cassette in recorded})
    if len(models) > 1:
        raise CassetteError(f"{path}: cassettes of several models: {', '.join(models)}")

    async def do_not_sleep(_: float) -> None:
        """What was not recorded will not be there a moment later."""

    model = OpenAIModel(
        base_url="http://cassettes.invalid/v1",
        api_key="",
        model=models[0],
        transport=Player(*recorded),
    )
    return Door(
        Alone(model, sleep=do_not_sleep), models[0], endpoint=path.name, concurrency=concurrency
    )
