"""Every setting: its name, its unit, its default, what it may be."""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.access.origin import exact_origins
from api.rewriting.personal.masks import masks
from api.settings.contradictions import contradictions
from api.settings.endpoints import is_loopback, refuse_unsafe_url
from api.settings.files import secrets_from_files
from api.settings.paths import refuse_what_is_no_path
from api.settings.secrets import (
    refuse_a_known_pepper,
    refuse_a_weak_key,
    refuse_what_no_header_can_carry,
)
from api.settings.variables import ENV_PREFIX


class Settings(BaseSettings):
    """What an operator can set. Each field is read from KINDREPLY_ and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    host: str = Field(
        "127.0.0.1", description="Address to listen on; other than loopback only with API keys."
    )
    port: int = Field(8080, ge=0, le=65_535, description="Port to listen on; 0 picks a free one.")
    api_key: SecretStr | None = Field(
        None,
        description="Callers of /v1 must send it as a bearer token. 16 characters or more.",
    )
    api_key_file: Path | None = Field(
        None, description="A file that holds the API key, in place of KINDREPLY_API_KEY."
    )
    database: str | None = Field(
        None,
        max_length=400,
        description="Path of the SQLite file with API keys. Needs KINDREPLY_KEY_PEPPER too.",
    )
    key_pepper: SecretStr | None = Field(
        None,
        description="Secret that seals the stored keys, random. 32 characters or more.",
    )
    key_pepper_file: Path | None = Field(
        None, description="A file that holds the pepper, in place of KINDREPLY_KEY_PEPPER."
    )
    allowed_origins: str | None = Field(
        None,
        description="Web origins whose pages may call /v1 with a widget token; commas between.",
    )
    model_base_url: str | None = Field(
        None,
        description="OpenAI-compatible endpoint, with its /v1. Needs KINDREPLY_MODEL_NAME too.",
    )
    model_name: str | None = Field(
        None, max_length=200, description="The model to ask. Needs KINDREPLY_MODEL_BASE_URL too."
    )
    model_api_key: SecretStr | None = Field(
        None, description="The key for the model's endpoint, if it wants one."
    )
    model_api_key_file: Path | None = Field(
        None, description="A file that holds the model's key, in place of KINDREPLY_MODEL_API_KEY."
    )
    second_model_base_url: str | None = Field(
        None,
        description="Endpoint of a model that is asked where the first fails or is paused.",
    )
    second_model_name: str | None = Field(
        None,
        max_length=200,
        description="The second model. Needs KINDREPLY_SECOND_MODEL_BASE_URL too.",
    )
    second_model_api_key: SecretStr | None = Field(
        None, description="The key for the second model's endpoint, if it wants one."
    )
    second_model_api_key_file: Path | None = Field(
        None,
        description="A file that holds that key, in place of KINDREPLY_SECOND_MODEL_API_KEY.",
    )
    model_concurrency: int = Field(
        64,
        ge=1,
        le=1_000,
        description="Calls to one provider that may be under way at once.",
    )
    deadline_s: float = Field(
        15.0,
        ge=2,
        le=60,
        allow_inf_nan=False,
        description="Seconds in which a request is answered, whatever the model does (2 to 60).",
    )
    max_model_words: int = Field(
        600,
        ge=1,
        le=5_000,
        description="Longer drafts are not sent to the model; the phrasebook answers.",
    )
    unchecked_languages: bool = Field(
        False,
        description="Return the model's text, marked `unverified`, for languages not checked yet.",
    )
    prompt: str = Field(
        "soften@production",
        max_length=80,
        pattern=r"^[a-z][a-z0-9_-]*@[a-z0-9][a-z0-9._-]*$",
        description="Prompt to use where a request names none: name@label or name@version.",
    )
    max_requests: int = Field(
        200,
        ge=1,
        le=10_000,
        description="Requests that may run at once; more are answered with 503 and `Retry-After`.",
    )
    drain_s: float = Field(
        5.0,
        ge=0,
        le=300,
        allow_inf_nan=False,
        description="Seconds of normal service between SIGTERM and the end of accepting.",
    )
    redact: bool = Field(True, description="Hide personal data from the model behind placeholders.")
    redact_patterns: str | None = Field(
        None,
        max_length=4_000,
        description="Your own numbers to hide too: `CUSTOMER=CU-#{6,8}; POLICY=@@-####`.",
    )
    requests_per_minute: int = Field(
        60,
        ge=0,
        le=100_000,
        description="Requests under /v1 that a key may make in any 60 seconds; 0 is no limit.",
    )
    tokens_per_day: int = Field(
        5_000_000,
        ge=0,
        le=10**15,
        description="Tokens that a key may spend on the model a day (UTC); 0 is no limit.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least severe log event that is written."
    )

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)

    @property
    def keys_configured(self) -> bool:
        """Whether callers need a key; without one, only this machine is served."""
        return self.api_key is not None or self.database is not None

    @property
    def model_configured(self) -> bool:
        """Whether there is a model to ask; both its settings are set, or none."""
        return self.model_base_url is not None

    @model_validator(mode="before")
    @classmethod
    def _read_secrets(cls, given: dict[str, Any]) -> dict[str, Any]:
        return secrets_from_files(cls.model_fields, given)

    @field_validator("api_key")
    @classmethod
    def _refuse_a_weak_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            refuse_a_weak_key(key.get_secret_value())
        return key

    @field_validator("allowed_origins")
    @classmethod
    def _refuse_what_is_no_exact_origin(cls, listed: str | None) -> str | None:
        if listed is not None:
            exact_origins(listed)
        return listed

    @field_validator("database")
    @classmethod
    def _refuse_a_url(cls, path: str | None) -> str | None:
        if path is not None:
            refuse_what_is_no_path(path)
        return path

    @field_validator("key_pepper")
    @classmethod
    def _refuse_a_known_pepper(cls, pepper: SecretStr | None) -> SecretStr | None:
        if pepper is not None:
            refuse_a_known_pepper(pepper.get_secret_value())
        return pepper

    @field_validator("model_api_key", "second_model_api_key")
    @classmethod
    def _refuse_a_broken_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            refuse_what_no_header_can_carry(key.get_secret_value())
        return key

    @field_validator("redact_patterns")
    @classmethod
    def _refuse_a_broken_pattern(cls, written: str | None) -> str | None:
        masks(written or "")
        return written

    @field_validator("model_base_url", "second_model_base_url")
    @classmethod
    def _refuse_an_unsafe_endpoint(cls, url: str | None) -> str | None:
        if url is not None:
            refuse_unsafe_url(url)
        return url

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Self:
        lines = contradictions(self)
        if lines:
            raise ValueError("\n".join(lines))
        return self
