"""Who may call what: one table, route to scope; with a route outside it nothing starts."""

from collections.abc import Iterable, Mapping
from enum import Enum

from starlette.routing import compile_path

from api.access.scope import Scope


class Open(Enum):
    """Rules that ask for no scope."""

    PUBLIC = "public"
    """Everybody, without a key."""
    ANY_KEY = "any key"
    """Whoever has a valid key, whatever it may be used for."""


Rule = Scope | Open
PUBLIC, ANY_KEY = Open.PUBLIC, Open.ANY_KEY

RULES: Mapping[str, Rule] = {
    "/v1/rewrites": Scope.REWRITE,
    "/v1/checks": Scope.CHECK,
    "/v1/session": PUBLIC,
    "/v1/widget-tokens": Scope.KEYS,
    "/metrics": Scope.STATS,
    "/healthz": PUBLIC,
    "/readyz": PUBLIC,
    "/openapi.json": PUBLIC,
    "/": PUBLIC,
    "/web/*": PUBLIC,
    "/docs": PUBLIC,
    "/docs/*": PUBLIC,
}
"""Path of a route as it is declared -> what its caller needs, by any method. `/*` is a folder."""

GUARDED = "/v1/"
"""What begins so and is no route is a secret too: whether it exists, only key holders learn."""


class RouteWithoutRule(Exception):
    """A route that nobody has decided about: add it to RULES."""


class Rules:
    """What the caller of a path needs; exact paths count before patterns, these before folders."""

    def __init__(self, table: Mapping[str, Rule] = RULES) -> None:
        self._exact = {
            path: rule for path, rule in table.items() if "{" not in path and path[-1] != "*"
        }
        self._patterns = [
            (compile_path(path)[0], rule) for path, rule in table.items() if "{" in path
        ]
        self._folders = [
            (path.removesuffix("*"), rule) for path, rule in table.items() if path.endswith("/*")
        ]
        self._table = table

    def of(self, path: str) -> Rule:
        """What the caller of this path needs, whether there is a route or not."""
        known = self._known(path)
        if known is not None:
            return known
        return ANY_KEY if path.startswith(GUARDED) else PUBLIC

    def require(self, paths: Iterable[str]) -> None:
        """Raise RouteWithoutRule for a route, as it is declared, that the table does not name."""
        for path in paths:
            if path not in self._table and ("{" in path or self._known(path) is None):
                raise RouteWithoutRule(f"{path}: say in api/http/rules.py who may call it")

    def _known(self, path: str) -> Rule | None:
        exact = self._exact.get(path)
        if exact is not None:
            return exact
        for pattern, rule in self._patterns:
            if pattern.match(path):
                return rule
        return next((rule for folder, rule in self._folders if path.startswith(folder)), None)
