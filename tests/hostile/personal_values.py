"""Made-up personal data of every kind, each value right by its own rules, from one seed.

A value is what a machine would store; how people write it down is in `personal_writings`.
"""

import ipaddress
from collections.abc import Callable, Mapping
from random import Random

import phonenumbers

from tests.hostile.checksums import iban_check, luhn
from tests.hostile.national_ids import digits

_ISSUERS = (
    ("Visa", ("4",), 16),
    ("Visa of 13", ("4",), 13),
    ("Visa of 19", ("4",), 19),
    ("Mastercard", tuple(map(str, range(51, 56))), 16),
    ("Mastercard, 2-series", tuple(map(str, range(2221, 2721))), 16),
    ("American Express", ("34", "37"), 15),
    ("Discover", ("6011", "644", "649", "65"), 16),
    ("Diners", ("36", "38", "300", "305"), 14),
    ("JCB", tuple(map(str, range(3528, 3590))), 16),
    ("Maestro", ("6304", "6759", "6761", "6763"), 16),
    ("UnionPay", ("6221", "6258", "6282"), 16),
    ("RuPay", ("6521", "6522", "6074"), 16),
)
_IBANS = {
    "DE": "n" * 18,
    "GB": "aaaa" + "n" * 14,
    "FR": "n" * 10 + "c" * 11 + "nn",
    "ES": "n" * 20,
    "IT": "a" + "n" * 10 + "c" * 12,
    "NL": "aaaa" + "n" * 10,
    "BE": "n" * 12,
    "AT": "n" * 16,
    "CH": "n" * 5 + "c" * 12,
    "PL": "n" * 24,
    "PT": "n" * 21,
    "SE": "n" * 20,
    "NO": "n" * 11,
    "DK": "n" * 14,
    "FI": "n" * 14,
    "IE": "aaaa" + "n" * 14,
    "CZ": "n" * 20,
    "GR": "n" * 7 + "c" * 16,
    "RO": "aaaa" + "c" * 16,
    "LU": "nnn" + "c" * 13,
    "HU": "n" * 24,
    "SA": "nn" + "c" * 18,
    "AE": "n" * 19,
    "TR": "n" * 5 + "0" + "c" * 16,
}  # fmt: skip
"""Country -> the form of what follows the check digits: digits, letters, or either."""
_PHONES = (
    "US", "CA", "GB", "IE", "DE", "AT", "CH", "FR", "BE", "NL", "LU", "ES", "PT", "IT", "SE", "NO",
    "DK", "FI", "PL", "CZ", "HU", "RO", "GR", "TR", "IN", "AU", "NZ", "JP", "KR", "SG", "HK", "BR",
    "MX", "AR", "ZA", "NG", "KE", "IL", "AE", "UA",
)  # fmt: skip
FIRST_NAMES = (
    "Anna", "Jörg", "Siobhán", "Mateus", "Chiara", "Øystein", "Łukasz", "Nguyen", "Priya", "Omar",
    "Fatima", "Haruto", "Ingrid", "Jean-Luc", "Dmitri", "Zoë", "Kwame", "Amélie", "Björn", "Conor",
    "Devika", "Elif", "Farouk", "Giulia", "Hector", "Ivana", "Jamal", "Katarzyna", "Leila",
    "Marguerite", "Niamh", "Oksana", "Pavel", "Quentin", "Rosalind", "Sergei", "Tomás", "Ursula",
    "Viktor", "Wanjiru",
)  # fmt: skip
LAST_NAMES = (
    "Kowalczyk", "Müller", "O'Brien", "de la Cruz", "van den Berg", "Nakamura", "Okonkwo",
    "García Márquez", "Hélène-Dubois", "Søndergaard", "Petrov", "Iyer", "Haddad", "Lindqvist",
    "McAllister", "Papadopoulos", "Ferreira", "Takahashi", "Novák", "Szabó", "Whitcombe", "Yıldız",
    "Zimmermann", "Achterberg", "Bianchi", "Castellanos", "Drummond", "Eriksen", "Fitzgerald",
    "Grünwald", "Hashimoto", "Ionescu", "Jankowski", "Kristjánsdóttir", "Laurent", "Mbeki",
    "Nwosu", "Oyelaran", "Pfeiffer", "Quispe",
)  # fmt: skip
_HOSTS = (
    "example.com", "example.org", "mail.example.net", "firma-beispiel.de", "my-shop.co.uk",
    "post.example.fr", "uni.example.edu", "kunde.example.at", "a.b.c.example.io", "example.museum",
    "correo.example.es", "posta.example.it", "skola.example.se", "example.travel", "x.example.co",
    "example.photography",
)  # fmt: skip


