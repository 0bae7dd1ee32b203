"""Keys are made, rotated and ended."""

from datetime import timedelta
from pathlib import Path

import pytest

from api.access.errors import (
    AccessError,
    AmbiguousKey,
    KeyEnded,
    TooManyLive,
    UnknownKey,
    WrongPepper,
)
from api.access.issuing import Wish, utc_now
from api.access.key_format import is_key
from tests.access.stored import OTHER_PEPPER, START, Keys, opened

pytestmark = pytest.mark.anyio


async def test_a_new_key_is_kept_without_the_key(keys: Keys) -> None:
    """Its digest and its beginning are, and what it may do and until when."""
    issued = await keys.create("web", "rewrite", "check")
    (record,) = await keys.issuer.all()

    assert record == issued.record
    assert is_key(issued.key)
    assert issued.key not in repr(issued) + repr(record)
    assert issued.key.startswith(record.beginning)
    assert record.scopes == {"rewrite", "check"}
    assert (record.created_at, record.expires_at) == (START, START + timedelta(days=90))
    assert (record.made_by, record.replaces) == ("command line", None)
    assert record.id.startswith("key_")


async def test_a_key_carries_limits_of_its_own(keys: Keys) -> None:
    """Where it was given some, and so does its successor."""
    wish = Wish("web", frozenset({"rewrite"}), requests_per_minute=5, tokens_per_day=0)
    await keys.issuer.create(wish)
    successor = (await keys.issuer.rotate("web")).record

    assert (successor.requests_per_minute, successor.tokens_per_day) == (5, 0)


async def test_rotation_makes_a_successor_and_gives_the_old_key_a_day(keys: Keys) -> None:
    """Both work meanwhile, so that nothing stops while a program gets its new key."""
    old = (await keys.create("web", "rewrite", "stats")).record
    keys.calendar.pass_by(days=10)
    issued = await keys.issuer.rotate(old.id)
    replaced, successor = await keys.issuer.all()

    assert successor == issued.record
    assert (successor.name, successor.scopes) == (old.name, old.scopes)
    assert (successor.replaces, successor.made_by) == (old.id, f"rotation of {old.id}")
    assert replaced.expires_at == keys.calendar.now + timedelta(hours=24)
    assert successor.expires_at == keys.calendar.now + timedelta(days=90)
    assert replaced.state(keys.calendar.now) == successor.state(keys.calendar.now) == "live"
    keys.calendar.pass_by(hours=24)
    assert replaced.state(keys.calendar.now) == "expired"


async def test_a_grace_never_makes_a_key_live_longer(keys: Keys) -> None:
    """What ends in an hour ends in an hour."""
    old = (await keys.create(days=1 / 24)).record
    await keys.issuer.rotate("web", grace=timedelta(days=3))

    assert (await keys.store.by_id(old.id)) == old


async def test_no_third_key_of_a_name_lives(keys: Keys) -> None:
    """Two are enough to change from one to the other; nothing is changed by the refusal."""
    first = (await keys.create()).record
    second = (await keys.create()).record
    before = await keys.issuer.all()
    for refused in (keys.create(), keys.issuer.rotate(second.id)):
        with pytest.raises(TooManyLive, match=f"{first.id} and {second.id}"):
            await refused
    assert await keys.issuer.all() == before

    await keys.issuer.revoke(first.id)
    await keys.create()
    await keys.create("another name")


async def test_without_a_grace_the_old_key_makes_room(keys: Keys) -> None:
    """It has ended when the new one begins."""
    await keys.create()
    old = (await keys.create()).record
    await keys.issuer.rotate(old.id, grace=timedelta(0))
    ended = await keys.store.by_id(old.id)

    assert ended is not None
    assert ended.state(keys.calendar.now) == "expired"


async def test_a_key_that_has_ended_is_not_rotated(keys: Keys) -> None:
    """Whoever holds it may have lost it; the message says what happened to it."""
    revoked = (await keys.create("a")).record
    expired = (await keys.create("b", days=1)).record
    await keys.issuer.revoke("a")
    keys.calendar.pass_by(days=1)

    with pytest.raises(KeyEnded, match="is revoked"):
        await keys.issuer.rotate(revoked.id)
    with pytest.raises(KeyEnded, match="is expired"):
        await keys.issuer.rotate(expired.id)


async def test_a_revoked_key_keeps_the_time_of_its_end(keys: Keys) -> None:
    """Revoking it again is said to be nothing new."""
    record = await keys.issuer.revoke((await keys.create()).record.id)
    keys.calendar.pass_by(days=1)
    with pytest.raises(KeyEnded, match="was revoked on 2026-11-22 08:00:00Z"):
        await keys.issuer.revoke(record.id)
    await keys.store.revoke(record.id, keys.calendar.now)
    kept = await keys.store.by_id(record.id)

    assert kept is not None
    assert kept.revoked_at == START
    assert kept.state(START) == "revoked"


async def test_an_expired_key_may_still_be_revoked(keys: Keys) -> None:
    """Whoever cleans up need not know which of them have ended."""
    await keys.create(days=1)
    keys.calendar.pass_by(days=2)

    assert (await keys.issuer.revoke("web")).name == "web"


async def test_a_key_is_found_by_id_name_beginning_or_itself(keys: Keys) -> None:
    """A leaked key can be ended by whoever found it."""
    issued = await keys.create()
    for reference in (issued.record.id, "web", issued.record.beginning, issued.key):
        assert await keys.issuer.find(reference) == issued.record


async def test_a_name_means_the_key_that_lives(keys: Keys) -> None:
    """Else the last that did; two that live have to be told apart."""
    first = (await keys.create()).record
    await keys.issuer.revoke("web")
    second = (await keys.create()).record

    assert await keys.issuer.find("web") == second
    await keys.issuer.revoke("web")
    assert (await keys.issuer.find("web")).id == second.id
    live = [(await keys.create()).record.id for _ in range(2)]
    with pytest.raises(AmbiguousKey, match="is named web") as error:
        await keys.issuer.find("web")
    assert all(key_id in str(error.value) for key_id in live)
    assert first.id not in str(error.value)


async def test_what_is_not_there_is_said_without_a_key(keys: Keys) -> None:
    """A whole key in an error would be in the shell's history twice."""
    issued = await keys.create()
    await keys.issuer.erase("web")
    for reference in (issued.record.id, "web", issued.key):
        with pytest.raises(UnknownKey) as error:
            await keys.issuer.find(reference)
        assert issued.key not in str(error.value)


async def test_another_pepper_is_noticed(keys: Keys, tmp_path: Path) -> None:
    """Else every key would be refused and nobody would know why."""
    await keys.issuer.require_pepper()
    await keys.issuer.require_pepper()
    async with opened(tmp_path / "keys.db", OTHER_PEPPER) as other:
        with pytest.raises(WrongPepper, match="KINDREPLY_KEY_PEPPER") as error:
            await other.issuer.require_pepper()
    assert isinstance(error.value, AccessError)
    assert OTHER_PEPPER not in str(error.value)


def test_times_are_whole_seconds_of_utc() -> None:
    """A key that was read back equals the one that was written."""
    now = utc_now()

    assert now.microsecond == 0
    assert now.utcoffset() == timedelta(0)
