"""Every route of the real service, with every kind of credential: who comes in, exactly.

Made of the routes that the application has, so that a new one is tried by being there.
"""

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from api.access.issuing import Issuer, Wish, utc_now
from api.access.key_format import new_key
from api.access.pepper import Pepper
from api.access.scope import ALL_SCOPES, Scope
from api.app import create_app
from api.http.rules import ANY_KEY, PUBLIC, RULES, Rule, Rules
from api.logging import build_log
from api.settings import load_settings
from api.storage.api_keys import ApiKeys
from api.storage.database import Database
from tests.access.stored import PEPPER
from tests.http.fakes import assert_problem

pytestmark = pytest.mark.anyio
API_KEY = "correct-horse-battery"
BAD = ("none", "empty", "malformed", "bad checksum", "unknown", "expired", "revoked", "erased")
METHODS_OF_NOBODY = ("TRACE", "PATCH")


def _app(**settings: object) -> FastAPI:
    return create_app(load_settings(**settings), log=build_log("error", io.BytesIO()))


def _routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """(method, path) of every route, and of methods that no route has."""
    for context in iter_route_contexts(app.routes):
        assert context.path is not None
        for method in sorted({*(context.methods or ()), *METHODS_OF_NOBODY}):
            yield method, context.path


@asynccontextmanager
async def _clients(app: FastAPI) -> AsyncIterator[Iterator[httpx2.AsyncClient]]:
    """Clients of a running service, each at an address of its own: none is slowed down."""

    def clients() -> Iterator[httpx2.AsyncClient]:
        for number in count(1):
            address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
            transport = httpx2.ASGITransport(app=app, client=(address, 1))
            yield httpx2.AsyncClient(transport=transport, base_url="http://localhost")

    async with app.router.lifespan_context(app):
        yield clients()


async def _credentials(path: str) -> dict[str, str | None]:
    """One of each kind, by its name; those of one scope have the scope's name."""
    database = Database(path)
    await database.prepare()
    store = ApiKeys(database)
    issuer = Issuer(store, Pepper(PEPPER))
    a_year_ago = Issuer(store, Pepper(PEPPER), now=lambda: utc_now() - timedelta(days=365))
    keys = {
        scope.value: (await issuer.create(Wish(scope, frozenset({scope})))).key for scope in Scope
    }
    for name in ("all", "revoked", "erased"):
        keys[name] = (await issuer.create(Wish(name, ALL_SCOPES))).key
    keys["expired"] = (await a_year_ago.create(Wish("expired", ALL_SCOPES))).key
    await issuer.revoke("revoked")
    await issuer.erase("erased")
    await database.close()
    mistyped = keys["all"][:-1] + ("x" if keys["all"][-1] != "x" else "y")
    return {
        **{name: f"Bearer {key}" for name, key in keys.items()},
        "none": None,
        "empty": "Bearer ",
        "malformed": "Bearer kr_live_nonsense",
        "bad checksum": f"Bearer {mistyped}",
        "unknown": f"Bearer {new_key()}",
        "configured": f"Bearer {API_KEY}",
    }


def _expected(rule: Rule, credential: str) -> str | None:
    """The code of the refusal; None where the gate lets it through."""
    if rule is PUBLIC:
        return None
    if credential in BAD:
        return "unauthorized"
    opens = {"all", "configured", *Scope} if rule is ANY_KEY else {"all", "configured", rule}
    return None if credential in opens else "forbidden"


async def test_every_route_lets_in_whom_its_rule_says_and_nobody_else(tmp_path: Path) -> None:
    """Every method, too; a refusal names the scope that is missing and tells bad keys not apart."""
    path = str(tmp_path / "kind.db")
    credentials = await _credentials(path)
    app = _app(database=path, key_pepper=PEPPER, api_key=API_KEY)
    rules = Rules()
    tried = 0
    refusals: set[str] = set()
    async with _clients(app) as clients:
        for method, route in _routes(app):
            rule = rules.of(route)
            for name, credential in credentials.items():
                headers = {} if credential is None else {"Authorization": credential}
                answer = await next(clients).request(method, route, headers=headers)
                code = _expected(rule, name)
                tried += 1
                if code is None:
                    assert answer.status_code not in {401, 403, 429, 503}, (method, route, name)
                    assert answer.status_code < 500
                elif method == "HEAD":
                    assert answer.status_code == (401 if code == "unauthorized" else 403)
                else:
                    status = 401 if code == "unauthorized" else 403
                    problem = assert_problem(answer, status, code)
                    if code == "forbidden":
                        assert f"`{rule}`" in problem["detail"]
                    else:
                        refusals.add(answer.text.replace(problem["request_id"], "ID"))

    assert tried > 100
    assert len(refusals) == 1


async def test_without_any_key_this_machine_may_do_everything(tmp_path: Path) -> None:
    """Whatever it sends; another name for it opens nothing at all."""
    app = _app()
    credentials = await _credentials(str(tmp_path / "kind.db"))
    async with _clients(app) as clients:
        for method, route in _routes(app):
            for credential in (None, credentials["unknown"]):
                headers = {} if credential is None else {"Authorization": credential}
                answer = await next(clients).request(method, route, headers=headers)
                assert answer.status_code not in {401, 403, 429}, (method, route)
            named = await next(clients).request(method, route, headers={"Host": "kind.example"})
            assert named.status_code == 400


async def test_with_stored_keys_alone_nothing_else_opens(tmp_path: Path) -> None:
    """KINDREPLY_API_KEY is a key only where it is set."""
    path = str(tmp_path / "kind.db")
    credentials = await _credentials(path)
    app = _app(database=path, key_pepper=PEPPER)
    async with _clients(app) as clients:
        for name, status in (("configured", 401), ("rewrite", 415), ("check", 403)):
            headers = {"Authorization": credentials[name] or ""}
            answer = await next(clients).post("/v1/rewrites", headers=headers)
            assert answer.status_code == status


def test_every_rule_is_one_that_can_be_kept() -> None:
    """Scopes and the two open ones; every scope but those of what is not built yet has a route."""
    assert {rule for rule in RULES.values() if isinstance(rule, Scope)} <= ALL_SCOPES
    assert {Scope.REWRITE, Scope.CHECK, Scope.STATS} <= set(RULES.values())
