"""National identity, tax and insurance numbers that consist of digits.

A number without a letter is only taken for one where little else fits: by two check digits, by a
date with a check digit, by a form that nothing else has. Where one shop number in ten would pass
(nine digits with one check digit), a word such as "SSN" or "BSN" must stand beside it.
"""

import re
from collections.abc import Callable

from api.rewriting.personal.checksums import luhn, mod_11_10, verhoeff, weighed
from api.rewriting.personal.lettered import is_hetu
from api.rewriting.personal.numbers import Numbers, Window

_DAYS = 31
_MONTHS = 12
_YEARS = re.compile(r"(?:20\d\d){3}")


def _date(
    year_month_day: str, *, months: tuple[int, ...] = (0,), days: tuple[int, ...] = (0,)
) -> bool:
    """True for six digits of a date; numbers in `months` and `days` may be added to it."""
    month, day = int(year_month_day[2:4]), int(year_month_day[4:6])
    return any(0 < month - more <= _MONTHS for more in months) and any(
        0 < day - more <= _DAYS for more in days
    )


def _born(day_month_year: str) -> bool:
    """True for six digits of a date, the day first, the year last."""
    return _date(day_month_year[4:6] + day_month_year[2:4] + day_month_year[:2])


def is_ssn(digits: str) -> bool:
    """United States: no check digit, but numbers that are never given."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def is_bsn(digits: str) -> bool:
    """Netherlands: the eleven test."""
    total = weighed(digits, (9, 8, 7, 6, 5, 4, 3, 2)) - int(digits[8])
    return total % 11 == 0 and digits != "000000000"


def is_sin(digits: str) -> bool:
    """Canada: Luhn; none begins with 8."""
    return digits[0] not in "08" and luhn(digits)


def is_tfn(digits: str) -> bool:
    """Australia, tax file number: a sum that 11 divides."""
    return weighed(digits, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0 and digits != "000000000"


def is_nif(digits: str) -> bool:
    """Portugal: a check digit by 11; none begins with 0, 4 or 7."""
    return digits[0] not in "047" and int(digits[8]) == -weighed(digits, range(9, 1, -1)) % 11 % 10


def is_nhs(digits: str) -> bool:
    """England and Wales, health service: a check digit by 11."""
    check = -weighed(digits, range(10, 1, -1)) % 11
    return int(digits[9]) == check and digits != "0000000000"


def is_svnr(digits: str) -> bool:
    """Austria: a serial number, a check digit by 11, and a date of birth."""
    check = weighed(digits, (3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11
    return digits[0] != "0" and int(digits[3]) == check and _born(digits[4:])


def is_cpr(digits: str) -> bool:
    """Denmark: a date of birth; the check digit is not kept to since 2007."""
    return _born(digits)


def is_personnummer(digits: str) -> bool:
    """Sweden: a date of birth (a day over 60 in a number for foreigners) and Luhn."""
    short = digits[-10:]
    century = len(digits) == 10 or digits[:2] in ("18", "19", "20")  # noqa: PLR2004 - digits
    return century and _date(short, days=(0, 60)) and luhn(short)


def is_pesel(digits: str) -> bool:
    """Poland: a date of birth, its month plus 20, 40, 60 or 80 by century, and a check digit."""
    total = weighed(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3))
    return _date(digits, months=(0, 20, 40, 60, 80)) and (10 - total % 10) % 10 == int(digits[10])


def is_cpf(digits: str) -> bool:
    """Brazil: two check digits."""
    first = weighed(digits, range(10, 1, -1)) * 10 % 11 % 10
    second = weighed(digits, range(11, 1, -1)) * 10 % 11 % 10
    return len(set(digits)) > 1 and digits[9:] == f"{first}{second}"


def is_steuer_id(digits: str) -> bool:
    """Germany: one digit of the first ten stands there twice or thrice, and a check digit."""
    counts = sorted(map(digits[:10].count, set(digits[:10])))
    repeated = counts[-1] in (2, 3) and (len(counts) == 1 or counts[-2] == 1)
    return digits[0] != "0" and repeated and mod_11_10(digits)


def is_fodselsnummer(digits: str) -> bool:
    """Norway: a date of birth and two check digits."""
    first = weighed(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = weighed(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    dated = _date(digits[4:6] + digits[2:4] + digits[:2], months=(0, 40, 80), days=(0, 40))
    return first % 11 == 0 and second % 11 == 0 and dated


def is_rijksregisternummer(digits: str) -> bool:
    """Belgium: a date of birth and its remainder by 97; born after 1999, with a 2 before it."""
    body, check = digits[:9], int(digits[9:])
    remainders = (97 - int(body) % 97, 97 - int("2" + body) % 97)
    return check in remainders and _date(digits, months=(0, 20, 40))


def is_aadhaar(digits: str) -> bool:
    """India: Verhoeff's check digit."""
    return digits[0] not in "01" and verhoeff(digits) and not _YEARS.fullmatch(digits)


