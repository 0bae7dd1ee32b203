"""Made-up national numbers that are right by their own rules, each with the name it goes by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.hostile.checksums import luhn, mod_11_10, verhoeff, weighted

_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_PPS = "WABCDEFGHIJKLMNOPQRSTUV"
_CF_ODD = (
    1,
    0,
    5,
    7,
    9,
    13,
    15,
    17,
    19,
    21,
    2,
    4,
    18,
    20,
    11,
    3,
    6,
    8,
    12,
    14,
    16,
    10,
    22,
    25,
    24,
    23,
)
"""What a letter, or the digit of its place, counts on the odd places of a codice fiscale."""


@dataclass(frozen=True)
class Kind:
    """`label` is what a customer writes before it; `checked` says that it has a check digit."""

    label: str
    make: Callable[[Random], str]
    checked: bool = True


def digits(chance: Random, count: int, first: str = "0123456789") -> str:
    """So many digits, the first of them one of `first`."""
    return chance.choice(first) + "".join(chance.choice("0123456789") for _ in range(count - 1))


def _birth(chance: Random) -> tuple[str, str, str]:
    """Day, month and year of birth, two digits each, before the year 2000."""
    return f"{chance.randint(1, 28):02}", f"{chance.randint(1, 12):02}", f"{chance.randint(40, 99)}"


def _until(make: Callable[[Random], str | None]) -> Callable[[Random], str]:
    """Many numbers have no check digit for one serial in eleven, which is then not given out."""

    def again(chance: Random) -> str:
        while (made := make(chance)) is None:
            pass
        return made

    return again


def _ssn(chance: Random) -> str:
    area = chance.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03}-{chance.randint(1, 99):02}-{chance.randint(1, 9_999):04}"


def _nino(chance: Random) -> str:
    while True:
        letters = chance.choice("ABCEGHJKLMNOPRSTWXYZ") + chance.choice("ABCEGHJKLMNPRSTWXYZ")
        if letters not in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}:
            number = digits(chance, 6)
            return f"{letters} {number[:2]} {number[2:4]} {number[4:]} {chance.choice('ABCD')}"


def _nhs(chance: Random) -> str | None:
    body = digits(chance, 9, "1234567")
    check = 11 - weighted(body, range(10, 1, -1)) % 11
    return None if check == 10 else f"{body[:3]} {body[3:6]} {body[6:]}{check % 11}"


def _dni(chance: Random) -> str:
    body = digits(chance, 8)
    return f"{body}{chance.choice(['', '-'])}{_DNI[int(body) % 23]}"


def _nie(chance: Random) -> str:
    first = chance.randrange(3)
    body = digits(chance, 7)
    return f"{'XYZ'[first]}{body}{_DNI[int(f'{first}{body}') % 23]}"


def _codice_fiscale(chance: Random) -> str:
    consonants = "BCDFGLMNPRSTV"
    name = "".join(chance.choice(consonants) for _ in range(6))
    day, month, year = _birth(chance)
    place = chance.choice("ABCDEFGHIL") + digits(chance, 3)
    body = f"{name}{year}{'ABCDEHLMPRST'[int(month) - 1]}{day}{place}"
    total = 0
    for at, letter in enumerate(body):
        value = int(letter) if letter.isdigit() else ord(letter) - 65
        total += value if at % 2 else _CF_ODD[value]
    return body + chr(65 + total % 26)


def _nir(chance: Random) -> str:
    _, month, year = _birth(chance)
    body = f"{chance.choice('12')}{year}{month}{chance.randint(1, 95):02}{digits(chance, 6)}"
    groups = (body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:13])
    check = f"{97 - int(body) % 97:02}"
    return chance.choice([" ".join((*groups, check)), body + check])


def _steuer_id(chance: Random) -> str:
    several = chance.sample("0123456789", 10)
    if several[0] == "0":
        several.reverse()
    several[chance.randrange(1, 10)] = several[0]  # one digit stands twice, never more
    body = "".join(several)
    whole = body + mod_11_10(body)
    return chance.choice([whole, f"{whole[:2]} {whole[2:5]} {whole[5:8]} {whole[8:]}"])


def _bsn(chance: Random) -> str | None:
    body = digits(chance, 8, "12345678")
    check = weighted(body, range(9, 1, -1)) % 11
    return None if check == 10 else f"{body}{check}"


def _rijksregister(chance: Random) -> str:
    day, month, year = _birth(chance)
    serial = f"{chance.randint(1, 997):03}"
    check = 97 - int(f"{year}{month}{day}{serial}") % 97
    return f"{year}.{month}.{day}-{serial}.{check:02}"


def _pesel(chance: Random) -> str:
    day, month, year = _birth(chance)
    body = f"{year}{month}{day}{digits(chance, 4)}"
    return f"{body}{-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10}"


def _personnummer(chance: Random) -> str:
    day, month, year = _birth(chance)
    body = f"{year}{month}{day}{digits(chance, 3)}"
    century = chance.choice(["", "19"])
    return f"{century}{body[:6]}-{body[6:]}{luhn(body)}"


def _hetu(chance: Random) -> str:
    day, month, year = _birth(chance)
    serial = f"{chance.randint(2, 899):03}"
    check = _HETU[int(f"{day}{month}{year}{serial}") % 31]
    return f"{day}{month}{year}-{serial}{check}"


def _cpr(chance: Random) -> str:
    return f"{''.join(_birth(chance))}-{digits(chance, 4)}"


def _fodselsnummer(chance: Random) -> str | None:
    body = "".join(_birth(chance)) + digits(chance, 3, "01234")
    one = -weighted(body, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
    two = -weighted(f"{body}{one % 10}", (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if 10 in (one, two):
        return None
    return f"{body[:6]} {body[6:]}{one}{two}"


def _nif(chance: Random) -> str:
    body = digits(chance, 8, "123")
    rest = weighted(body, range(9, 1, -1)) % 11
    return f"{body}{0 if rest < 2 else 11 - rest}"


def _pps(chance: Random) -> str:
    body = digits(chance, 7)
    return f"{body}{_PPS[weighted(body, range(8, 1, -1)) % 23]}"


def _svnr(chance: Random) -> str | None:
    serial = digits(chance, 3, "123456789")
    born = "".join(_birth(chance))
    check = (weighted(serial, (3, 7, 9)) + weighted(born, (5, 8, 4, 2, 1, 6))) % 11
    return None if check == 10 else f"{serial}{check} {born}"


def _ahv(chance: Random) -> str:
    body = "756" + digits(chance, 9)
    check = -weighted(body, (1, 3) * 6) % 10
    return f"756.{body[3:7]}.{body[7:11]}.{body[11]}{check}"


def _sin(chance: Random) -> str:
    body = digits(chance, 8, "1234567")
    return f"{body[:3]} {body[3:6]} {body[6:]}{luhn(body)}"


def _cpf(chance: Random) -> str:
    body = digits(chance, 9)
    for most in (10, 11):
        rest = weighted(body, range(most, 1, -1)) * 10 % 11
        body += str(rest % 10)
    return f"{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}"


def _aadhaar(chance: Random) -> str:
    body = digits(chance, 11, "23456789")
    whole = body + verhoeff(body)
    return f"{whole[:4]} {whole[4:8]} {whole[8:]}"


def _tfn(chance: Random) -> str | None:
    body = digits(chance, 8, "123456789")
    rest = weighted(body, (1, 4, 3, 7, 5, 8, 6, 9)) % 11
    # The last digit counts ten times, which is minus one.
    return None if rest == 10 else f"{body[:3]} {body[3:6]} {body[6:]}{rest}"


NATIONAL_IDS: Mapping[str, Kind] = {
    "US SSN": Kind("social security number", _ssn, checked=False),
    "GB NINO": Kind("National Insurance number", _nino, checked=False),
    "GB NHS": Kind("NHS number", _until(_nhs)),
    "ES DNI": Kind("DNI", _dni),
    "ES NIE": Kind("NIE", _nie),
    "IT codice fiscale": Kind("codice fiscale", _codice_fiscale),
    "FR NIR": Kind("numéro de sécurité sociale", _nir),
    "DE Steuer-ID": Kind("Steuer-ID", _steuer_id),
    "NL BSN": Kind("BSN", _until(_bsn)),
    "BE rijksregister": Kind("rijksregisternummer", _rijksregister),
    "PL PESEL": Kind("PESEL", _pesel),
    "SE personnummer": Kind("personnummer", _personnummer),
    "FI HETU": Kind("henkilötunnus", _hetu),
    "DK CPR": Kind("CPR number", _cpr, checked=False),
    "NO fødselsnummer": Kind("fødselsnummer", _until(_fodselsnummer)),
    "PT NIF": Kind("NIF", _nif),
    "IE PPS": Kind("PPS number", _pps),
    "AT SVNR": Kind("Sozialversicherungsnummer", _until(_svnr)),
    "CH AHV": Kind("AHV number", _ahv),
    "CA SIN": Kind("social insurance number", _sin),
    "BR CPF": Kind("CPF", _cpf),
    "IN Aadhaar": Kind("Aadhaar number", _aadhaar),
    "AU TFN": Kind("tax file number", _until(_tfn)),
}
"""By country and name."""
