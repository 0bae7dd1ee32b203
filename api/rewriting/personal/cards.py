"""Payment cards: 13 to 19 digits of an issuer, with Luhn's check digit.

One number in ten passes Luhn, so issuer and length must fit as well. What is left (a number of the
shop's own with 16 digits that begins with 4 and passes) is hidden too: the safe side.
"""

import re

from api.rewriting.personal.checksums import luhn
from api.rewriting.personal.numbers import Numbers, Window

_ISSUED = re.compile(
    "|".join(
        (
            r"4\d{12}(?:\d{3}|\d{5,6})?",  # Visa
            r"(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}",  # Mastercard
            r"3[47]\d{13}",  # American Express
            r"3(?:0[0-59]|[689]\d)\d{11}(?:\d{2,5})?",  # Diners Club
            r"(?:6011|64[4-9]\d|65\d\d)\d{12,15}",  # Discover, RuPay
            r"35(?:2[89]|[3-8]\d)\d{12,15}",  # JCB
            r"(?:62|81|82)\d{14,17}",  # UnionPay, RuPay
            r"220[0-5]\d{12,15}",  # Mir
            r"(?:50(?:18|20|38)|5893|6304|6759|676[1-3]|0604|6767)\d{9,15}",  # Maestro
            r"(?:50|60|63|6706|6709|6771|9792|8600|9860)\d{12,17}",  # national schemes
        )
    )
)
_LEAST, _MOST = 13, 19


def issued(digits: str) -> bool:
    """True if an issuer has numbers that begin like this and are as long."""
    return len(digits) <= _MOST and bool(_ISSUED.fullmatch(digits))


def is_card(digits: str) -> bool:
    """True for a number that a card may have."""
    return issued(digits) and luhn(digits)


def card(numbers: Numbers, window: Window) -> bool:
    """True if the window is a card, however it is grouped."""
    if not _LEAST <= len(window.digits) <= _MOST or not is_card(window.digits):
        return False
    grouped = len(window.sizes) > 1
    if grouped and (
        numbers.dated(window.start, window.end) or numbers.paid(window.start, window.start + 1)
    ):
        return False
    return not numbers.cues.barcode(window.start)
