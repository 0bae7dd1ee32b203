"""`/v1/session`: the page logs in once with a key, asks who it is, and logs out."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.access.authenticator import Authenticator
from api.access.failures import Failures
from api.access.scope import ALL_SCOPES, Scope
from api.access.sessions import SESSION_S, Session, Sessions
from api.http import cookies
from api.http.contract import Asked, Text, example
from api.http.gate import ask_all, refuse_wrong_key
from api.http.our_page import (
    from_elsewhere,
    over_https,
    refuse_elsewhere,
    require_our_page,
    session_of,
)
from api.http.routes import ExchangeDep, problem_answers

PATH = "/v1/session"
MAX_KEY_CHARS = 512


class LoginRequest(Asked):
    """The key that the person at the page was given. It is not kept."""

    model_config = ConfigDict(json_schema_extra=example({"key": "the-key-you-were-given"}))

    key: Annotated[Text, StringConstraints(min_length=1, max_length=MAX_KEY_CHARS)]


class SessionResponse(BaseModel):
    """Who is at the page, and what for.

    `login_needed` is false where the service has no key: then everything is allowed to whoever is
    at this machine. `csrf_token` goes along as `X-CSRF-Token` with everything but GET.
    """

    authenticated: bool
    login_needed: bool
    scopes: list[Scope]
    expires_at: datetime | None
    csrf_token: str | None


OPEN = SessionResponse(
    authenticated=False,
    login_needed=False,
    scopes=sorted(ALL_SCOPES),
    expires_at=None,
    csrf_token=None,
)
NOBODY = SessionResponse(
    authenticated=False, login_needed=True, scopes=[], expires_at=None, csrf_token=None
)


def session_routes(
    *, sessions: Sessions, keys: Sequence[Authenticator], failures: Failures
) -> APIRouter:
    """Log in, look, log out. `keys` know API keys and nothing that was made from one.

    A token that could log in would live on as a session.
    """
    router = APIRouter(responses=problem_answers(), tags=["page"])

    @router.post(PATH)
    async def log_in(
        body: Annotated[LoginRequest, Body()],
        request: Request,
        response: Response,
        exchange: ExchangeDep,
    ) -> SessionResponse:
        """Show a key once; the session that begins is in a cookie that no script can read.

        It lasts 12 hours, and ends at once with the key. A wrong key is the same 401 as everywhere.
        """
        refuse_elsewhere(request.headers)
        if not keys:
            return OPEN
        caller = await ask_all(keys, body.key.strip())
        if caller is None:
            refuse_wrong_key(failures, request.scope, exchange)
        exchange.caller = caller
        session = sessions.begin(caller)
        secure = over_https(request.url.scheme, request.headers)
        _set(response, cookies.begun(session.token, seconds=SESSION_S, secure=secure))
        return _answer(session)

    @router.get(PATH)
    async def look(request: Request) -> SessionResponse:
        """Say who is logged in at the page. Never a 401; a bearer key is not looked at.

        Only our own page is told: to a page of another origin nobody is logged in.
        """
        if not keys:
            return OPEN
        if from_elsewhere(request.headers):
            return NOBODY
        session = await session_of(sessions, request.headers)
        return NOBODY if session is None else _answer(session)

    @router.delete(PATH, status_code=204)
    async def log_out(request: Request, response: Response) -> None:
        """Take the cookie away; also where there was none, or the session had ended."""
        session = await session_of(sessions, request.headers)
        if session is not None:
            require_our_page(session, request.method, request.headers)
        _set(response, cookies.ended())

    return router


def _set(response: Response, headers: tuple[str, ...]) -> None:
    for cookie in headers:
        response.headers.append("Set-Cookie", cookie)


def _answer(session: Session) -> SessionResponse:
    return SessionResponse(
        authenticated=True,
        login_needed=True,
        scopes=sorted(session.caller.scopes),
        expires_at=datetime.fromtimestamp(session.expires_at_s, UTC),
        csrf_token=session.csrf_token,
    )
