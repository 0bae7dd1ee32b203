"""Settings: the defaults, and what refuses to start."""

import secrets
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.settings import BadSettings, Settings, is_loopback, load_settings

KEY = "correct-horse-battery"
PEPPER = "Q3mZr8kTq0vLxW2nB7yHs5dPf1gJc6aEuR4tYiO9"
MODEL = {"model_base_url": "https://models.example/v1", "model_name": "small"}
SECOND = {"second_model_base_url": "https://models.example/v1", "second_model_name": "large"}


def test_the_defaults_serve_this_machine_without_a_model() -> None:
    """A fresh machine with no variable set works, and nobody else reaches it."""
    settings = load_settings()
    assert (settings.host, settings.port, settings.loopback_only) == ("127.0.0.1", 8080, True)
    assert not settings.model_configured
    assert (settings.deadline_s, settings.max_model_words) == (15, 600)
    assert settings.prompt == "soften@production"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their names in capitals; an empty variable counts as not set."""
    monkeypatch.setenv("KINDREPLY_PORT", "9000")
    monkeypatch.setenv("KINDREPLY_DEADLINE_S", "20.5")
    monkeypatch.setenv("KINDREPLY_UNCHECKED_LANGUAGES", "true")
    monkeypatch.setenv("KINDREPLY_API_KEY", "")
    settings = load_settings()
    assert (settings.port, settings.deadline_s, settings.unchecked_languages) == (9000, 20.5, True)
    assert settings.api_key is None


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """An option that was not given changes nothing."""
    monkeypatch.setenv("KINDREPLY_PORT", "9000")
    assert load_settings(port=9001).port == 9001
    assert load_settings(port=None).port == 9000


def test_exact_origins_may_be_allowed() -> None:
    """As browsers send them, as many as one likes; http for a page on this machine."""
    listed = "https://desk.example, https://desk.example:8443,http://localhost:3000"

    assert load_settings(allowed_origins=listed).allowed_origins == listed


def test_every_setting_is_described() -> None:
    """The README's table is made of these sentences."""
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", ")")), name


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"host": "0.0.0.0"}, ["KINDREPLY_HOST", "KINDREPLY_API_KEY"]),  # noqa: S104
        ({"host": "kind.example"}, ["KINDREPLY_HOST", "KINDREPLY_API_KEY"]),
        ({"host": "::"}, ["KINDREPLY_HOST", "KINDREPLY_API_KEY"]),
        ({"model_name": "m"}, ["KINDREPLY_MODEL_BASE_URL", "KINDREPLY_MODEL_NAME"]),
        (
            {"model_base_url": MODEL["model_base_url"]},
            ["KINDREPLY_MODEL_BASE_URL", "KINDREPLY_MODEL_NAME"],
        ),
        ({"model_api_key": "secret-zebra"}, ["KINDREPLY_MODEL_API_KEY"]),
        (
            {**MODEL, "second_model_name": "m"},
            ["KINDREPLY_SECOND_MODEL_BASE_URL", "KINDREPLY_SECOND_MODEL_NAME", "set both"],
        ),
        ({**MODEL, "second_model_api_key": "zebra"}, ["KINDREPLY_SECOND_MODEL_API_KEY"]),
        (SECOND, ["KINDREPLY_SECOND_MODEL_NAME", "KINDREPLY_MODEL_NAME", "no first model"]),
        (
            {
                **MODEL,
                "second_model_base_url": "https://models.example/v1/",
                "second_model_name": "small",
            },
            ["KINDREPLY_SECOND_MODEL_BASE_URL", "the first model"],
        ),
        (
            {**MODEL, **SECOND, "second_model_base_url": "http://models.example/v1"},
            ["KINDREPLY_SECOND_MODEL_BASE_URL", "https"],
        ),
        ({"model_concurrency": 0}, ["KINDREPLY_MODEL_CONCURRENCY", "at least 1"]),
        ({"api_key": "zebra"}, ["KINDREPLY_API_KEY"]),
        ({"api_key": "zebra zebra zebra zebra"}, ["KINDREPLY_API_KEY"]),
        ({"api_key": "zébra-zébra-zébra"}, ["KINDREPLY_API_KEY"]),
        ({**MODEL, "model_api_key": "zebra\nx"}, ["KINDREPLY_MODEL_API_KEY"]),
        ({"deadline_s": 1.9}, ["KINDREPLY_DEADLINE_S", "at least 2"]),
        ({"deadline_s": 61}, ["KINDREPLY_DEADLINE_S", "at most 60"]),
        ({"deadline_s": "nan"}, ["KINDREPLY_DEADLINE_S"]),
        ({"port": 70_000}, ["KINDREPLY_PORT"]),
        ({"port": "eighty"}, ["KINDREPLY_PORT"]),
        ({"log_level": "loud"}, ["KINDREPLY_LOG_LEVEL"]),
        ({"prompt": "soften"}, ["KINDREPLY_PROMPT"]),
        ({"max_model_words": 0}, ["KINDREPLY_MAX_MODEL_WORDS"]),
        ({"allowed_origins": "*"}, ["KINDREPLY_ALLOWED_ORIGINS", "entry 1", "wildcard"]),
        ({"allowed_origins": "https://*.zebra.example"}, ["KINDREPLY_ALLOWED_ORIGINS"]),
        ({"allowed_origins": "https://a.example, null"}, ["entry 2", "null"]),
        ({"allowed_origins": "https://zebra.example/path"}, ["no path"]),
        ({"allowed_origins": "https://zebra.example/"}, ["no slash"]),
        ({"allowed_origins": "http://zebra.example"}, ["must be https"]),
        ({"allowed_origins": "https://a.example,"}, ["entry 2"]),
        ({"nonsense": 1}, ["KINDREPLY_NONSENSE"]),
        ({"database": "kind.db"}, ["KINDREPLY_KEY_PEPPER", "KINDREPLY_DATABASE"]),
        ({"key_pepper": PEPPER}, ["KINDREPLY_KEY_PEPPER", "KINDREPLY_DATABASE"]),
        ({"database": "postgresql://zebra", "key_pepper": PEPPER}, ["KINDREPLY_DATABASE"]),
        ({"database": ":memory:", "key_pepper": PEPPER}, ["KINDREPLY_DATABASE"]),
        ({"database": "file:zebra?mode=ro", "key_pepper": PEPPER}, ["KINDREPLY_DATABASE"]),
        ({"database": "zebra\0", "key_pepper": PEPPER}, ["KINDREPLY_DATABASE"]),
    ],
)
def test_what_is_unsafe_or_contradicts_itself_is_named(
    values: dict[str, object], named: list[str]
) -> None:
    """The message names each setting at fault and holds no value: it may be a secret."""
    with pytest.raises(BadSettings) as error:
        load_settings(**values)
    for name in named:
        assert name in str(error.value)
    assert "zebra" not in str(error.value)


