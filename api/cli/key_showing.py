"""API keys as people and programs read them on a terminal; a key itself only when it is new."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from api.access.issuing import Issued
    from api.storage.key_record import KeyRecord

HEADINGS = ("ID", "NAME", "KEY", "SCOPES", "STATE", "ENDS", "LAST USED", "MADE BY")


def show_new(issued: "Issued", *, as_json: bool) -> None:
    """The key alone on standard output, so that it can be piped; what it is beside it."""
    record = issued.record
    if as_json:
        click.echo(json.dumps({"key": issued.key, **_fields(record, record.created_at)}, indent=2))
        return
    click.echo(issued.key)
    click.echo(
        f"This is the key of {record.name} ({record.id}) for {_scopes(record)}; it ends on"
        f" {_day(record.expires_at)}. Keep it now: it is never shown again.",
        err=True,
    )


def show_all(records: Sequence["KeyRecord"], now: datetime, *, as_json: bool) -> None:
    """A list as JSON, or as a table."""
    if as_json:
        click.echo(json.dumps([_fields(record, now) for record in records], indent=2))
        return
    rows = [HEADINGS, *(_cells(record, now) for record in records)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _fields(record: "KeyRecord", now: datetime) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "beginning": record.beginning,
        "scopes": sorted(record.scopes),
        "state": record.state(now),
        "made_by": record.made_by,
        "created_at": _time(record.created_at),
        "expires_at": _time(record.expires_at),
        "revoked_at": _time(record.revoked_at),
        "last_used_at": _time(record.last_used_at),
        "requests_per_minute": record.requests_per_minute,
        "tokens_per_day": record.tokens_per_day,
        "replaces": record.replaces,
    }


def _cells(record: "KeyRecord", now: datetime) -> tuple[str, ...]:
    return (
        record.id,
        record.name,
        f"{record.beginning}...",
        _scopes(record),
        record.state(now),
        _day(record.revoked_at or record.expires_at),
        "never" if record.last_used_at is None else _day(record.last_used_at),
        record.made_by,
    )


def _scopes(record: "KeyRecord") -> str:
    return ",".join(sorted(record.scopes))


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%MZ}"


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
