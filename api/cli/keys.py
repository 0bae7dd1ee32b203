"""`kindreply keys`: who may call the service, and what for."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from api.access.scope import ALL_SCOPES, Scope
from api.cli.configured import settings
from api.cli.key_errors import key_errors
from api.cli.key_showing import show_all, show_new
from api.cli.texts import DataError

if TYPE_CHECKING:
    from api.access.issuing import Issuer
    from api.settings import Settings

T = TypeVar("T")

NAME = re.compile(r"(?!key_|kr_live_)[\w](?:[\w .@+/-]{0,78}[\w])?")
EVERY_SCOPE = "all"
MAX_DAYS = 365
DEFAULT_DAYS = 90
DEFAULT_GRACE_HOURS = 24.0
MAX_GRACE_HOURS = 24.0 * 30
BIG = 1_000_000_000

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
DAYS = click.option(
    "--expires-in-days",
    type=click.IntRange(1, MAX_DAYS),
    default=DEFAULT_DAYS,
    show_default=True,
    help="Days until the key ends by itself.",
)
KEY = click.argument("key", metavar="KEY")


class KeyName(click.ParamType[str]):
    """A name that can be told from an id and from a key."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is."""
        if NAME.fullmatch(value) is None:
            self.fail(
                "must be 1 to 80 letters, digits, spaces or . _ - @ + /, and begin with"
                " neither key_ nor kr_live_",
                param,
                ctx,
            )
        return value


@click.group(short_help="Create, list, rotate and revoke API keys.")
def keys() -> None:
    """API keys in the database of KINDREPLY_DATABASE, sealed with KINDREPLY_KEY_PEPPER.

    KEY is an id (key_...), a name, or the beginning of the key as `list` shows it. What is revoked
    stops working within five seconds in every running service.
    """


@keys.command(short_help="Make a key and print it, once.")
@click.argument("name", type=KeyName())
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([*(scope.value for scope in Scope), EVERY_SCOPE]),
    help="What the key may be used for; repeat it for several.",
)
@DAYS
@click.option(
    "--requests-per-minute",
    type=click.IntRange(0, BIG),
    help="In place of KINDREPLY_REQUESTS_PER_MINUTE; 0: no limit.",
)
@click.option(
    "--tokens-per-day",
    type=click.IntRange(0, BIG),
    help="In place of KINDREPLY_TOKENS_PER_DAY; 0: no limit.",
)
@AS_JSON
def create(
    *,
    name: str,
    scopes: tuple[str, ...],
    expires_in_days: int,
    requests_per_minute: int | None,
    tokens_per_day: int | None,
    as_json: bool,
) -> None:
    """Make a key for NAME (a person, a program, a team) and print it: it is never shown again."""
    from api.access.issuing import Wish  # noqa: PLC0415 - what --help need not wait for

    wish = Wish(
        name,
        ALL_SCOPES if EVERY_SCOPE in scopes else frozenset(scopes),
        timedelta(days=expires_in_days),
        requests_per_minute,
        tokens_per_day,
    )
    show_new(_with_keys(lambda issuer: issuer.create(wish)), as_json=as_json)


@keys.command(name="list", short_help="Show the keys that live.")
@click.option("--all", "everything", is_flag=True, help="Those that have ended, too.")
@AS_JSON
def list_keys(*, everything: bool, as_json: bool) -> None:
    """Show who has a key, what for and until when; never a key."""
    now = datetime.now(UTC)
    found = _with_keys(lambda issuer: issuer.all())
    shown = [record for record in found if everything or record.state(now) == "live"]
    if shown or as_json:
        show_all(shown, now, as_json=as_json)
    else:
        ended = " that lives; --all shows those that have ended" if found else ""
        click.echo(f"There is no key{ended}.", err=True)


@keys.command(short_help="Make a successor; the old key ends after a grace.")
@KEY
@DAYS
@click.option(
    "--grace-hours",
    type=click.FloatRange(0, MAX_GRACE_HOURS),
    default=DEFAULT_GRACE_HOURS,
    show_default=True,
    help="Hours for which the old key goes on working.",
)
@AS_JSON
def rotate(*, key: str, expires_in_days: int, grace_hours: float, as_json: bool) -> None:
    """Make a key with the name, scopes and limits of KEY and print it: it is never shown again."""
    lifetime, grace = timedelta(days=expires_in_days), timedelta(hours=grace_hours)
    issued = _with_keys(lambda issuer: issuer.rotate(key, lifetime=lifetime, grace=grace))
    show_new(issued, as_json=as_json)
    if not as_json:
        click.echo(f"{issued.record.replaces} ends in {grace_hours:g} hours.", err=True)


@keys.command(short_help="End a key now.")
@KEY
@click.option("--erase", is_flag=True, help="Delete every trace of the key, its name too.")
@AS_JSON
def revoke(*, key: str, erase: bool, as_json: bool) -> None:
    """End KEY now, in every running service within five seconds."""
    record = _with_keys(lambda issuer: issuer.erase(key) if erase else issuer.revoke(key))
    what = "erased" if erase else "revoked"
    if as_json:
        click.echo(json.dumps({"id": record.id, "name": record.name, "state": what}))
    else:
        click.echo(f"{record.id} ({record.name}) is {what}.", err=True)


def _with_keys(work: "Callable[[Issuer], Awaitable[T]]") -> T:
    """Open the database, do one thing, close it; what goes wrong is said in one line."""
    configured = settings()
    if configured.database is None:
        raise DataError(
            "there is no database for keys: set KINDREPLY_DATABASE to the path of a file, and"
            " KINDREPLY_KEY_PEPPER."
        )
    with key_errors():
        return asyncio.run(_run(configured, work))


async def _run(configured: "Settings", work: "Callable[[Issuer], Awaitable[T]]") -> T:
    from api.app import build_keys  # noqa: PLC0415 - what --help need not wait for

    stored = build_keys(configured)
    assert stored is not None  # noqa: S101 - there is a database
    try:
        await stored.open()
        return await work(stored.issuer)
    finally:
        await stored.close()
