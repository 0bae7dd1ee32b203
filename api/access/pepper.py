"""The service's own secret: what is kept of a key is useless without it."""

import hashlib
import hmac


class Pepper:
    """KINDREPLY_KEY_PEPPER. Each purpose gets its own digests: none can stand for another."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def digest(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA256 of a text: 32 bytes that only the holder of the pepper can make."""
        return hmac.new(self._secret, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()

    def of_key(self, key: str) -> bytes:
        """What is kept of an API key."""
        return self.digest("api key", key)

    @property
    def check(self) -> bytes:
        """What tells one pepper from another and does not give it away."""
        return self.digest("pepper check", "")