def test_every_contradiction_is_named_at_once() -> None:
    """Nobody should have to start the service once for each; a line begins with its setting."""
    with pytest.raises(BadSettings) as error:
        load_settings(host="0.0.0.0", model_api_key="model-secret")  # noqa: S104

    first, second = str(error.value).splitlines()
    assert first.startswith("KINDREPLY_MODEL_API_KEY: ")
    assert second.startswith("KINDREPLY_HOST and KINDREPLY_API_KEY: ")


@pytest.mark.parametrize(
    "url",
    ["models.example/v1", "ftp://models.example", "https://", "https://user:pw@models.example/v1",
     "https://models.example/v1?key=1", "https://models.example/v1#x", "http://models.example/v1",
     "http://8.8.8.8/v1", "http://169.254.169.254/v1", "https://169.254.169.254/v1",
     "http://metadata.google.internal/v1", "http://[fe80::1%25eth0]/v1", "https://[::1",
     "https://models.example:99999/v1"],
)  # fmt: skip
def test_an_unsafe_endpoint_is_refused(url: str) -> None:
    """Text in the clear over the internet, secrets in the URL, a cloud's metadata service."""
    with pytest.raises(BadSettings, match="KINDREPLY_MODEL_BASE_URL"):
        load_settings(model_base_url=url, model_name="m")


