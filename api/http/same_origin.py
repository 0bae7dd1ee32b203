"""Whether a request comes from our own page, as far as its browser says.

Two headers that no script can set decide, as in Go's CrossOriginProtection: Sec-Fetch-Site, which
browsers send to https and to loopback, and, where it is missing, Origin against Host.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

OWN = (["same-origin"], ["none"])
"""Our page, and a person who typed the address."""


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
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() or None
