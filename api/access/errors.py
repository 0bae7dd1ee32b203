"""What a person who looks after keys can get wrong.

    AccessError
      x WrongPepper     KINDREPLY_KEY_PEPPER is not the one that the database was made with
      x UnknownKey      no key has this id, name or beginning
      x AmbiguousKey    several have it
      x KeyEnded        it was revoked, or has expired
      x TooManyLive     two keys of one name are enough to change from one to the other

No message holds a key.
"""


class AccessError(Exception):
    """A wish about keys that cannot be granted, and why."""


class WrongPepper(AccessError):
    """Every stored key would be refused."""


class UnknownKey(AccessError):
    """There is no such key."""


class AmbiguousKey(AccessError):
    """There are several such keys."""


class KeyEnded(AccessError):
    """Nothing can be done with a key that is no longer valid."""


class TooManyLive(AccessError):
    """A third key of one name."""
