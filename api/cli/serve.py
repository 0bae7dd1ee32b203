"""`kindreply serve`: the HTTP service and its page."""

import asyncio
import gc
import socket
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from api.cli.configured import settings
from api.cli.key_errors import key_errors
from api.cli.texts import DataError

if TYPE_CHECKING:
    from api.access.stored_keys import StoredKeys
    from api.settings import Settings


@click.command(short_help="Run the service and its page.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (KINDREPLY_HOST).")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on (KINDREPLY_PORT).")
def serve(host: str | None, port: int | None) -> int:
    """Run the HTTP service and the page. Settings are read from KINDREPLY_*; see the README."""
    configured = settings(host=host, port=port)
    with _listen(configured) as listener:
        return _serve(configured, listener, live_keys=_open_keys(configured))


def _serve(configured: "Settings", listener: socket.socket, *, live_keys: int | None) -> int:
    from api.app import create_app  # noqa: PLC0415 - the service's own imports are a second
    from api.http.readiness import Readiness  # noqa: PLC0415
    from api.http.serving import build_server  # noqa: PLC0415
    from api.logging import adopt_standard_logging, build_log  # noqa: PLC0415
    from prompts import PromptError  # noqa: PLC0415

    log = build_log(configured.log_level)
    readiness = Readiness()
    try:
        app = create_app(configured, log=log, readiness=readiness)
    except PromptError as error:
        raise DataError(f"KINDREPLY_PROMPT: {error}.") from None
    adopt_standard_logging(log)
    server = build_server(
        app,
        readiness=readiness,
        deadline_s=configured.deadline_s,
        drain_s=configured.drain_s,
    )
    port: int = listener.getsockname()[1]
    log.info(
        "started",
        version=app.version,
        host=configured.host,
        port=port,
        loopback_only=configured.loopback_only,
        engine="model" if configured.model_configured else "phrasebook",
        model=configured.model_name,
    )
    if live_keys == 0 and configured.api_key is None:
        log.warning("no_keys")
    if sys.stderr.isatty():
        click.echo(welcome(configured, port, live_keys=live_keys), err=True)
    # What was read so far stays for good: the collector need not walk it for every few requests.
    gc.collect()
    gc.freeze()
    server.run(sockets=[listener])
    return 0 if server.started else 1


def _open_keys(configured: "Settings") -> int | None:
    """Bring the database up to date before anything is served; how many keys of it live.

    None where there is no database. What is wrong with it is an error of usage.
    """
    from api.app import build_keys  # noqa: PLC0415 - the service's own imports are a second

    with key_errors():
        keys = build_keys(configured)
        return None if keys is None else asyncio.run(_count_keys(keys))


async def _count_keys(keys: "StoredKeys") -> int:
    try:
        await keys.open()
        now = datetime.now(UTC)
        return sum(record.state(now) == "live" for record in await keys.issuer.all())
    finally:
        await keys.close()


def _listen(configured: "Settings") -> socket.socket:
    """Take the port before the slow imports: a port in use should be said at once."""
    try:
        family, _, _, _, address = socket.getaddrinfo(
            configured.host.strip("[]"), configured.port, type=socket.SOCK_STREAM
        )[0]
        return socket.create_server(address[:2], family=family, backlog=2048)
    except OSError as error:
        where = f"{configured.host}:{configured.port}"
        raise DataError(f"cannot listen on {where}: {error.strerror or error}.") from None


def welcome(configured: "Settings", port: int, *, live_keys: int | None = None) -> str:
    """Where the page is, who can reach it, and who writes."""
    host = "localhost" if configured.loopback_only else configured.host
    shown = f"[{host}]" if ":" in host else host
    who = (
        "Only this machine can reach it (loopback)"
        if configured.loopback_only
        else "Everybody who can reach this address and has a key can use it"
    )
    if not configured.keys_configured:
        who += ", since neither KINDREPLY_API_KEY nor KINDREPLY_DATABASE is set"
    elif configured.loopback_only:
        who += ", with a key"
    if live_keys == 0 and configured.api_key is None:
        who += ". There is no key yet: `kindreply keys create` makes one"
    writer = (
        f"The model {configured.model_name} writes; the phrasebook stands in."
        if configured.model_configured
        else "No model is configured: the phrasebook writes."
    )
    return f"kindreply: open http://{shown}:{port}/\n{who}.\n{writer}\nStop it with Ctrl-C."
