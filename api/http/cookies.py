"""The one cookie: it holds a session, and no script can read it."""

from collections.abc import Iterator

SECURE_NAME = "__Host-kindreply"
"""Over https: no other host, no subdomain and no plain http can set or read it (RFC 6265bis)."""
PLAIN_NAME = "kindreply"
"""Over plain http, as on a machine's own loopback."""
ATTRIBUTES = "Path=/; HttpOnly; SameSite=Strict"


def begun(token: str, *, seconds: int, secure: bool) -> tuple[str, str]:
    """The Set-Cookie headers that keep a session token for so many seconds, under one name only."""
    return _cookie(token, seconds=seconds, secure=secure), _cookie("", seconds=0, secure=not secure)


def ended() -> tuple[str, str]:
    """The Set-Cookie headers that take the cookie away, under either name."""
    return _cookie("", seconds=0, secure=True), _cookie("", seconds=0, secure=False)


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


def _cookie(token: str, *, seconds: int, secure: bool) -> str:
    name, more = (SECURE_NAME, "; Secure") if secure else (PLAIN_NAME, "")
    return f"{name}={token}; Max-Age={seconds}; {ATTRIBUTES}{more}"


def _pairs(headers: list[str]) -> Iterator[tuple[str, str]]:
    for header in headers:
        for pair in header.split(";"):
            name, _, value = pair.partition("=")
            yield name.strip(), value.strip()
