"""Requests as a browser makes them: for our own page, and for pages of others."""

from typing import Any

from api.access.caller import Caller
from tests.http.fakes import Served

KEY = "correct-horse-battery"
OWN = "http://kind.example"
DESK = "https://desk.example"
NOON_S = 1_800_000_000.0


class Clock:
    """Unix time that goes on only when a test says so."""

    def __init__(self) -> None:
        self.now_s = NOON_S

    def __call__(self) -> float:
        """The time in seconds."""
        return self.now_s


class KeysAtHand:
    """Keys of which a test can take one away; a key's id is the key's text backwards."""

    def __init__(self, **scopes_by_key: Any) -> None:
        self.holders = {
            key[::-1]: Caller(key[::-1], frozenset(scopes)) for key, scopes in scopes_by_key.items()
        }

    async def caller(self, credential: str) -> Caller | None:
        """Whoever holds this key."""
        return self.holders.get(credential[::-1])

    async def holder(self, key_id: str) -> Caller | None:
        """The same by the id."""
        return self.holders.get(key_id)


class Guarded(Served):
    """A service that wants a key, at `http://kind.example`, with a clock in the test's hand."""

    def __init__(self, *keys: KeysAtHand, origins: frozenset[str] = frozenset({DESK})) -> None:
        self.clock = Clock()
        super().__init__(
            api_key=KEY,
            authenticators=keys,
            allowed_origins=origins,
            clock=self.clock,
            host="kind.example",
        )

    def log_in(self, key: str = KEY, **headers: str) -> Any:
        """Show a key as the page does; the client keeps the cookie."""
        return self.post({"key": key}, "/v1/session", **{"Origin": OWN, **headers})

    def who(self, **headers: str) -> Any:
        """Ask who is logged in, as the page does."""
        return self.client.get("/v1/session", headers=headers)

    def mint(self, origin: str = DESK, key: str = KEY, **fields: object) -> Any:
        """Mint a widget token, as a server does."""
        body = {"origin": origin, **fields}
        return self.post(body, "/v1/widget-tokens", Authorization=f"Bearer {key}")

    def ask(self, token: str, origin: str | None = DESK, path: str = "/v1/rewrites") -> Any:
        """Ask for a rewrite, or a check, as a page of another origin does."""
        body = {"draft": "x"} if path == "/v1/rewrites" else {"draft": "x", "rewrite": "y"}
        headers = {"Authorization": f"Bearer {token}"} | ({"Origin": origin} if origin else {})
        return self.post(body, path, **headers)
