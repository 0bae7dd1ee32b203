"""Making, rotating and ending API keys. The key itself is seen once, by whoever asked for it."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from api.access.errors import AmbiguousKey, KeyEnded, TooManyLive, UnknownKey, WrongPepper
from api.access.key_format import PREFIX, beginning, new_key, random_word
from api.access.pepper import Pepper
from api.storage.key_record import KeyRecord

ID_PREFIX = "key_"
ID_CHARS = 12
MOST_LIVE = 2
"""Keys of one name that may live at the same time: the old one and its successor."""
MAX_LIFETIME = timedelta(days=365)
DEFAULT_LIFETIME = timedelta(days=90)
DEFAULT_GRACE = timedelta(hours=24)
"""How long a replaced key goes on working."""
PEPPER_MARK = "pepper"
COMMAND_LINE = "command line"


class KeyStore(Protocol):
    """Where keys are kept; api.storage.api_keys says what each method promises."""

    async def all(self) -> tuple[KeyRecord, ...]:
        """Every key, oldest first."""
        ...

    async def add(
        self, record: KeyRecord, *, most_live: int, replaced_until: datetime | None = None
    ) -> tuple[KeyRecord, ...]:
        """Keep a key, or return the live ones that stand in its way."""
        ...

    async def revoke(self, key_id: str, at: datetime) -> None:
        """End a key."""
        ...

    async def erase(self, key_id: str) -> None:
        """Delete a key, every byte of it."""
        ...

    async def mark(self, name: str, value: bytes) -> bytes:
        """The first value that was given for a mark."""
        ...


def utc_now() -> datetime:
    """The time, in whole seconds: databases keep no more."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new key should be; a limit of None is the configured one."""

    name: str
    scopes: frozenset[str]
    lifetime: timedelta = DEFAULT_LIFETIME
    requests_per_minute: int | None = None
    tokens_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A new key, to be shown once, and what is kept of it."""

    key: str = field(repr=False)
    record: KeyRecord


class Issuer:
    """Whoever may run commands on this machine makes and ends keys with it.

    Raises AccessError, and StorageError where the database fails; what it returned is on the disk.
    """

    def __init__(
        self, store: KeyStore, pepper: Pepper, *, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._store = store
        self._pepper = pepper
        self._now = now

    async def require_pepper(self) -> None:
        """Raise WrongPepper where the keys of this database were sealed with another one."""
        sealed = await self._store.mark(PEPPER_MARK, self._pepper.check)
        if not hmac.compare_digest(sealed, self._pepper.check):
            raise WrongPepper(
                "KINDREPLY_KEY_PEPPER is not the one that this database was made with, so every"
                " key in it would be refused; set the old one, or begin a new KINDREPLY_DATABASE"
            )

    async def create(self, wish: Wish) -> Issued:
        """A new key; raises TooManyLive."""
        return await self._issue(wish, made_by=COMMAND_LINE)

    async def rotate(
        self,
        reference: str,
        *,
        lifetime: timedelta = DEFAULT_LIFETIME,
        grace: timedelta = DEFAULT_GRACE,
    ) -> Issued:
        """A successor with the same name, scopes and limits; the old key lives for `grace` more.

        Raises UnknownKey, AmbiguousKey, KeyEnded, TooManyLive.
        """
        old = await self.find(reference)
        state = old.state(self._now())
        if state != "live":
            raise KeyEnded(f"{old.id} ({old.name}) is {state}: create a new one")
        wish = Wish(old.name, old.scopes, lifetime, old.requests_per_minute, old.tokens_per_day)
        return await self._issue(
            wish, made_by=f"rotation of {old.id}", replaces=old.id, grace=grace
        )

    async def revoke(self, reference: str) -> KeyRecord:
        """End a key now; raises UnknownKey, AmbiguousKey, KeyEnded where it was revoked before."""
        record = await self.find(reference)
        if record.revoked_at is not None:
            raise KeyEnded(f"{record.id} ({record.name}) was revoked on {record.revoked_at:%F %T}Z")
        await self._store.revoke(record.id, self._now())
        return record

    async def erase(self, reference: str) -> KeyRecord:
        """End a key now and delete all that is known of it; raises UnknownKey, AmbiguousKey."""
        record = await self.find(reference)
        await self._store.erase(record.id)
        return record

    async def all(self) -> tuple[KeyRecord, ...]:
        """Every key, oldest first."""
        return await self._store.all()

    async def find(self, reference: str) -> KeyRecord:
        """The key with this id, this name, or this beginning, where the whole key will do.

        A name means its live key. Raises UnknownKey and AmbiguousKey, without repeating a key.
        """
        now = self._now()
        records = await self._store.all()
        if reference.startswith(PREFIX):
            shown = f"begins with {beginning(reference)}"
            found = [record for record in records if record.beginning == beginning(reference)]
        elif reference.startswith(ID_PREFIX):
            shown = f"has the id {reference}"
            found = [record for record in records if record.id == reference]
        else:
            shown = f"is named {reference}"
            named = [record for record in records if record.name == reference]
            found = [record for record in named if record.state(now) == "live"] or named[-1:]
        if not found:
            raise UnknownKey(f"no key {shown}; `kindreply keys list --all` shows what there is")
        if len(found) > 1:
            ids = ", ".join(record.id for record in found)
            raise AmbiguousKey(f"more than one key {shown}; say which: {ids}")
        return found[0]

    async def _issue(
        self,
        wish: Wish,
        *,
        made_by: str,
        replaces: str | None = None,
        grace: timedelta | None = None,
    ) -> Issued:
        key, now = new_key(), self._now()
        record = KeyRecord(
            id=ID_PREFIX + random_word(ID_CHARS),
            name=wish.name,
            beginning=beginning(key),
            digest=self._pepper.of_key(key),
            scopes=wish.scopes,
            made_by=made_by,
            created_at=now,
            expires_at=now + wish.lifetime,
            requests_per_minute=wish.requests_per_minute,
            tokens_per_day=wish.tokens_per_day,
            replaces=replaces,
        )
        live = await self._store.add(
            record, most_live=MOST_LIVE, replaced_until=None if grace is None else now + grace
        )
        if live:
            ids = " and ".join(other.id for other in live)
            raise TooManyLive(f"{len(live)} live keys are named {wish.name} ({ids}): revoke one")
        return Issued(key, record)
