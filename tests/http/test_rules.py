"""Who may call what: a route that nobody decided about keeps the service down."""

import pytest

from api.access.scope import Scope
from api.http.rules import ANY_KEY, PUBLIC, RouteWithoutRule, Rule, Rules

TABLE: dict[str, Rule] = {
    "/": PUBLIC,
    "/files/*": PUBLIC,
    "/v1/things": Scope.CHECK,
    "/v1/things/{id}": Scope.STATS,
    "/v1/things/mine": Scope.KEYS,
}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/", PUBLIC),
        ("/files/a/b.js", PUBLIC),
        ("/v1/things", Scope.CHECK),
        ("/v1/things/7", Scope.STATS),
        ("/v1/things/mine", Scope.KEYS),
        ("/v1/things/7/8", ANY_KEY),
        ("/v1/nothing", ANY_KEY),
        ("/v1/", ANY_KEY),
        ("/v1/things/", ANY_KEY),
        ("/nothing", PUBLIC),
        ("/v1/things\n", ANY_KEY),
    ],
)
def test_each_path_has_the_rule_of_its_route(path: str, rule: Rule) -> None:
    """What is none under /v1 needs a key, so that only key holders learn what there is."""
    assert Rules(TABLE).of(path) is rule


@pytest.mark.parametrize("path", ["/new", "/v1/new", "/v1/things/{other}", "/files", ""])
def test_a_route_outside_the_table_is_refused(path: str) -> None:
    """By its name, with the file where to mend it; a pattern must stand there as it is declared."""
    with pytest.raises(RouteWithoutRule, match=r"rules\.py"):
        Rules(TABLE).require([*TABLE, path])


def test_routes_of_the_table_are_let_through() -> None:
    """And every file of a folder."""
    Rules(TABLE).require(["/", "/files/x.js", "/v1/things", "/v1/things/{id}", "/v1/things/mine"])
