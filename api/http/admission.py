"""Who is let in at once and who is told to come back: so many requests run, and no more."""

import random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.bodies import METHODS_WITH_BODY
from api.http.errors import Busy
from api.http.exchange import SCOPE_KEY, Exchange

ALWAYS_ANSWERED = frozenset({"/healthz", "/readyz", "/metrics"})
"""Whoever watches the service must see it most when it is full."""
RETRY_AFTER_S = (1, 3)


class Admission:
    """Lets `most` requests run at once; the others are refused before key and body are looked at.

    A request counts from the moment its body has come whole, so that callers who send slowly take
    nobody's place; it stops to count when its answer has been handed over, however it ended.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or raise Busy."""
        if scope["type"] != "http" or scope["path"] in ALWAYS_ANSWERED:
            await self.app(scope, receive, send)
            return
        exchange: Exchange = scope[SCOPE_KEY]
        counted = False

        def admit() -> None:
            nonlocal counted
            if counted:
                return
            self._require_a_place(exchange)
            self.running += 1
            counted = True

        async def receive_and_admit() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body", False):
                admit()
            return message

        self._require_a_place(exchange)
        if scope["method"] not in METHODS_WITH_BODY:
            admit()
        try:
            await self.app(scope, receive_and_admit, send)
        finally:
            if counted:
                self.running -= 1

    def _require_a_place(self, exchange: Exchange) -> None:
        if self.running >= self.most:
            # At random, so that those who are sent away do not all come back together.
            seconds = random.randint(*RETRY_AFTER_S)  # noqa: S311
            exchange.headers["Retry-After"] = str(seconds)
            raise Busy("As many requests are running as may run at once. Please try again.")
