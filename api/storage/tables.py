"""The tables as queries see them. What they become over time is in `migrations`; a test compares.

Nothing here is of one database's dialect.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A time as whole seconds since 1970, the same in every database; an aware datetime outside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Cut to the second."""
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


METADATA = MetaData()

MARKS = Table(
    "marks",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Facts about the database itself, one each."""

API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("beginning", String(20), nullable=False),
    Column("digest", LargeBinary(32), nullable=False, unique=True),
    Column("scopes", String(200), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("last_used_at", Moment),
    Column("requests_per_minute", Integer),
    Column("tokens_per_day", Integer),
    Column("replaces", String(40), ForeignKey("api_keys.id", ondelete="SET NULL")),
    Index("api_keys_by_name", "name"),
)
"""Keys without the keys: a digest proves one, and nothing here is one."""

USAGE = Table(
    "usage",
    METADATA,
    Column("key_id", String(40), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
)
"""Tokens that a key has spent on the model on a day (UTC). Not all keys are in this database."""
