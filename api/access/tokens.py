"""Signed tokens: what a browser carries in place of an API key, with nothing stored anywhere.

    kr_widget_1.<claims>.<signature>

`claims` is compact JSON in base64url, `signature` HMAC-SHA256 over everything before it. Each
purpose has a name in front and a signing key of its own, so that a token of one purpose is noise
to another. The signature is compared as text: of base64 that decodes to the same bytes, one form
passes.

A token says which API key it was made with. Whether that key still lives is not in it: whoever
reads a token asks for the key's holder.
"""

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from api.access.scope import ALL_SCOPES, Scope

FORMAT = 1
"""Goes up when the form of the claims changes; tokens of another number are refused."""
MAX_TOKEN_CHARS = 2_048
SIGNING_KEY_BYTES = 32
SALT = b"kindreply tokens 1"
SCRYPT = {"n": 2**14, "r": 8, "p": 1}
"""About 40 ms and 16 MiB, once: whoever holds a token could try weak API keys on it, offline."""


class Purpose(StrEnum):
    """What a token is for; its name is in the token and in the derivation of its signing key."""

    SESSION = "session"
    """A person who has logged in on the page."""
    WIDGET = "widget"
    """A web page of somebody else that has the button."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token says: the scopes of a key, lent for a while.

    `expires_at_s` is in seconds of Unix time, exclusive. `origin` is the one web origin it may be
    used from, None where that is not bound. `serial` makes two grants of one second differ.
    """

    purpose: Purpose
    key_id: str
    scopes: frozenset[Scope]
    expires_at_s: int
    origin: str | None = None
    serial: str = ""


def new_serial() -> str:
    """72 random bits."""
    return secrets.token_urlsafe(9)


class Signer:
    """Makes and reads tokens under a secret of the service; all replicas need the same one.

    `secrets_of_service` are the pepper of the stored keys and the key of the environment, as far as
    they are set: a change of either ends every session and token. With none, the secret is random
    and ends with the process.
    """

    def __init__(self, *secrets_of_service: str | None) -> None:
        known = [secret.encode() for secret in secrets_of_service if secret is not None]
        # With lengths in front, or "ab" + "c" would be "a" + "bc".
        self._material = b"".join(b"%d:%b" % (len(one), one) for one in known)

    def prepare(self) -> None:
        """Make the root of all signing keys now, in 40 ms; otherwise the first token waits for it.

        Safe in another thread.
        """
        _ = self._root

    def sign(self, grant: Grant) -> str:
        """The token of a grant."""
        claims = [
            grant.key_id,
            sorted(grant.scopes),
            grant.origin,
            grant.expires_at_s,
            grant.serial,
        ]
        body = _base64(json.dumps(claims, separators=(",", ":")).encode())
        signed = f"{_head(grant.purpose)}.{body}"
        return f"{signed}.{self._signature(grant.purpose, signed)}"

    def read(self, token: str, purpose: Purpose, *, now_s: float) -> Grant | None:
        """The grant of a token of this purpose; None where it is not ours, altered or expired.

        `now_s` is Unix time in seconds. Never raises. The signature is checked in constant time,
        and before anything of the claims is read.
        """
        signed, dot, signature = token.rpartition(".")
        if (
            not dot
            or len(token) > MAX_TOKEN_CHARS
            or not token.isascii()
            or not hmac.compare_digest(signature, self._signature(purpose, signed))
        ):
            return None
        head, _, body = signed.partition(".")
        grant = _grant(purpose, body) if head == _head(purpose) else None
        return grant if grant is not None and now_s < grant.expires_at_s else None

    def csrf_token(self, session_token: str) -> str:
        """What the page sends with each change in this session; tells nothing of the session."""
        return self._mac("csrf", session_token)

    def _signature(self, purpose: Purpose, signed: str) -> str:
        return self._mac(purpose.value, signed)

    def _mac(self, label: str, text: str) -> str:
        # The expansion of RFC 5869 for one block; the extraction before it is scrypt.
        info = b"kindreply %b \x01" % label.encode()
        signing_key = hmac.digest(self._root, info, "sha256")
        return _base64(hmac.digest(signing_key, text.encode(), "sha256"))

    @cached_property
    def _root(self) -> bytes:
        if not self._material:
            return secrets.token_bytes(SIGNING_KEY_BYTES)
        return hashlib.scrypt(self._material, salt=SALT, dklen=SIGNING_KEY_BYTES, **SCRYPT)


def _head(purpose: Purpose) -> str:
    return f"kr_{purpose}_{FORMAT}"


def _grant(purpose: Purpose, body: str) -> Grant | None:
    """Claims whose signature is right; None where a scope in them is no longer known."""
    key_id, scopes, origin, expires_at_s, serial = json.loads(_unbase64(body))
    if not ALL_SCOPES.issuperset(scopes):
        return None
    return Grant(purpose, key_id, frozenset(map(Scope, scopes)), expires_at_s, origin, serial)


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unbase64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
