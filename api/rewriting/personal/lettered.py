"""National identity numbers with letters: a form so rare that it is known wherever it stands."""

import re
from collections.abc import Callable, Iterator

from api.rewriting.personal.checksums import weighed
from api.rewriting.personal.found import Found, Kind

_GAP = r"[ .\-/_\t\r\n]{0,2}"
_ODD = re.compile(r"[^A-Z0-9]+")
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_NIE = {"X": "0", "Y": "1", "Z": "2"}
_NO_PREFIX = frozenset(("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"))
_WORDS = frozenset(("am", "as", "be", "by", "he", "me", "my", "we", "on", "no", "so", "go", "be"))
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_ODD_VALUES = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
         6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)  # fmt: skip
_PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_PPS_CHARS = 9
_HETU_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _spaced(first: str, *parts: str) -> re.Pattern[str]:
    """The parts one after the other, little between them, no letter or digit around.

    What stands before the first one is looked at behind it: a search skips at once what does not
    begin with a digit, where the pattern does.
    """
    begin = first + r"(?<![A-Za-z0-9].)"
    return re.compile(_GAP.join((begin, *parts)) + r"(?!\w)", re.IGNORECASE)


def is_nino(number: str) -> bool:
    """United Kingdom: no check digit; prefixes that are never given."""
    return number[:2] not in _NO_PREFIX


def is_dni(number: str) -> bool:
    """Spain, DNI and NIE: the letter is a remainder by 23."""
    body = _NIE.get(number[0], number[0]) + number[1:-1]
    return _DNI_LETTERS[int(body) % 23] == number[-1]


def is_codice_fiscale(number: str) -> bool:
    """Italy: the last letter is a check over all others."""
    odd = sum(_ODD_VALUES[char] for char in number[:15:2])
    even = sum(int(char) if char.isdigit() else ord(char) - ord("A") for char in number[1:15:2])
    day = int(number[9:11].translate(_OMOCODIA))
    return chr(ord("A") + (odd + even) % 26) == number[15] and 0 < day % 40 < 32  # noqa: PLR2004


def is_corsican_nir(number: str) -> bool:
    """France, born in Corsica: 2A counts as 19, 2B as 18."""
    body = int(number[:13].replace("2A", "19").replace("2B", "18"))
    return 97 - body % 97 == int(number[13:])


def is_hetu(number: str) -> bool:
    """Finland: a date of birth, and a remainder by 31. The sign of the century is left out."""
    return _HETU_CHECKS[int(number[:6] + number[-4:-1]) % 31] == number[-1]


def is_pps(number: str) -> bool:
    """Ireland: the first letter is a remainder by 23; a second one counts nine times."""
    second = _PPS_LETTERS.index(number[8]) if len(number) == _PPS_CHARS else 0
    total = weighed(number, range(8, 1, -1)) + 9 * second
    return _PPS_LETTERS[total % 23] == number[7]


_MARK = r"[ .\-/_]?"
_HETU = re.compile(
    rf"[0-3](?<![A-Za-z0-9€$£¥₹].)[0-9]{_MARK}[01][0-9]{_MARK}[0-9]{{2}}"
    rf"(?:{_GAP}[-+A-FU-Y]{_GAP}[0-9]{{3}}[-._/ ]?[0-9A-FHJ-NPR-Y]"
    rf"|{_GAP}[0-9]{{3}}[-._/]?[A-FHJ-NPR-Y])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""With a sign of the century, or without one and with a letter as its check."""
_SEVEN, _EIGHT = [r"[0-9]"] * 7, [r"[0-9]"] * 8
_PPS_END = r"[0-9](?:[-._/]?|[ ](?-i:(?=[A-Z])))(?![KMGT][BGW])[A-W][A-IW]?"
"""A small letter behind a space is a word ("1234567 a month"), and "MB" or "kW" a unit."""
_OMO = "[0-9LMNP-V]"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_spaced("[A-CEGHJ-PR-TW-Z]", "[A-CEGHJ-NPR-TW-Z]", *["[0-9]"] * 6, "[A-D]"), is_nino),
    (_spaced(*_EIGHT, "[A-Z]"), is_dni),
    (_spaced("[XYZ]", *_SEVEN, "[A-Z]"), is_dni),
    (
        _spaced(
            *["[A-Z]"] * 6, _OMO, _OMO, "[A-EHLMPRST]", _OMO, _OMO, "[A-Z]", *[_OMO] * 3, "[A-Z]"
        ),
        is_codice_fiscale,
    ),
    (_spaced("[12]", *["[0-9]"] * 4, "2", "[AB]", *_EIGHT), is_corsican_nir),
    (_spaced(*_SEVEN[1:], _PPS_END), is_pps),
    (_HETU, is_hetu),
)


def lettered(text: str) -> Iterator[Found]:
    """Yield identity numbers that hold letters, in any case, grouped or not."""
    for form, check in _FORMS:
        for found in form.finditer(text):
            written = found.group()
            number = _ODD.sub("", written.upper())
            if check(number) and not _is_prose(written):
                yield Found(*found.span(), Kind.ID, number)


def _is_prose(written: str) -> bool:
    """True for "by 12 34 56 a": a small word, numbers, and the next word."""
    return written[:2] in _WORDS and not written[2].isalnum()
