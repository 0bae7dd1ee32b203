"""E-mail addresses, and addresses of machines (IPv4, IPv6)."""

import ipaddress
import re
from collections.abc import Iterator

from api.rewriting.personal.cues import Cues
from api.rewriting.personal.found import Found, Kind

_LOCAL = frozenset("!#$%&'*+-/=?^_`{|}~.")
_OPENERS = "'`*_/={|&"
"""What may stand before an address and is hardly its first character."""
_LONGEST_LOCAL = 64
_SIGN = re.compile(r"@|[(\[{]\s?(?:at|@)\s?[)\]}]", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]{0,2}")
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|\.)\s?[)\]}]\s?)"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(
    rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,7}}{_DOT}(?:[^\W\d_]{{2,24}}|xn--[a-z0-9-]{{2,40}})"
)
_ODD = re.compile(r"[\s()\[\]{}]+")
_V4 = re.compile(
    r"(?<![\w.€$£¥₹])(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}"
    r"(?![\w]|[.,-]\d)"
)
_V6 = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4})(?![\w:])"
)
_LEAST_GROUPS = 2


def emails(text: str) -> Iterator[Found]:
    """Yield e-mail addresses, spaced or spelled "name (at) example (dot) com" too."""
    for sign in _SIGN.finditer(text):
        behind = _SPACES.match(text, sign.end())
        at = behind.end() if behind else sign.end()
        mention = (
            sign.group() == "@"
            and at == sign.end()
            and text[max(0, sign.start() - 1) : sign.start()].isspace()
        )
        domain = None if mention else _DOMAIN.match(text, at)
        if domain is None:
            continue
        start = _local(text, sign.start())
        if start is not None:
            written = text[start : domain.end()].casefold()
            key = _ODD.sub("", _SIGN.sub("@", written).replace("dot", "."))
            yield Found(start, domain.end(), Kind.EMAIL, key)


def _local(text: str, end: int) -> int | None:
    """Where the part before the sign begins; None where there is none."""
    last = end
    while last > end - 2 and text[last - 1 : last] in (" ", "\t"):
        last -= 1
    start = last
    while start and last - start < _LONGEST_LOCAL:
        char = text[start - 1]
        if not (char.isalnum() or char in _LOCAL):
            break
        start -= 1
    while start < last and (text[start] in _OPENERS or text[start] == "."):
        start += 1
    return start if start < last else None


def ips(text: str) -> Iterator[Found]:
    """Yield IPv4 and IPv6 addresses, without port and prefix length."""
    if text.count(".") > 2:  # noqa: PLR2004 - three dots make an address
        cues = Cues(text)
        for found in _V4.finditer(text):
            if not cues.version(found.start()):
                yield Found(*found.span(), Kind.IP, found.group())
    if text.count(":") > 1:
        for found in _V6.finditer(text):
            written = found.group()
            groups = [group for group in written.split(":") if group]
            if len(groups) >= _LEAST_GROUPS and _is_v6(written):
                yield Found(*found.span(), Kind.IP, written.casefold())


def _is_v6(written: str) -> bool:
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return True
