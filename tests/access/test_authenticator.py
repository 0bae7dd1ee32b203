"""The configured key."""

import pytest

from api.access.authenticator import CONFIGURED, ConfiguredKey
from api.access.scope import ALL_SCOPES

KEY = "correct-horse-battery"
pytestmark = pytest.mark.anyio


async def test_the_configured_key_opens_everything() -> None:
    """It has every scope and the id env."""
    assert await ConfiguredKey(KEY).caller(KEY) == CONFIGURED
    assert CONFIGURED.scopes == ALL_SCOPES


@pytest.mark.parametrize("credential", ["", KEY[:-1], f"{KEY}x", KEY.upper(), "\xfc\xff"])
async def test_nothing_else_is_the_configured_key(credential: str) -> None:
    """Nor fails the comparison on what is no ASCII."""
    assert await ConfiguredKey(KEY).caller(credential) is None


async def test_tokens_made_with_the_configured_key_find_it_by_its_id() -> None:
    """And by no other."""
    key = ConfiguredKey(KEY)

    assert await key.holder("env") == CONFIGURED
    assert await key.holder("key_x") is None
