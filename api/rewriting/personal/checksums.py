"""Check digits of identity numbers. Each takes digits (or letters in capitals) without spaces."""

from collections.abc import Sequence

_DOUBLED = {str(n): n * 2 if n < 5 else n * 2 - 9 for n in range(10)}  # noqa: PLR2004 - 5 carries
_DIHEDRAL = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTED = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def luhn(digits: str) -> bool:
    """ISO/IEC 7812: cards, Canadian SIN, Swedish personnummer."""
    even = sum(map(int, digits[-1::-2]))
    return (even + sum(map(_DOUBLED.__getitem__, digits[-2::-2]))) % 10 == 0


def verhoeff(digits: str) -> bool:
    """Aadhaar."""
    state = 0
    for place, digit in enumerate(reversed(digits)):
        state = int(_DIHEDRAL[state][int(_PERMUTED[place % 8][int(digit)])])
    return state == 0


def mod_11_10(digits: str) -> bool:
    """ISO 7064 MOD 11,10: German Steuer-ID."""
    product = 10
    for digit in digits[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[-1])


def mod_97(account: str) -> bool:
    """ISO 13616: an IBAN in capitals."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def weighed(digits: str, weights: Sequence[int]) -> int:
    """The sum of the first digits, each by its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
