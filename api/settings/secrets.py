"""Secrets among the settings: how long a key must be, and what of it a header can carry."""

MIN_KEY_CHARS = 16


def refuse_a_weak_key(secret: str) -> None:
    """Raise ValueError where a key could be guessed, or could not be sent."""
    if len(secret) < MIN_KEY_CHARS:
        raise ValueError(f"must have {MIN_KEY_CHARS} characters or more")
    refuse_what_no_header_can_carry(secret)


def refuse_what_no_header_can_carry(secret: str) -> None:
    """Raise ValueError for anything but visible ASCII."""
    if not secret.isascii() or any(character <= " " or character == "\x7f" for character in secret):
        raise ValueError("must be visible ASCII without spaces")
