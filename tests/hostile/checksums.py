"""Check digits, written from the public rules of each number; they make values, and judge none.

Digits are text, as a leading zero counts.
"""

from collections.abc import Sequence


def weighted(digits: str, weights: Sequence[int]) -> int:
    """Sum of the digits, each times its weight."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def luhn(digits: str) -> str:
    """The last digit of a card, a Swedish or a Canadian number."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the right one."""
    return luhn(digits[:-1]) == digits[-1]


def iban_check(country: str, account: str) -> str:
    """The two digits after the country of an IBAN."""
    number = "".join(str(int(letter, 36)) for letter in f"{account}{country}00")
    return f"{98 - int(number) % 97:02}"


def mod_11_10(digits: str) -> str:
    """ISO 7064 MOD 11,10: the last digit of a German tax id."""
    product = 10
    for digit in digits:
        rest = (int(digit) + product) % 10 or 10
        product = rest * 2 % 11
    return str((11 - product) % 10)


def verhoeff(digits: str) -> str:
    """The last digit of an Aadhaar number: multiplication in the dihedral group of order ten."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _times(check, _permuted(int(digit), place + 1))
    return str((5 - check) % 5 if check < 5 else check)


def _times(a: int, b: int) -> int:
    """Turns are 0 to 4, mirrored turns 5 to 9."""
    if a < 5:
        return (a + b) % 5 if b < 5 else (a + b - 5) % 5 + 5
    return (a - b - 5) % 5 + 5 if b < 5 else (a - b) % 5


_ROW = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _permuted(digit: int, times: int) -> int:
    for _ in range(times % 8):
        digit = _ROW[digit]
    return digit
