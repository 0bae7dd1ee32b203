"""What the model and the database lack, and whether it matters."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.access.pepper import Pepper
from api.access.stored_keys import StoredKeys
from api.http.lacks import NO_MODEL, database_check, model_check
from api.http.readiness import Lack
from api.rewriting.calling.breaker import State
from api.storage.database import Database
from api.storage.errors import DatabaseDown
from tests.access.stored import PEPPER

NOT_WRITABLE = Lack("database", "not_writable", "keys work; what they spend is not kept")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("states", "lacks"),
    [
        ([State.CLOSED, State.CLOSED], []),
        ([State.OPEN], [("model", "paused", "the phrasebook writes until")]),
        ([State.HALF_OPEN, State.CLOSED], [("model", "paused", "the other model writes until")]),
        (
            [State.LATCHED, State.OPEN],
            [
                ("model", "misconfigured", "the phrasebook writes; its key"),
                ("second_model", "paused", "the phrasebook writes until"),
            ],
        ),
    ],
)
async def test_a_model_that_is_left_alone_is_named_with_who_writes_instead(
    states: list[State], lacks: list[tuple[str, str, str]]
) -> None:
    """The service stays ready: a reply never needs a model."""
    found = list(await model_check([SimpleNamespace(state=s) for s in states], configured=True)())
    assert [(lack.part, lack.reason, lack.serious) for lack in found] == [
        (part, reason, False) for part, reason, _ in lacks
    ]
    for lack, (_, _, words) in zip(found, lacks, strict=True):
        assert lack.instead.startswith(words)


@pytest.mark.anyio
async def test_without_a_model_the_phrasebook_writes() -> None:
    """That is how a fresh machine starts."""
    assert list(await model_check([], configured=False)()) == [NO_MODEL]


@pytest.mark.anyio
async def test_a_database_is_asked_whether_it_reads_and_writes(tmp_path: Path) -> None:
    """A file that is gone is serious: whoever has a stored key cannot be let in."""
    path = tmp_path / "kind.db"
    keys = StoredKeys(Database(str(path)), Pepper(PEPPER))
    await keys.open()
    check = database_check(keys.readable, keys.writable)
    try:
        assert list(await check()) == []
        path.unlink()
        (gone,) = await check()
    finally:
        await keys.close()
    assert (gone.part, gone.reason, gone.serious) == ("database", "not_readable", True)


@pytest.mark.anyio
async def test_a_database_that_is_only_read_harms_no_key(tmp_path: Path) -> None:
    """What keys spend is forgotten with the process, and the probe says so."""
    path = tmp_path / "kind.db"
    keys = StoredKeys(Database(str(path)), Pepper(PEPPER))
    await keys.open()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN IMMEDIATE")
    try:
        check = database_check(keys.readable, keys.writable)
        assert list(await check()) == [NOT_WRITABLE]
        assert list(await check()) == [NOT_WRITABLE]
    finally:
        other.close()
        await keys.close()


@pytest.mark.anyio
async def test_a_database_that_refuses_to_be_written_to_harms_no_key() -> None:
    """A full disk, or one that was mounted again to be read only."""

    async def reads() -> None:
        """Works."""

    async def fails() -> None:
        raise DatabaseDown("full")

    assert list(await database_check(reads, fails)()) == [NOT_WRITABLE]
