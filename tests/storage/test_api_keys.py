"""The table of keys: what is kept, and what is gone."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.access.pepper import Pepper
from api.access.stored_keys import StoredKeys
from api.storage.database import Database
from tests.access.stored import PEPPER, opened
from tests.conftest import ROOT

pytestmark = pytest.mark.anyio
KILLS = 20


async def test_an_acknowledged_key_survives_whenever_its_maker_is_killed(tmp_path: Path) -> None:
    """Twenty processes make keys and are killed at their work: each printed key is there."""
    path = tmp_path / "kind.db"
    command = [sys.executable, "-m", "tests.storage.killed", str(path), PEPPER, str(KILLS)]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    printed = (await process.communicate())[0].decode().split()
    keys = StoredKeys(Database(str(path)), Pepper(PEPPER))
    await keys.open()
    known = [await keys.ring.caller(key) is not None for key in printed]
    kept = await keys.issuer.all()
    await keys.close()

    assert process.returncode == 0
    assert all(known)
    # Of each maker, one key may have been kept that it could not print any more.
    assert KILLS <= len(printed) <= len(kept) <= len(printed) + KILLS


async def test_no_byte_of_an_erased_key_stays_in_any_file(tmp_path: Path) -> None:
    """Neither in the database nor in the log of writes beside it; of others all is there."""
    async with opened(tmp_path / "kind.db") as keys:
        others = [(await keys.create(f"other {number}")).record for number in range(20)]
        erased = (await keys.create("Zyxwora Canary")).record
        await keys.issuer.rotate(erased.id)
        assert b"Zyxwora" in _bytes(tmp_path)

        for record in await keys.issuer.all():
            if record.name == erased.name:
                await keys.issuer.revoke(record.id)
                await keys.issuer.erase(record.id)
        left = _bytes(tmp_path)

    assert b"Zyxwora" not in left
    assert erased.digest not in left
    assert erased.id.encode() not in left
    assert all(record.digest in left for record in others)


async def test_the_successor_of_an_erased_key_stays(tmp_path: Path) -> None:
    """It only forgets whom it replaced."""
    async with opened(tmp_path / "kind.db") as keys:
        old = (await keys.create()).record
        successor = (await keys.issuer.rotate("web")).record
        await keys.issuer.erase(old.id)
        (left,) = await keys.issuer.all()

    assert left.id == successor.id
    assert left.replaces is None


async def test_a_later_use_that_is_known_is_not_overwritten(tmp_path: Path) -> None:
    """Processes note uses in any order."""
    async with opened(tmp_path / "kind.db") as keys:
        record = (await keys.create()).record
        for day in (3, 2):
            await keys.store.note_use(record.id, datetime(2026, 12, day, tzinfo=UTC))
        kept = await keys.store.by_id(record.id)

    assert kept is not None
    assert kept.last_used_at == datetime(2026, 12, 3, tzinfo=UTC)


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
