"""Settings: KINDREPLY_* environment variables, checked together before anything starts."""

import ipaddress
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.rewriting.personal.masks import masks

ENV_PREFIX = "KINDREPLY_"
MIN_KEY_CHARS = 16
LOCAL_SUFFIXES = (".internal", ".local", ".localhost", ".lan", ".home.arpa")
PLAINER = (
    ("should be greater than or equal to", "must be at least"),
    ("should be less than or equal to", "must be at most"),
    ("should be", "must be"),
    ("should match pattern", "must match"),
    ("Extra inputs are not permitted", "is no setting"),
)
"""pydantic's words -> ours."""
METADATA_HOSTS = frozenset({"metadata.google.internal", "metadata", "instance-data"})


class BadSettings(Exception):
    """The settings are unsafe or contradict each other; the message names each, no value."""


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
        "127.0.0.1", description="Address to listen on; other than loopback only with an API key."
    )
    port: int = Field(8080, ge=0, le=65_535, description="Port to listen on; 0 picks a free one.")
    api_key: SecretStr | None = Field(
        None,
        description="Callers of /v1 must send it as a bearer token. 16 characters or more.",
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
    redact: bool = Field(True, description="Hide personal data from the model behind placeholders.")
    redact_patterns: str | None = Field(
        None,
        max_length=4_000,
        description="Your own numbers to hide too: `CUSTOMER=CU-#{6,8}; POLICY=@@-####`.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least severe log event that is written."
    )

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach the service."""
        return is_loopback(self.host)

    @property
    def model_configured(self) -> bool:
        """Whether there is a model to ask; both its settings are set, or none."""
        return self.model_base_url is not None

    @field_validator("api_key")
    @classmethod
    def _refuse_a_weak_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            secret = key.get_secret_value()
            if len(secret) < MIN_KEY_CHARS:
                raise ValueError(f"must have {MIN_KEY_CHARS} characters or more")
            _refuse_what_no_header_can_carry(secret)
        return key

    @field_validator("model_api_key")
    @classmethod
    def _refuse_a_broken_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None:
            _refuse_what_no_header_can_carry(key.get_secret_value())
        return key

    @field_validator("redact_patterns")
    @classmethod
    def _refuse_a_broken_pattern(cls, written: str | None) -> str | None:
        masks(written or "")
        return written

    @field_validator("model_base_url")
    @classmethod
    def _refuse_an_unsafe_endpoint(cls, url: str | None) -> str | None:
        if url is not None:
            _refuse_unsafe_url(url)
        return url

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Self:
        if (self.model_base_url is None) != (self.model_name is None):
            raise ValueError(
                "KINDREPLY_MODEL_BASE_URL and KINDREPLY_MODEL_NAME: set both, or neither"
            )
        if self.model_api_key is not None and self.model_base_url is None:
            raise ValueError(
                "KINDREPLY_MODEL_API_KEY: there is no model to use it for; set"
                " KINDREPLY_MODEL_BASE_URL and KINDREPLY_MODEL_NAME too"
            )
        if self.redact_patterns is not None and not self.redact:
            raise ValueError(
                "KINDREPLY_REDACT_PATTERNS and KINDREPLY_REDACT: redaction is off, so the patterns"
                " would hide nothing; set KINDREPLY_REDACT=true, or no patterns"
            )
        if not self.loopback_only and self.api_key is None:
            raise ValueError(
                "KINDREPLY_HOST and KINDREPLY_API_KEY: the host is not loopback, so everybody"
                " who can reach it could use the service; set KINDREPLY_API_KEY, or leave"
                " KINDREPLY_HOST at 127.0.0.1"
            )
        return self


def load_settings(**overrides: Any) -> Settings:
    """The settings of this process; `overrides` (a command line) win over the environment.

    Raises BadSettings, with one line for each setting at fault.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        # The values stay out of the message and of the traceback: one of them may be a key.
        raise BadSettings("\n".join(_line(e) for e in error.errors(include_input=False))) from None


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    host = host.strip("[]").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _line(error: ErrorDetails) -> str:
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
    for theirs, ours in PLAINER:
        message = message.replace(theirs, ours)
    name = ".".join(str(part) for part in error["loc"])
    if not name:
        return message
    return f"{name if name.startswith(ENV_PREFIX) else ENV_PREFIX + name.upper()}: {message}"


def _refuse_what_no_header_can_carry(secret: str) -> None:
    if not secret.isascii() or any(character <= " " or character == "\x7f" for character in secret):
        raise ValueError("must be visible ASCII without spaces")


def _refuse_unsafe_url(url: str) -> None:
    """Raise ValueError where customer text would travel in the clear, or to a place it must not."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is not a URL") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("must be a URL that begins with https:// or http://")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must hold no user, password, query or fragment")
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        private = "." not in host or host.endswith(LOCAL_SUFFIXES)
        metadata = host in METADATA_HOSTS
    else:
        private, metadata = address.is_private, address.is_link_local
    if metadata:
        raise ValueError("points to a cloud's metadata service")
    if parts.scheme == "http" and not private:
        raise ValueError("would send customer text in the clear: use https://")
