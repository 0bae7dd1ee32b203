"""Whose a stored key is."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest

from api.access.caller import Caller
from api.access.key_format import new_key
from api.access.key_ring import REMEMBERED_S, KeyRing
from api.access.pepper import Pepper
from api.access.scope import Scope
from api.storage.errors import DatabaseDown, StorageError
from api.storage.key_record import KeyRecord
from tests.access.stored import OTHER_PEPPER, PEPPER, START, Keys
from tests.access.test_failures import Clock

S = TypeVar("S")
T = TypeVar("T")
pytestmark = pytest.mark.anyio


class Watched:
    """A store that counts what it is asked, and fails when it is told to."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys
        self.asked: list[object] = []
        self.noted: list[str] = []
        self.down = False

    async def by_digest(self, digest: bytes) -> KeyRecord | None:
        """By digest."""
        return await self._ask(digest, self.keys.store.by_digest)

    async def by_id(self, key_id: str) -> KeyRecord | None:
        """By id."""
        return await self._ask(key_id, self.keys.store.by_id)

    async def note_use(self, key_id: str, at: datetime) -> None:
        """Note it."""
        self.noted.append(key_id)
        await self._ask(key_id, lambda key_id: self.keys.store.note_use(key_id, at))

    async def _ask(self, by: T, look_up: Callable[[T], Awaitable[S]]) -> S:
        self.asked.append(by)
        if self.down:
            raise DatabaseDown("locked")
        return await look_up(by)


class Ring:
    """A key ring over a watched store, with both of its clocks."""

    def __init__(self, keys: Keys, **arguments: Any) -> None:
        self.keys = keys
        self.clock = Clock()
        self.store = Watched(keys)
        self.ring = KeyRing(
            self.store, Pepper(PEPPER), now=keys.calendar, clock=self.clock, **arguments
        )


async def test_the_holder_of_a_key_is_known_with_scopes_and_limits(keys: Keys) -> None:
    """Everything that later layers ask of a caller."""
    issued = await keys.create("web", "rewrite", "stats")
    ring = Ring(keys).ring

    caller = await ring.caller(issued.key)
    await ring.close()

    assert caller == Caller(issued.record.id, frozenset({Scope.REWRITE, Scope.STATS}))
    assert await ring.holder(issued.record.id) == caller


async def test_a_scope_of_a_newer_release_opens_nothing_here(keys: Keys) -> None:
    """A key outlives the release that made it."""
    issued = await keys.create("web", "rewrite", "telepathy")
    ring = Ring(keys).ring

    caller = await ring.caller(issued.key)
    await ring.close()

    assert caller is not None
    assert caller.scopes == {Scope.REWRITE}


async def test_what_is_no_key_never_reaches_the_database(keys: Keys) -> None:
    """Neither junk nor a mistyped key costs more than its checksum."""
    issued = await keys.create()
    ring = Ring(keys)
    mistyped = issued.key[:-1] + ("a" if issued.key[-1] != "a" else "b")

    for credential in ("", "x" * 10_000, "kr_live_", mistyped, issued.key[:-1], "\xff" * 51):
        assert await ring.ring.caller(credential) is None
    assert ring.store.asked == []


async def test_a_key_of_another_pepper_or_of_nobody_is_unknown(keys: Keys) -> None:
    """The digest is all there is to compare."""
    issued = await keys.create()

    assert await Ring(keys).ring.caller(new_key()) is None
    assert await KeyRing(keys.store, Pepper(OTHER_PEPPER)).caller(issued.key) is None


async def test_answers_are_remembered_for_moments(keys: Keys) -> None:
    """Those that say no, too: one look-up in two seconds, however often a key is shown."""
    issued = await keys.create()
    ring = Ring(keys)
    unknown = new_key()
    for _ in range(5):
        assert await ring.ring.caller(issued.key) is not None
        assert await ring.ring.caller(unknown) is None
        assert await ring.ring.holder("key_x") is None
    await ring.ring.close()
    assert len(ring.store.asked) == 3 + len(ring.store.noted)

    ring.clock.now_s += REMEMBERED_S
    assert await ring.ring.caller(issued.key) is not None
    assert len(ring.store.asked) == 4 + len(ring.store.noted)


async def test_a_revoked_key_works_no_longer_than_its_answer_is_remembered(keys: Keys) -> None:
    """In every process: nothing but the database connects them. Five seconds are promised."""
    issued = await keys.create()
    ring = Ring(keys)
    assert await ring.ring.caller(issued.key) is not None
    await keys.issuer.revoke("web")
    ring.clock.now_s += REMEMBERED_S

    assert REMEMBERED_S < 5
    assert await ring.ring.caller(issued.key) is None
    assert await ring.ring.holder(issued.record.id) is None
    await ring.ring.close()


async def test_an_expired_key_ends_at_its_second(keys: Keys) -> None:
    """Even while its answer is remembered."""
    issued = await keys.create(days=1)
    ring = Ring(keys)
    keys.calendar.pass_by(days=1, seconds=-1)
    assert await ring.ring.caller(issued.key) is not None
    keys.calendar.pass_by(seconds=1)

    assert await ring.ring.caller(issued.key) is None
    await ring.ring.close()


async def test_memory_is_bounded_whatever_is_shown(keys: Keys) -> None:
    """Guesses push out what was shown longest ago."""
    ring = Ring(keys, max_remembered=3)
    issued = [await keys.create(str(number)) for number in range(5)]
    for one in issued:
        await ring.ring.caller(one.key)
        await ring.ring.caller(new_key())
    await ring.ring.close()

    assert len(ring.ring) == 3


async def test_the_last_use_is_noted_about(keys: Keys) -> None:
    """Every ten minutes at most, and no request waits for it."""
    issued = await keys.create()
    ring = Ring(keys)
    for seconds in (0, 60, 300, 300):
        keys.calendar.pass_by(seconds=seconds)
        ring.clock.now_s += seconds
        await ring.ring.caller(issued.key)
    await ring.ring.close()
    kept = await keys.store.by_id(issued.record.id)

    assert ring.store.noted == [issued.record.id] * 2
    assert kept is not None
    assert kept.last_used_at == START + timedelta(minutes=11)


async def test_a_use_that_cannot_be_noted_is_nobodys_trouble(keys: Keys) -> None:
    """The request is answered, and the note lost."""
    issued = await keys.create()
    ring = Ring(keys)
    await ring.ring.holder(issued.record.id)
    ring.store.down = True
    await ring.ring.close()
    kept = await keys.store.by_id(issued.record.id)

    assert ring.store.noted == [issued.record.id]
    assert kept is not None
    assert kept.last_used_at is None


async def test_nobody_comes_in_while_the_database_is_down(keys: Keys) -> None:
    """What is remembered counts as long as ever, and not longer."""
    issued = await keys.create()
    ring = Ring(keys)
    await ring.ring.caller(issued.key)
    await ring.ring.close()
    ring.store.down = True
    assert await ring.ring.caller(issued.key) is not None
    ring.clock.now_s += REMEMBERED_S

    with pytest.raises(StorageError):
        await ring.ring.caller(issued.key)
