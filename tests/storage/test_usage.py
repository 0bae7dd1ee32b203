"""The table of tokens: what is counted stays, and goes with its key."""

from datetime import date
from pathlib import Path

import pytest

from api.storage.errors import StorageError
from api.storage.usage import Usage
from tests.access.stored import opened

pytestmark = pytest.mark.anyio
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def test_tokens_add_up_by_key_and_day(tmp_path: Path) -> None:
    """Also for another process that counts in the same file."""
    async with opened(tmp_path / "kind.db") as keys, opened(tmp_path / "kind.db") as others:
        usage, other = Usage(keys.database), Usage(others.database)
        await usage.add(MONDAY, {"a": 5, "b": 10**12})
        await other.add(MONDAY, {"a": 7})
        await usage.add(TUESDAY, {"a": 1})
        assert await usage.spent(MONDAY) == {"a": 12, "b": 10**12}
        assert await other.spent(TUESDAY) == {"a": 1}
        assert await usage.spent(date(2026, 11, 25)) == {}


async def test_what_cannot_be_counted_whole_is_not_counted_at_all(tmp_path: Path) -> None:
    """Else it would be counted twice when it is tried again."""
    async with opened(tmp_path / "kind.db") as keys:
        usage = Usage(keys.database)
        await usage.add(MONDAY, {"a": 5})
        with pytest.raises(StorageError):
            await usage.add(MONDAY, {"a": 7, "b": None})  # type: ignore[dict-item]
        assert await usage.spent(MONDAY) == {"a": 5}


async def test_an_erased_key_takes_its_usage_along(tmp_path: Path) -> None:
    """Nothing of it stays, the tokens of others do."""
    async with opened(tmp_path / "kind.db") as keys:
        usage, record = Usage(keys.database), (await keys.create()).record
        await usage.add(MONDAY, {record.id: 5, "other": 7})
        await keys.issuer.revoke(record.id)
        await keys.issuer.erase(record.id)
        assert await usage.spent(MONDAY) == {"other": 7}
