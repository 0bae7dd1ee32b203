"""Addresses that an operator may set: which are this machine, which may see customer text."""

import ipaddress
from urllib.parse import urlsplit

LOCAL_SUFFIXES = (".internal", ".local", ".localhost", ".lan", ".home.arpa")
METADATA_HOSTS = frozenset({"metadata.google.internal", "metadata", "instance-data"})


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    host = host.strip("[]").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_unsafe_url(url: str) -> None:
    """Raise ValueError where customer text would travel in the clear, or to a place it must not."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is not a URL") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError("must be a URL that begins with https:// or http://")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must hold no user, password, query or fragment")
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        private = "." not in host or host.endswith(LOCAL_SUFFIXES)
        metadata = host in METADATA_HOSTS
    else:
        private, metadata = address.is_private, address.is_link_local
    if metadata:
        raise ValueError("points to a cloud's metadata service")
    if parts.scheme == "http" and not private:
        raise ValueError("would send customer text in the clear: use https://")
