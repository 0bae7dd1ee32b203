"""Stored keys as a fixture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.access.stored import Keys, opened


@pytest.fixture
async def keys(tmp_path: Path) -> AsyncIterator[Keys]:
    """Keys in an empty database of this test's own."""
    async with opened(tmp_path / "keys.db") as stored:
        yield stored
