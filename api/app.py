"""The composition root: the one place where settings meet the parts they set.

The web framework and the model's client are imported where they are needed: the command line uses
this module for one draft, and must not wait for either.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import prompts
from api.access.authenticator import ConfiguredKey, Keys
from api.access.budgets import Budgets
from api.access.origin import exact_origins
from api.access.pepper import Pepper
from api.access.tokens import Signer
from api.domain.guardrails import version as guardrails_version
from api.domain.lexicon import Lexicon
from api.domain.weighing.weights import Weights
from api.rewriting.asking import require_rewriting
from api.rewriting.checking import Check, CheckRequest, check
from api.rewriting.model import LanguageModel
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.pipeline import Rewriter
from api.rewriting.trial import Trial
from api.rewriting.watching import UNWATCHED, Watcher
from api.settings import Settings
from api.version import installed_version

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.access.stored_keys import StoredKeys
    from api.http.readiness import Readiness
    from api.logging import Log
    from api.rewriting.calling.calls import Calls
    from api.rewriting.personal.redaction import Redactor

PAGE = Path(__file__).parent / "web"
FAIR_SHARE = 0.5
"""Of the deadline: a model that got less time and did not answer is not held to have failed."""


@dataclass(frozen=True, slots=True)
class Words:
    """The two word lists that rewriting and checking share, read once."""

    lexicon: Lexicon
    phrasebook: Phrasebook


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Lexicon with its weights, and phrasebook, read once: a third of a second."""
    weights = Weights.from_data(prompts.data("lexicon/en.weights.json"))
    return Words(
        lexicon=replace(Lexicon.from_data(prompts.data("lexicon/en.yaml")), weights=weights),
        phrasebook=Phrasebook.from_data(prompts.data("phrasebook/en.yaml")),
    )


def build_checker(words: Words | None = None) -> Callable[[CheckRequest], Check]:
    """How a rewrite is held against its draft."""
    words = words or load_words()

    def run(request: CheckRequest) -> Check:
        return check(request, lexicon=words.lexicon, phrasebook=words.phrasebook)

    return run


def build_rewriter(
    settings: Settings,
    *,
    words: Words | None = None,
    model: LanguageModel | None = None,
    library: prompts.Library | None = None,
) -> Rewriter:
    """The pipeline; without a model, the phrasebook writes every reply.

    `library` takes the place of the prompts that come with the package.
    """
    words = words or load_words()
    library = library or prompts.library()
    return Rewriter(
        lexicon=words.lexicon,
        phrasebook=words.phrasebook,
        load_prompt=_load_prompt(library),
        model=model,
        prompt=settings.prompt,
        trial=_trial(settings.prompt, library),
        deadline_s=settings.deadline_s,
        max_model_words=settings.max_model_words,
        unchecked_languages=settings.unchecked_languages,
        redactor=build_redactor(settings) if model else None,
    )


def build_redactor(settings: Settings) -> "Redactor | None":
    """What hides personal data from a model; None where the operator has turned it off."""
    if not settings.redact:
        return None
    from api.rewriting.personal.detection import build_redactor  # noqa: PLC0415 - numbering plans

    return build_redactor(settings.redact_patterns)


def _trial(reference: str, library: prompts.Library) -> Trial | None:
    """What is on trial beside `name@production`; a pinned version is what its operator wants."""
    name, _, label = reference.partition("@")
    target = library.trial(name) if label == prompts.PRODUCTION else None
    if target is None or not target.share:
        return None
    return Trial(f"{name}@{target.version}", target.share)


def _load_prompt(library: prompts.Library) -> Callable[[str], prompts.Prompt]:
    """A prompt, read once; the working copy each time, so that an edit shows."""
    released = lru_cache(maxsize=32)(library.load)
    return lambda name: library.load(name) if name.endswith("@working") else released(name)


def build_model(settings: Settings, *, watcher: Watcher = UNWATCHED) -> "Calls | None":
    """The configured model and the second one behind it, or None where the settings name none."""
    named = (
        (settings.model_base_url, settings.model_name, settings.model_api_key),
        (
            settings.second_model_base_url,
            settings.second_model_name,
            settings.second_model_api_key,
        ),
    )
    if settings.model_base_url is None:
        return None
    # These import openai and tenacity: 1.4 s.
    from api.rewriting.calling.bulkhead import Bulkhead  # noqa: PLC0415
    from api.rewriting.calling.calls import Calls  # noqa: PLC0415
    from api.rewriting.calling.target import Target  # noqa: PLC0415
    from api.rewriting.openai_model import OpenAIModel  # noqa: PLC0415

    bulkheads: dict[str, Bulkhead] = {}

    def changed() -> None:
        watcher.queue(
            running=sum(each.running for each in bulkheads.values()),
            waiting=sum(each.waiting for each in bulkheads.values()),
        )

    targets = []
    for base_url, name, key in named:
        if base_url is None or name is None:
            continue
        provider = urlsplit(base_url).netloc
        if provider not in bulkheads:
            bulkheads[provider] = Bulkhead(settings.model_concurrency, changed=changed)
        model = OpenAIModel(
            base_url=base_url,
            api_key="" if key is None else key.get_secret_value(),
            model=name,
        )
        targets.append(
            Target(
                model,
                name=name,
                bulkhead=bulkheads[provider],
                fair_s=settings.deadline_s * FAIR_SHARE,
                watcher=watcher,
            )
        )
    return Calls(targets, watcher=watcher)


