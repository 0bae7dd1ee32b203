"""`kindreply serve` that keeps a kilobyte of every request for ever: what a soak must notice."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import api.app
from api.cli import run

LEAK_BYTES = 1024
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


class Leak:
    """Middleware that never lets go of what it took."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: list[bytearray] = []

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass the request on, and keep something of it."""
        self._kept.append(bytearray(b"x" * LEAK_BYTES))
        await self._app(scope, receive, send)


def main() -> None:
    """Serve, leaking."""
    create_app = api.app.create_app

    def leaking(*settings: Any, **parts: Any) -> Any:
        app = create_app(*settings, **parts)
        app.add_middleware(Leak)
        return app

    api.app.create_app = leaking
    raise SystemExit(run(["serve"]))


if __name__ == "__main__":
    main()
