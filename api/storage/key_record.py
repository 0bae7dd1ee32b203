"""What is kept of an API key. Standard library only: whoever reads one waits for no database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["live", "expired", "revoked"]


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An API key without the key. Times are in UTC, whole seconds."""

    id: str
    name: str
    """The operator's word for its holder; a key and its successor share it."""
    beginning: str
    """As much of the key as may be shown: enough to recognise it, too little to use it."""
    digest: bytes = field(repr=False)
    scopes: frozenset[str]
    made_by: str
    """Where it came from: the command line, or the rotation of another key."""
    created_at: datetime
    expires_at: datetime
    """The first moment at which it is no longer valid."""
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None
    """About: it is noted every ten minutes at most, and lost where the process dies first."""
    requests_per_minute: int | None = None
    tokens_per_day: int | None = None
    replaces: str | None = None
    """The id of the key that this one is the successor of."""

    def state(self, now: datetime) -> State:
        """Whether it may be used at this moment, and if not, why."""
        if self.revoked_at is not None:
            return "revoked"
        return "live" if now < self.expires_at else "expired"
