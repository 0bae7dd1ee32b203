"""Who is asking, once that is proved."""

from dataclasses import dataclass

from api.access.scope import ALL_SCOPES, Scope


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may come in: whose key it is, what it allows, and how much of it.

    `key_id` names the key in logs, counts and limits; it is no secret. Tokens and sessions carry
    the id of the key that they were made with.
    """

    key_id: str
    scopes: frozenset[Scope]
    origin: str | None = None
    """The one web origin that a widget's token works from; None for keys and sessions."""
    requests_per_minute: int | None = None
    """The key's own limit in place of the configured one."""
    tokens_per_day: int | None = None
    """The key's own limit in place of the configured one."""


LOCAL = Caller("local", ALL_SCOPES)
"""Whoever uses this machine, where no key is configured."""
