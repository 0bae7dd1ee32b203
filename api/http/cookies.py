"""The one cookie: it holds a session, and no script can read it."""

from collections.abc import Iterator

SECURE_NAME = "__Host-kindreply"
"""Over https: no other host, no subdomain and no plain http can set or read it (RFC 6265bis)."""
PLAIN_NAME = "kindreply"
"""Over plain http, as on a machine's own loopback."""
ATTRIBUTES = "Path=/; HttpOnly; SameSite=Strict"


def session_cookie(token: str, *, seconds: int, secure: bool) -> str:
    """The Set-Cookie header that keeps a session token for so many seconds."""
    name, more = (SECURE_NAME, "; Secure") if secure else (PLAIN_NAME, "")
    return f"{name}={token}; Max-Age={seconds}; {ATTRIBUTES}{more}"


def ended_cookies() -> tuple[str, str]:
    """The Set-Cookie headers that take the cookie away, under either name."""
    return (
        session_cookie("", seconds=0, secure=True),
        session_cookie("", seconds=0, secure=False),
    )


def session_token(headers: list[str]) -> str | None:
    """The session token in the Cookie headers of a request; None where there is not exactly one.

    The secure cookie wins: the plain one could have been planted by another host of the domain.
    """
    sent = list(_pairs(headers))
    for name in (SECURE_NAME, PLAIN_NAME):
        values = [value for key, value in sent if key == name]
        if values:
            return values[0] if len(values) == 1 else None
    return None


def _pairs(headers: list[str]) -> Iterator[tuple[str, str]]:
    for header in headers:
        for pair in header.split(";"):
            name, _, value = pair.partition("=")
            yield name.strip(), value.strip()
