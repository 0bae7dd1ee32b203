"""Whether a request comes from the page it claims to come from, as far as its browser says.

Two headers that no script can set decide, as in Go's CrossOriginProtection: Sec-Fetch-Site, which
browsers send to https and to loopback, and, where it is missing, Origin against Host.
"""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from api.access.sessions import Session, Sessions
from api.http.cookies import session_token
from api.http.errors import CSRF, OriginNotAllowed

OWN = (["same-origin"], ["none"])
"""Our page, and a person who typed the address."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
ELSEWHERE = (
    "Another site's page asked for this. If it was this service's own page, the proxy in front must"
    " pass on the Host header as it came."
)


async def session_of(sessions: Sessions, headers: Headers) -> Session | None:
    """The session whose cookie the request has."""
    token = session_token(headers.getlist("cookie"))
    return None if token is None else await sessions.find(token)


def require_our_page(session: Session, method: str, headers: Headers) -> None:
    """Raise CSRF for a change that is not asked for by the page that the session belongs to.

    The cookie alone proves nothing: a browser sends it along whoever made the request.
    """
    if method in SAFE_METHODS:
        return
    refuse_elsewhere(headers)
    sent = headers.getlist("x-csrf-token")
    given = sent[0].encode("latin-1") if len(sent) == 1 else b""
    if not hmac.compare_digest(given, session.csrf_token.encode()):
        raise CSRF("Send the session's `csrf_token` as `X-CSRF-Token`; GET /v1/session has it.")


def refuse_elsewhere(headers: Headers) -> None:
    """Raise CSRF for a request that a page of another origin made."""
    if from_elsewhere(headers):
        raise CSRF(ELSEWHERE)


def require_origin(bound: str, listed: frozenset[str], headers: Headers) -> None:
    """Raise OriginNotAllowed where a token is used from another origin than its own.

    The same words where the operator has taken the origin off the list since.
    """
    if headers.getlist("origin") != [bound] or bound not in listed:
        raise OriginNotAllowed("This token works from the origin it was made for, and only there.")


def from_elsewhere(headers: Headers) -> bool:
    """Whether a page of another origin made this request; False where no browser did.

    A sandboxed frame (`Origin: null`) and headers that are there twice count as elsewhere.
    """
    sites = headers.getlist("sec-fetch-site")
    if sites:
        return sites not in OWN
    origins = headers.getlist("origin")
    return bool(origins) and (
        len(origins) > 1 or _authority(origins[0]) != headers.get("host", "").lower()
    )


def over_https(scheme: str, headers: Headers) -> bool:
    """Whether the browser speaks https, to us or to the proxy in front.

    The page's own Origin says so; a proxy's word is not needed, and not taken.
    """
    return scheme == "https" or headers.get("origin", "").startswith("https://")


def _authority(origin: str) -> str | None:
    """Host and port; None for what has none."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
