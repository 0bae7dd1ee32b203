"""The composition root: the one place where settings meet the parts they set.

The web framework and the model's client are imported where they are needed: the command line uses
this module for one draft, and must not wait for either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import prompts
from api.domain.lexicon import Lexicon
from api.rewriting.asking import require_rewriting
from api.rewriting.checking import Check, CheckRequest, check
from api.rewriting.model import LanguageModel
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.pipeline import Rewriter
from api.rewriting.trial import Trial
from api.settings import Settings
from api.version import installed_version

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.logging import Log
    from api.rewriting.openai_model import OpenAIModel
    from api.rewriting.personal.redaction import Redactor

PAGE = Path(__file__).parent / "web"


@dataclass(frozen=True, slots=True)
class Words:
    """The two word lists that rewriting and checking share, read once."""

    lexicon: Lexicon
    phrasebook: Phrasebook


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Lexicon and phrasebook, read once: a third of a second."""
    return Words(
        lexicon=Lexicon.from_data(prompts.data("lexicon/en.yaml")),
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


def build_model(settings: Settings) -> "OpenAIModel | None":
    """The configured model, or None where the settings name none."""
    if settings.model_base_url is None or settings.model_name is None:
        return None
    from api.rewriting.openai_model import OpenAIModel  # noqa: PLC0415 - imports openai: 1.4 s

    key = settings.model_api_key
    return OpenAIModel(
        base_url=settings.model_base_url,
        api_key="" if key is None else key.get_secret_value(),
        model=settings.model_name,
    )


def create_app(
    settings: Settings,
    *,
    model: LanguageModel | None = None,
    log: "Log | None" = None,
    body_timeout_s: float | None = None,
    library: prompts.Library | None = None,
) -> "FastAPI":
    """The service. `model` takes the place of the configured one and is the caller's to close.

    Raises PromptError where the configured prompt, or its trial, does not exist or does not
    rewrite drafts.
    """
    from api.http.service import build_service  # noqa: PLC0415 - imports fastapi: 0.7 s
    from api.http.stopwatch import TimedModel  # noqa: PLC0415 - only the service measures
    from api.logging import build_log  # noqa: PLC0415 - imports structlog: 0.3 s

    library = library or prompts.library()
    trial = _trial(settings.prompt, library)
    for reference in (settings.prompt, *([trial.reference] if trial else [])):
        require_rewriting(library.load(reference))
    own_model = build_model(settings) if model is None else None
    asked = model or own_model
    words = load_words()

    async def close() -> None:
        if own_model is not None:
            await own_model.aclose()

    key = settings.api_key
    timeout = {} if body_timeout_s is None else {"body_timeout_s": body_timeout_s}
    return build_service(
        rewriter=build_rewriter(
            settings,
            words=words,
            model=None if asked is None else TimedModel(asked),
            library=library,
        ),
        check=build_checker(words),
        close=close,
        model_configured=asked is not None,
        api_key=None if key is None else key.get_secret_value(),
        log=log or build_log(settings.log_level),
        version=installed_version(),
        page=PAGE,
        **timeout,
    )
