"""Who answers in a run: scripted models, cassettes, a live model, or a deployed kindreply.

A source is ready to be asked and knows what decides its answers: prompt, model and guardrails.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2

import prompts
from api.app import load_words
from api.domain.guardrails import version
from api.settings import Settings, load_settings
from evals.answers import scripted
from evals.answers.answer import MODEL
from evals.answers.cassettes import SUFFIX, Cassette, CassetteError, Player, Recorder, load
from evals.errors import SuiteError, Unreachable
from evals.running import runner, subject
from evals.running.asking import ROUTE, Task
from evals.suite.prices import Prices
from evals.suite.run import PromptUsed, Sample
from evals.suite.run import Source as Kind

_PROBE = {"draft": "Thank you for the photos. We have received them.", "engine": "model"}


class SourceError(SuiteError):
    """A source cannot be asked; the message says what is missing."""


@dataclass(frozen=True)
class Source:
    """Somebody to ask, and what decides the answers."""

    kind: Kind
    endpoint: str
    model: str
    prompt: PromptUsed
    guardrails: str
    subject: Callable[[], runner.Subject]
    reference: str | None = None
    """What each request says of the prompt; None leaves it to the service."""
    redacted: bool = False
    """Whether the model sees placeholders for personal data."""
    cases: tuple[str, ...] | None = None
    """The ids that this source has answers for; None where it answers any."""
    spread: bool = False
    """Whether the service may run in several processes: not where one of them keeps the answers,
    nor beside a thread."""

    def answer(
        self, tasks: Sequence[Task], *, concurrency: int, prices: Prices
    ) -> Iterator[Sample]:
        """Every task, answered; samples come as they are done."""
        if self.kind == "mock":
            processes = runner.PROCESSES if self.spread else 1
            return runner.run_scripted(tasks, prompt=self.reference, processes=processes)
        answered = runner.run_spread if self.spread else runner.run
        return answered(
            tasks, self.subject, concurrency=concurrency, prompt=self.reference, prices=prices
        )


def mock(reference: str | None) -> Source:
    """Scripted models behind the real service. Raises PromptError."""
    return Source(
        kind="mock",
        endpoint="mock",
        model=MODEL,
        subject=subject.with_scripted_model,
        spread=True,
        **_decided(subject.scripted_settings(), reference),
    )


def cassettes(folder: Path, reference: str | None) -> Source:
    """Recorded answers behind the real service. Raises SourceError, CassetteError, PromptError."""
    files = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else [folder]
    recorded = [load(path) for path in files]
    if not recorded:
        raise SourceError(f"there is no cassette (*{SUFFIX}) in {folder}")
    models = {cassette.model for cassette in recorded}
    if len(models) > 1:
        raise CassetteError(f"the cassettes in {folder} are of several models: {', '.join(models)}")
    settings = load_settings(model_base_url=scripted.BASE_URL, model_name=models.pop())
    decided = _decided(settings, reference or _recorded_prompt(recorded))
    settings = settings.model_copy(
        update={"redact": _redacted(recorded, decided["prompt"]), "redact_patterns": None}
    )
    return Source(
        kind="cassettes",
        endpoint=folder.name,
        model=settings.model_name or "",
        subject=lambda: subject.with_model(settings, Player(*recorded)),
        cases=_on_cassette(recorded, decided["prompt"]),
        redacted=settings.redact,
        spread=True,
        **decided,
    )


def live(settings: Settings, reference: str | None, keep: Cassette | None = None) -> Source:
    """The configured model behind this service; its answers are kept in `keep`, if given.

    Raises SourceError where no model is configured, and PromptError.
    """
    if settings.model_base_url is None or settings.model_name is None:
        raise SourceError(
            "no model is configured: give --base-url and --model, or set KINDREPLY_MODEL_BASE_URL"
            " and KINDREPLY_MODEL_NAME"
        )
    network = httpx2.AsyncHTTPTransport(trust_env=False)
    return Source(
        kind="live",
        endpoint=_without_credentials(settings.model_base_url),
        model=settings.model_name,
        subject=lambda: subject.with_model(
            settings, Recorder(network, Cassette() if keep is None else keep)
        ),
        redacted=settings.redact,
        spread=keep is None,
        **_decided(settings, reference),
    )


def service(url: str, key: str | None, reference: str | None) -> Source:
    """A deployed kindreply; asks it once, to learn its prompt, model and guardrails.

    Raises Unreachable where it does not answer, or its model does not.
    """

    def asked() -> runner.Subject:
        return subject.deployed(url, key)

    answer = asyncio.run(_probe(asked, reference))
    if answer["prompt"] is None:
        raise Unreachable(f"the service answers without its model ({answer['reason']})")
    return Source(
        kind="live",
        endpoint=_without_credentials(url),
        model=str(answer["model"]),
        prompt=PromptUsed.model_validate(answer["prompt"]),
        guardrails=answer["guardrails"]["version"],
        subject=asked,
        reference=reference,
    )


async def _probe(asked: Callable[[], runner.Subject], reference: str | None) -> dict[str, Any]:
    body = {**_PROBE, **({"prompt": reference} if reference else {})}
    try:
        async with asked() as client:
            response = await client.post(ROUTE, json=body)
            answer: dict[str, Any] = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise Unreachable(f"the service does not answer ({type(error).__name__})") from None
    if response.status_code != httpx2.codes.OK or "guardrails" not in answer:
        raise Unreachable(f"the service answers {response.status_code} {answer.get('code', '')}")
    return answer


def _decided(settings: Settings, reference: str | None) -> dict[str, Any]:
    """The prompt and the guardrails of a service in this process."""
    prompt = prompts.load(reference or settings.prompt)
    return {
        "prompt": PromptUsed(name=prompt.name, version=prompt.version, id=prompt.id),
        "guardrails": version(load_words().lexicon),
        "reference": reference or settings.prompt,
    }


def _recorded_prompt(recorded: Sequence[Cassette]) -> str | None:
    """The one prompt that the answers were recorded with; None where there are several."""
    said = {str(PromptUsed.model_validate(c.about["prompt"])) for c in recorded if c.about}
    return said.pop() if len(said) == 1 else None


def _redacted(recorded: Sequence[Cassette], prompt: PromptUsed) -> bool:
    """Whether placeholders stood for personal data when this prompt was recorded.

    Older cassettes do not say, and had none. Raises CassetteError where they differ.
    """
    with_it = [c for c in recorded if c.about.get("prompt", {}).get("id") == prompt.id]
    said = {bool(c.about.get("redacted")) for c in with_it or recorded}
    if len(said) > 1:
        raise CassetteError(
            "some of the cassettes were recorded with KINDREPLY_REDACT, some without"
        )
    return said.pop()


def _on_cassette(recorded: Sequence[Cassette], prompt: PromptUsed) -> tuple[str, ...]:
    """The cases that were recorded with this very prompt; all of them where none was."""
    with_it = [c for c in recorded if c.about.get("prompt", {}).get("id") == prompt.id]
    return tuple(case for c in with_it or recorded for case in c.about.get("cases", ()))


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
