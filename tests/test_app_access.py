"""Sessions, tokens and origins in the whole service, with real keys in a real database."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.access.issuing import Wish
from api.app import build_keys, create_app
from api.settings import Settings, load_settings
from tests.http.fakes import assert_problem

DESK = "https://desk.example"
PEPPER = "T9wLr4xQz7mKb2vNc8sYf3hJd6gPa1eUoRi5tW0q"
API_KEY = "correct-horse-battery"
DRAFT = {"draft": "You must send the receipt."}
DEAD_WITHIN_S = 5.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A service with a database for keys, and one origin that may call it."""
    return load_settings(
        database=str(tmp_path / "keys.db"),
        key_pepper=PEPPER,
        allowed_origins=DESK,
        requests_per_minute=0,
        log_level="error",
    )


def _issue(settings: Settings, *scopes: str) -> tuple[str, str]:
    """A new key and its id, as `kindreply keys create` makes it."""

    async def issue() -> tuple[str, str]:
        keys = build_keys(settings)
        assert keys is not None
        await keys.open()
        issued = await keys.issuer.create(Wish("desk", frozenset(scopes)))
        await keys.close()
        return issued.key, issued.record.id

    return asyncio.run(issue())


def _revoke(settings: Settings, key_id: str) -> None:
    """What another process does: the running service is not told."""

    async def revoke() -> None:
        keys = build_keys(settings)
        assert keys is not None
        await keys.open()
        await keys.issuer.revoke(key_id)
        await keys.close()

    asyncio.run(revoke())


def _mint(client: TestClient, key: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"}
    return client.post("/v1/widget-tokens", json={"origin": DESK}, headers=headers)


def _with_token(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Origin": DESK}


def test_revoking_a_stored_key_ends_its_session_and_its_tokens_within_seconds(
    settings: Settings,
) -> None:
    """In a service that was asked with both a moment ago, and is told nothing."""
    key, key_id = _issue(settings, "keys", "rewrite")
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        token = _mint(client, key).json()["token"]
        told = client.post("/v1/session", json={"key": key}).json()
        by_cookie = {"X-CSRF-Token": told["csrf_token"]}
        assert told["scopes"] == ["keys", "rewrite"]
        for headers in (by_cookie, _with_token(token)):
            assert client.post("/v1/rewrites", json=DRAFT, headers=headers).status_code == 200

        _revoke(settings, key_id)
        revoked_s = time.monotonic()
        for headers in (by_cookie, _with_token(token)):
            while client.get("/v1/nothing", headers=headers).status_code == 404:
                assert time.monotonic() - revoked_s < DEAD_WITHIN_S
            refused = client.post("/v1/rewrites", json=DRAFT, headers=headers)
            assert_problem(refused, 401, "unauthorized")
        assert client.get("/v1/session").json()["authenticated"] is False


def test_sessions_and_tokens_survive_a_restart(settings: Settings) -> None:
    """Nothing is stored of them: the secrets of the settings are enough, for replicas too."""
    key, _ = _issue(settings, "keys", "rewrite")
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        token = _mint(client, key).json()["token"]
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        answered = client.post("/v1/rewrites", json=DRAFT, headers=_with_token(token))

    assert answered.status_code == 200


def test_a_new_configured_key_ends_what_the_old_one_made(settings: Settings) -> None:
    """Though the pepper is the same: changing the key is how its holder is kept out."""
    stored = {
        name: getattr(settings, name) for name in ("database", "key_pepper", "allowed_origins")
    }
    old = load_settings(api_key=API_KEY, **stored)
    new = load_settings(api_key=API_KEY[::-1], **stored)
    with TestClient(create_app(old), base_url="http://localhost") as client:
        token = _mint(client, API_KEY).json()["token"]
        answered = client.post("/v1/rewrites", json=DRAFT, headers=_with_token(token))
        assert answered.status_code == 200
    with TestClient(create_app(new), base_url="http://localhost") as client:
        refused = client.post("/v1/rewrites", json=DRAFT, headers=_with_token(token))

    assert_problem(refused, 401, "unauthorized")
