"""Web origins, written as browsers send them, so that comparing text is comparing origins."""

import re

EXACT = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:[a-z0-9_-]{1,63}\.){0,20}[a-z0-9_-]{1,63}|\[[0-9a-f:.]{2,45}\])"
    r"(?::(?P<port>[1-9][0-9]{0,4}))?"
)
LOOPBACK = re.compile(r"(?:[a-z0-9_.-]{1,200}\.)?localhost|127(?:\.[0-9]{1,3}){3}|\[::1\]")
DEFAULT_PORTS = {"https": "443", "http": "80"}
MAX_ORIGIN_CHARS = 300


def exact_origin(text: str) -> str:
    """The same text, where it is one exact origin: `https://host` or `https://host:port`.

    Raises ValueError, whose message quotes nothing, for wildcards, `null`, paths, capitals, a
    default port (browsers leave it out, so it would never match) and http beyond loopback.
    """
    if text == "null":
        raise ValueError("must not be null: every sandboxed frame has that origin")
    if "*" in text:
        raise ValueError("must be an exact origin, without a wildcard")
    found = EXACT.fullmatch(text) if len(text) <= MAX_ORIGIN_CHARS else None
    if found is None:
        raise ValueError(
            "must be an origin as browsers send it: https://host or https://host:port, in small"
            " letters, with no path and no slash at the end"
        )
    if found["port"] == DEFAULT_PORTS[found["scheme"]]:
        raise ValueError("must leave out the default port, as browsers do")
    if found["scheme"] == "http" and not LOOPBACK.fullmatch(found["host"]):
        raise ValueError("must be https, since http is for loopback only")
    return text


def exact_origins(listed: str) -> frozenset[str]:
    """The origins of a comma separated list, which may be empty; blanks around them do not count.

    Raises ValueError, which says which entry is at fault by its place, from 1.
    """
    origins: set[str] = set()
    if not listed.strip():
        return frozenset()
    for place, entry in enumerate(listed.split(","), 1):
        try:
            origins.add(exact_origin(entry.strip()))
        except ValueError as error:
            raise ValueError(f"entry {place} {error}") from None
    return frozenset(origins)