@pytest.mark.parametrize(
    "url",
    ["https://models.example/v1", "http://127.0.0.1:11434/v1", "http://localhost:8000/v1",
     "http://ollama:11434/v1", "http://10.0.0.5/v1", "http://host.docker.internal:11434/v1",
     "http://[::1]:11434/v1", "http://gpu.lan/v1"],
)  # fmt: skip
def test_models_nearby_may_speak_plain_http(url: str) -> None:
    """A local model server rarely has a certificate; what leaves the network needs one."""
    assert load_settings(model_base_url=url, model_name="m").model_configured


def test_with_a_key_any_address_may_be_served() -> None:
    """With one, or with many in a database; the message above says how."""
    for keys in ({"api_key": KEY}, {"database": "kind.db", "key_pepper": PEPPER}):
        settings = load_settings(host="0.0.0.0", **keys)  # noqa: S104
        assert settings.keys_configured
        assert not settings.loopback_only
    assert not load_settings().keys_configured


@pytest.mark.parametrize(
    "pepper",
    ["x" * 31, "x" * 64, "0123" * 16, "changeme" * 5, "change-me-change-me-and-32-chars!",
     "this-is-the-default-pepper-of-the-readme", "kindreply-0123456789-abcdefghijkl",
     "YourSecretPepperGoesHereAndIsLong12", "0011" * 7 + "1010"],
)  # fmt: skip
def test_a_pepper_that_others_could_know_is_refused(pepper: str) -> None:
    """Short, repeated, or out of an example; the message says how to make one, and shows none."""
    with pytest.raises(BadSettings, match="KINDREPLY_KEY_PEPPER") as error:
        load_settings(database="kind.db", key_pepper=pepper)
    assert pepper not in str(error.value)


@pytest.mark.parametrize("make", [secrets.token_hex, secrets.token_urlsafe])
def test_a_random_pepper_is_accepted(make: Callable[[int], str]) -> None:
    """In whatever alphabet."""
    for _ in range(40):
        assert load_settings(database="kind.db", key_pepper=make(24)).keys_configured


def test_secrets_stay_out_of_repr() -> None:
    """A settings object in a log or traceback shows asterisks."""
    settings = load_settings(
        api_key=KEY, model_api_key="model-secret", database="kind.db", key_pepper=PEPPER, **MODEL
    )
    assert KEY not in repr(settings)
    assert PEPPER not in repr(settings)
    assert "model-secret" not in repr(settings)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "a.localhost"]
)
def test_loopback_is_recognised(host: str) -> None:
    """By name and by address."""
    assert is_loopback(host)


@given(st.text(max_size=30))
def test_any_other_host_counts_as_reachable(host: str) -> None:
    """What is not known to be loopback is treated as open to others."""
    if "localhost" not in host.lower() and "127." not in host and "::" not in host:
        assert not is_loopback(host)


def test_patterns_of_the_operator_are_checked_before_anything_starts() -> None:
    """A broken one is named; the setting is, too."""
    assert load_settings(redact_patterns="CUSTOMER=CU-#{6,8}").redact
    with pytest.raises(BadSettings, match="KINDREPLY_REDACT_PATTERNS: OWN may match"):
        load_settings(redact_patterns="OWN=#")


def test_patterns_without_redaction_contradict_each_other() -> None:
    """They would hide nothing."""
    with pytest.raises(BadSettings, match="KINDREPLY_REDACT_PATTERNS and KINDREPLY_REDACT:"):
        load_settings(redact=False, redact_patterns="CUSTOMER=CU-#{6,8}")


def test_a_second_model_may_be_at_the_same_provider_or_another() -> None:
    """Another name, or another endpoint, is another model."""
    assert load_settings(**MODEL, **SECOND).second_model_name == "large"
    elsewhere = {**SECOND, "second_model_base_url": "https://others.example/v1"}
    same_name = {**elsewhere, "second_model_name": "small", "second_model_api_key": "k"}
    assert load_settings(**MODEL, **same_name).second_model_name == "small"
