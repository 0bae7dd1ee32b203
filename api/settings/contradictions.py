"""Settings that are fine one by one and not together: each is said in one line, without a value.

A new one is a function that yields a line, named in CONTRADICTIONS.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.settings.fields import Settings


def contradictions(settings: "Settings") -> list[str]:
    """All of them, so that nobody has to start the service once for each."""
    return [line for find in CONTRADICTIONS for line in find(settings)]


def _half_a_model(settings: "Settings") -> Iterator[str]:
    for which in ("MODEL", "SECOND_MODEL"):
        endpoint, name, key = (
            getattr(settings, f"{which}_{part}".lower()) for part in ("BASE_URL", "NAME", "API_KEY")
        )
        both = f"KINDREPLY_{which}_BASE_URL and KINDREPLY_{which}_NAME"
        if (endpoint is None) != (name is None):
            yield f"{both}: set both, or neither"
        if key is not None and endpoint is None:
            yield f"KINDREPLY_{which}_API_KEY: there is no model to use it for; set {both} too"


def _a_second_model_that_is_none(settings: "Settings") -> Iterator[str]:
    if settings.second_model_base_url is None or settings.second_model_name is None:
        return
    if settings.model_base_url is None:
        yield (
            "KINDREPLY_SECOND_MODEL_BASE_URL and KINDREPLY_SECOND_MODEL_NAME: there is no first"
            " model; set KINDREPLY_MODEL_BASE_URL and KINDREPLY_MODEL_NAME in their place"
        )
        return
    first = (settings.model_base_url.rstrip("/"), settings.model_name)
    if (settings.second_model_base_url.rstrip("/"), settings.second_model_name) == first:
        yield (
            "KINDREPLY_SECOND_MODEL_BASE_URL and KINDREPLY_SECOND_MODEL_NAME: are the first"
            " model; what fails there would fail again, so name another one, or none"
        )


def _open_to_everybody(settings: "Settings") -> Iterator[str]:
    if not settings.loopback_only and not settings.keys_configured:
        yield (
            "KINDREPLY_HOST and KINDREPLY_API_KEY: the host is not loopback, so everybody"
            " who can reach it could use the service; set KINDREPLY_API_KEY or"
            " KINDREPLY_DATABASE, or leave KINDREPLY_HOST at 127.0.0.1"
        )


def _half_a_key_store(settings: "Settings") -> Iterator[str]:
    if settings.database is not None and settings.key_pepper is None:
        yield (
            "KINDREPLY_KEY_PEPPER: KINDREPLY_DATABASE holds keys that it seals; set it to what"
            " `openssl rand -base64 33` prints, and keep it apart from the database"
        )
    if settings.key_pepper is not None and settings.database is None:
        yield "KINDREPLY_KEY_PEPPER: it seals no keys; set KINDREPLY_DATABASE, which holds them"


def _patterns_that_hide_nothing(settings: "Settings") -> Iterator[str]:
    if settings.redact_patterns is not None and not settings.redact:
        yield (
            "KINDREPLY_REDACT_PATTERNS and KINDREPLY_REDACT: redaction is off, so the patterns"
            " would hide nothing; set KINDREPLY_REDACT=true, or no patterns"
        )


CONTRADICTIONS = (
    _half_a_model,
    _a_second_model_that_is_none,
    _open_to_everybody,
    _half_a_key_store,
    _patterns_that_hide_nothing,
)
