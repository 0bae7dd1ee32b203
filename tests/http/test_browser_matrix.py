"""Every route with what browsers carry: sessions and widget tokens come in where their rule says.

Made of the routes that the application has, so that a new one is tried by being there.
"""

from collections.abc import Iterator

from fastapi.routing import iter_route_contexts

from api.access.scope import ALL_SCOPES, Scope
from api.http.rules import ANY_KEY, PUBLIC, Rule, Rules
from tests.http.fakes import assert_problem
from tests.http.pages import DESK, OWN, Guarded, KeysAtHand

SESSION = "/v1/session"
LENT = frozenset({Scope.CHECK, Scope.FEEDBACK})
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def _routes(served: Guarded) -> Iterator[tuple[str, str, Rule]]:
    """Method, path and rule of every route; each path also with a method that no route has."""
    rules = Rules()
    for context in iter_route_contexts(served.app.routes):
        assert context.path is not None
        for method in sorted({*(context.methods or ()), "PATCH"}):
            yield method, context.path, rules.of(context.path)


def _lets_in(rule: Rule, scopes: frozenset[Scope]) -> bool:
    return rule in (PUBLIC, ANY_KEY) or rule in scopes


def test_a_widget_token_opens_what_it_lends_from_its_origin_and_nothing_else() -> None:
    """With the right origin, with another, without one."""
    served = Guarded(KeysAtHand(desk=ALL_SCOPES))
    token = served.mint(key="desk", scopes=sorted(LENT)).json()["token"]
    tried = 0

    for method, path, rule in _routes(served):
        for origin in (DESK, OWN, "null", None):
            headers = {"Authorization": f"Bearer {token}"} | ({"Origin": origin} if origin else {})
            answer = served.client.request(method, path, headers=headers)
            tried += 1
            if rule is PUBLIC:
                assert answer.status_code not in {401, 429} or path == SESSION
            elif origin != DESK:
                assert_problem(answer, 403, "origin_not_allowed")
            elif _lets_in(rule, LENT):
                assert answer.status_code not in {401, 403, 429}, (method, path)
            else:
                assert_problem(answer, 403, "forbidden")
    assert tried > 50


def test_a_session_opens_what_its_key_opens_and_changes_nothing_from_elsewhere() -> None:
    """With the CSRF token from our page, without it, and with it from another."""
    scopes = frozenset({Scope.REWRITE, Scope.STATS})
    served = Guarded(KeysAtHand(anna=scopes))
    csrf_token = served.log_in("anna").json()["csrf_token"]
    cookie = f"kindreply={served.client.cookies['kindreply']}"
    from_our_page = {"Cookie": cookie, "X-CSRF-Token": csrf_token, "Origin": OWN}
    tried = 0

    for method, path, rule in _routes(served):
        for headers, ours in (
            (from_our_page, True),
            ({**from_our_page, "X-CSRF-Token": "wrong"}, False),
            ({**from_our_page, "Origin": DESK}, False),
        ):
            served.client.cookies.clear()
            answer = served.client.request(method, path, headers=headers)
            tried += 1
            if rule is PUBLIC:
                assert answer.status_code not in {401, 429}
            elif method in UNSAFE and not ours:
                assert_problem(answer, 403, "csrf")
            elif _lets_in(rule, scopes):
                assert answer.status_code not in {401, 403, 429}, (method, path)
            else:
                assert_problem(answer, 403, "forbidden")
    assert tried > 50
