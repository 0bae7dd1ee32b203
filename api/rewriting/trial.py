"""The share of requests that a release on trial gets: sticky, without any state.

Which requests take part is decided by a digest of the conversation alone, so all requests of one
conversation go the same way on every replica, and a larger share keeps whoever was in the trial.
"""

import hashlib
from dataclasses import dataclass

_SCALE = 2**32


@dataclass(frozen=True, slots=True)
class Trial:
    """A release that gets a share of the requests, 0 to 1, in place of the one in production."""

    reference: str
    share: float

    def takes(self, key: str | None) -> bool:
        """True for the keys in its share; False where nothing ties a request to others."""
        return key is not None and place(key) < self.share


def place(key: str) -> float:
    """Where a key stands from 0 to 1, the end open: the first 32 bits of its sha256."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") / _SCALE