def build_keys(settings: Settings) -> "StoredKeys | None":
    """The API keys in the configured database, not opened yet; None where none is configured."""
    if settings.database is None or settings.key_pepper is None:
        return None
    from api.access.stored_keys import StoredKeys  # noqa: PLC0415 - imports sqlalchemy: 0.3 s
    from api.storage.database import Database  # noqa: PLC0415

    return StoredKeys(Database(settings.database), Pepper(settings.key_pepper.get_secret_value()))


def build_authenticators(settings: Settings, keys: "StoredKeys | None") -> list[Keys]:
    """Every way to prove who one is; none where only this machine is served."""
    ways: list[Keys] = []
    if settings.api_key is not None:
        ways.append(ConfiguredKey(settings.api_key.get_secret_value()))
    if keys is not None:
        ways.append(keys.ring)
    return ways


def build_signer(settings: Settings) -> Signer:
    """What sessions and tokens are signed with.

    Both secrets, as far as they are set: whoever changes KINDREPLY_API_KEY ends the sessions that
    began with it, though there is a pepper.
    """
    known = (settings.key_pepper, settings.api_key)
    return Signer(*(None if secret is None else secret.get_secret_value() for secret in known))


def create_app(
    settings: Settings,
    *,
    model: LanguageModel | None = None,
    log: "Log | None" = None,
    body_timeout_s: float | None = None,
    library: prompts.Library | None = None,
    readiness: "Readiness | None" = None,
) -> "FastAPI":
    """The service. `model` takes the place of the configured one and is the caller's to close.

    `readiness` is shared with the server that runs the service, which sets it to draining.

    The database is opened when the service starts; that raises StorageError and WrongPepper.

    Raises PromptError where the configured prompt, or its trial, does not exist or does not
    rewrite drafts.
    """
    from api.access.saving import Saving  # noqa: PLC0415 - as below
    from api.http.bodies import BODY_TIMEOUT_S  # noqa: PLC0415 - as below
    from api.http.lacks import database_check, model_check  # noqa: PLC0415
    from api.http.limits import Allowance  # noqa: PLC0415
    from api.http.readiness import Readiness  # noqa: PLC0415 - belongs to the service
    from api.http.service import build_service  # noqa: PLC0415 - imports fastapi: 0.7 s
    from api.http.spending import BudgetedModel  # noqa: PLC0415 - only the service has callers
    from api.http.stopwatch import TimedModel  # noqa: PLC0415 - only the service measures
    from api.logging import build_log  # noqa: PLC0415 - imports structlog: 0.3 s
    from api.metrics import Metrics  # noqa: PLC0415 - imports prometheus_client: 0.1 s

    library = library or prompts.library()
    trial = _trial(settings.prompt, library)
    for reference in (settings.prompt, *([trial.reference] if trial else [])):
        require_rewriting(library.load(reference))
    words = load_words()
    log = log or build_log(settings.log_level)
    keys = build_keys(settings)
    authenticators = build_authenticators(settings, keys)
    signer = build_signer(settings)
    budgets = Budgets(usage=None if keys is None else keys.usage)
    saving = Saving(budgets, log=log)
    metrics = Metrics(
        version=installed_version(),
        guardrails=guardrails_version(words.lexicon),
        models=[name for name in (settings.model_name, settings.second_model_name) if name],
        budget_used=lambda: budgets.largest_share,
        unsaved_tokens=lambda: budgets.unwritten,
    )
    own_model = build_model(settings, watcher=metrics) if model is None else None
    asked = model or own_model
    readiness = readiness or Readiness()
    readiness.checks["model"] = model_check(
        () if own_model is None else own_model.targets, configured=asked is not None
    )
    if keys is not None:
        readiness.checks["database"] = database_check(keys.readable, keys.writable)

    async def start() -> None:
        if authenticators:
            await asyncio.to_thread(signer.prepare)
        if keys is not None:
            await keys.open()
            await saving.start()

    async def close() -> None:
        if own_model is not None:
            await own_model.aclose()
        await saving.stop()
        if keys is not None:
            await keys.close()

    return build_service(
        rewriter=build_rewriter(
            settings,
            words=words,
            model=None if asked is None else BudgetedModel(TimedModel(asked), budgets),
            library=library,
        ),
        check=build_checker(words),
        start=start,
        close=close,
        readiness=readiness,
        max_requests=settings.max_requests,
        authenticators=authenticators,
        signer=signer,
        allowed_origins=exact_origins(settings.allowed_origins or ""),
        log=log,
        version=installed_version(),
        page=PAGE,
        metrics=metrics,
        budgets=budgets,
        allowance=Allowance(settings.requests_per_minute, settings.tokens_per_day),
        body_timeout_s=BODY_TIMEOUT_S if body_timeout_s is None else body_timeout_s,
    )
