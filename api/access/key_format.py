"""The form of an API key: `kr_live_`, 37 random characters, 6 of a checksum.

The checksum is the CRC-32 of all that stands before it, in base 62 (0-9, A-Z, a-z), the most
significant digit first. So a scanner of code and logs can tell a key from a look-alike offline, and
a mistyped one is refused before anybody looks it up. It protects nothing: the 220 random bits do.
"""

import re
import secrets
import zlib

PREFIX = "kr_live_"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANDOM_CHARS = 37
CHECKSUM_CHARS = 6
BEGINNING_CHARS = len(PREFIX) + 4
FORM = re.compile(rf"{PREFIX}[{DIGITS}]{{{RANDOM_CHARS + CHECKSUM_CHARS}}}", re.ASCII)


def new_key() -> str:
    """A key that nobody has seen."""
    return with_checksum(PREFIX + random_word(RANDOM_CHARS))


def with_checksum(body: str) -> str:
    """Prefix and random characters, completed."""
    return body + _checksum(body)


def is_key(text: str) -> bool:
    """Whether this has the form of a key and its checksum; not whether it opens anything."""
    if FORM.fullmatch(text) is None:
        return False
    return text == with_checksum(text[:-CHECKSUM_CHARS])


def beginning(key: str) -> str:
    """As much of a key as may be shown."""
    return key[:BEGINNING_CHARS]


def random_word(chars: int) -> str:
    """Random digits of base 62."""
    return "".join(secrets.choice(DIGITS) for _ in range(chars))


def _checksum(body: str) -> str:
    rest, digits = zlib.crc32(body.encode()), ""
    for _ in range(CHECKSUM_CHARS):
        rest, digit = divmod(rest, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits
