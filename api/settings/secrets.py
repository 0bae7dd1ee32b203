"""Secrets among the settings: how long a key must be, and what of it a header can carry."""

MIN_KEY_CHARS = 16
MIN_PEPPER_CHARS = 32
MIN_PEPPER_DIGITS = 8
"""Different characters that a random pepper of that length has, whatever alphabet it is of."""
EXAMPLE_WORDS = (
    "change", "default", "example", "kindreply", "passw", "pepper", "placeholder", "replace",
    "secret", "your",
)  # fmt: skip
"""What stands in examples and templates, and in no random text."""


def refuse_a_weak_key(secret: str) -> None:
    """Raise ValueError where a key could be guessed, or could not be sent."""
    if len(secret) < MIN_KEY_CHARS:
        raise ValueError(f"must have {MIN_KEY_CHARS} characters or more")
    refuse_what_no_header_can_carry(secret)


def refuse_what_no_header_can_carry(secret: str) -> None:
    """Raise ValueError for anything but visible ASCII."""
    if not secret.isascii() or any(character <= " " or character == "\x7f" for character in secret):
        raise ValueError("must be visible ASCII without spaces")


def refuse_a_known_pepper(secret: str) -> None:
    """Raise ValueError where a pepper is short, or looks like one that others have seen too."""
    if len(secret) < MIN_PEPPER_CHARS:
        raise ValueError(f"must have {MIN_PEPPER_CHARS} characters or more")
    repeated = secret in (secret * 2)[1:-1]
    known = any(word in secret.lower() for word in EXAMPLE_WORDS)
    if repeated or known or len(set(secret)) < MIN_PEPPER_DIGITS:
        raise ValueError("is not random: take what `openssl rand -base64 33` prints")