_LOCAL_PARTS = (
    "{a}.{b}", "{a}{n}", "{initial}.{b}{n}", "{a}_{b}", "{b}-{a}", "{a}+shop{n}", "{a}.{b}+{n}",
    "{n}{a}", "{a}.{last}.{n}", "info{n}", "{a}'{b}", "x{n}", "{a}%{n}", "{a}.{b}.{n}", "{a}={n}",
    "sales.{a}{n}",
)  # fmt: skip


def card(chance: Random) -> str:
    """A card number of one of twelve kinds."""
    _, beginnings, length = chance.choice(_ISSUERS)
    first = chance.choice(beginnings)
    body = first + digits(chance, length - len(first) - 1)
    return body + luhn(body)


def iban(chance: Random) -> str:
    """An IBAN of one of 24 countries."""
    country = chance.choice(list(_IBANS))
    letters = {
        "n": "0123456789",
        "a": "ABCDEFGHKLMNPRSTUW",
        "c": "0123456789ABCDEFGHKM0123456789",
        "0": "0",
    }
    account = "".join(chance.choice(letters[form]) for form in _IBANS[country])
    return f"{country}{iban_check(country, account)}{account}"


def email(chance: Random) -> str:
    """An address with one of many kinds of local part."""
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    a, b = _ascii(first), _ascii(last)
    n = chance.randint(1, 9_999)
    local = chance.choice(_LOCAL_PARTS).format(a=a, b=b, n=n, initial=a[0], last=b[0])
    return f"{local}@{chance.choice(('', '', f'd{n}.'))}{chance.choice(_HOSTS)}"


def phone(chance: Random) -> str:
    """A number that could be given out in one of forty countries: `+49` and so on, all digits."""
    while True:
        region = chance.choice(_PHONES)
        kind = chance.choice(
            (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
        )
        model = phonenumbers.example_number_for_type(region, kind)
        if model is None:
            continue
        national = phonenumbers.national_significant_number(model)
        kept = max(2, len(national) - 6)
        made = phonenumbers.PhoneNumber()
        made.merge_from(model)
        made.national_number = int(national[:kept] + digits(chance, len(national) - kept))
        if phonenumbers.is_valid_number(made):
            return phonenumbers.format_number(made, phonenumbers.PhoneNumberFormat.E164)


def ipv4(chance: Random) -> str:
    """A public address."""
    while True:
        address = ipaddress.IPv4Address(chance.getrandbits(32))
        if address.is_global and not address.is_multicast:
            return str(address)


def ipv6(chance: Random) -> str:
    """A public address, in the short form where it has one."""
    address = ipaddress.IPv6Address((0x2A02 << 112) | chance.getrandbits(112))
    if chance.random() < 0.4:
        address = ipaddress.IPv6Address((0x2001_0DB9 << 96) | chance.getrandbits(20))
    return str(address)


def name(chance: Random) -> str:
    """A first and a last name."""
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"


SIMPLE_KINDS: Mapping[str, tuple[Callable[[Random], str], int]] = {
    "card": (card, 2_000),
    "IBAN": (iban, 1_600),
    "e-mail": (email, 1_500),
    "phone": (phone, 1_800),
    "IPv4": (ipv4, 300),
    "IPv6": (ipv6, 200),
    "name": (name, 300),
}
"""Kind -> how one is made, and how many of ten thousand are of this kind."""


def _ascii(text: str) -> str:
    table = str.maketrans("øØłŁéèëáóöüğıış", "oOlLeeeaoougiis")
    plain = text.lower().translate(table)
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum()) or "x"