def is_ahv(digits: str) -> bool:
    """Switzerland: 756 and the check digit of a barcode."""
    return digits.startswith("756") and (
        -weighed(digits, (1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3)) % 10 == int(digits[12])
    )


def is_nir(digits: str) -> bool:
    """France: sex, year, month, department and a remainder by 97."""
    month = int(digits[3:5])
    dated = 0 < month <= _MONTHS or 20 <= month <= 42 or month >= 50  # noqa: PLR2004 - INSEE's codes
    return digits[0] in "123478" and dated and 97 - int(digits[:13]) % 97 == int(digits[13:])


def is_signless_hetu(digits: str) -> bool:
    """Finland: a date of birth and a check that is a digit; the sign of the century left out."""
    return _born(digits) and is_hetu(digits)


_ANYWHERE: dict[int, tuple[Callable[[str], bool], ...]] = {
    10: (is_personnummer,),
    11: (is_cpf, is_pesel, is_steuer_id, is_fodselsnummer, is_rijksregisternummer),
    12: (is_aadhaar, is_personnummer),
    13: (is_ahv,),
    15: (is_nir,),
}
"""Digits -> what is taken for an identity number wherever it stands."""
_BESIDE_A_CUE: dict[int, tuple[Callable[[str], bool], ...]] = {
    9: (is_ssn, is_bsn, is_sin, is_tfn, is_nif),
    10: (is_signless_hetu, is_nhs, is_svnr, is_cpr),
}
"""Digits -> what is taken for an identity number where a word says so."""
_SSN_SIZES, _BORN_SIZES = (3, 2, 4), (8, 4)
_GROWN = "2010"
"""Who writes to a shop was born before; a later date has four digits of something else behind."""


def identity(numbers: Numbers, window: Window) -> bool:
    """True if the window is an identity number in its place."""
    digits = window.digits
    found = window.sizes == _SSN_SIZES and is_ssn(digits)
    found = found or any(check(digits) for check in _ANYWHERE.get(len(digits), ()))
    if not found and window.sizes != _SSN_SIZES:
        named = any(check(digits) for check in _BESIDE_A_CUE.get(len(digits), ()))
        found = named and numbers.cues.identity(window.start, window.end)
    dated = len(window.sizes) > 1 and numbers.dated(window.start, window.end)
    if not found or (dated and not _is_born(numbers, window)):
        return False
    return not (numbers.priced(window.start) or numbers.cues.thing(window.start))


def _is_born(numbers: Numbers, window: Window) -> bool:
    """True for a date that is one of birth: in one piece, four digits behind it, no figure."""
    last, end = window.end - window.sizes[-1], window.end
    return (
        window.sizes == _BORN_SIZES
        and window.digits < _GROWN
        and not (numbers.dated(last, end) or numbers.paid(last, end) or numbers.priced(last))
        and not numbers.cues.counted(end)
    )
