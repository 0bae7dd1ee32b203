"""Numbers and codes that name one thing: phone numbers, order numbers, hashes, paragraphs of law.

A pattern proposes, a small function decides. No character is looked at from more than a bounded
number of starts: linear time on crafted text. Patterns that few texts need are strings, compiled
when one does.
"""

# ruff: noqa: SIM905 - lists of words are read as words

import re
from collections.abc import Iterator

_PHONE = re.compile(
    r"[+(\d](?<![\w.,:/$€£¥#%+-].)(?:(?<=\+)[ ]?\d|(?<=\()\d|(?<=\d))"
    r"[\d().\u2010-\u2013 \u00a0\u202f/-]{4,26}\d"
    r"(?![\w%€£$]|[.,:]\d)"
    r"(?P<extension>[,;]?[ ]?(?:[Ee]xt(?:ension|n)?\.?|x)[ ]?\d{1,6}\b)?"
)
_DATE = (
    r"(?:\d{4}[ ./-]\d{1,2}[ ./-]\d{1,2}|\d{1,2}[ ./-]\d{1,2}[ ./-]\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2}"
    r"|\d{1,2}-?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}-?\d{2,4})(?!\d)"
    r"|(?:19|20)\d\d[ ]?[-\u2010-\u2013/][ ]?(?:19|20)?\d\d(?!\d)"
)
_PHONE_CUE = (
    r"(?i)\b(?:phone|call|tel|telephone|mobile|cell|fax|whatsapp|text|sms|dial|ring|hotline|"
    r"helpline|number is|toll[- ]free|reach|us)[.:]?[ ]{0,2}(?:us |me )?(?:at |on |is )?[ (]{0,2}$"
)
_CUE_REACH = 32
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"\d{1,64}")
_PHONE_DIGITS = range(7, 16)
"""E.164 has at most 15."""
_PHONE_GROUPS = 3
_LAST_GROUP = 4
_TOLL_FREE = frozenset(("800", "888", "877", "1300", "1800"))

_TOKEN = re.compile(r"#?[A-Za-z0-9][A-Za-z0-9_-]{0,999}(?:[+/=.][A-Za-z0-9_+/=.-]{32,960})?")
_CODE = re.compile(r"[A-Z0-9]{1,998}(?:[-_][A-Z0-9]{1,998}){0,12}")
_CAPITALS = re.compile(r"[A-Z]{5,12}(?![\w-])")
_QUANTITY = (
    r"\d{1,12}[A-Za-z]{1,4}|(?:USD|EUR|GBP|INR|CAD|AUD|NZD|JPY|CHF|SEK|NOK|DKK|PLN|BRL|MXN|ZAR|SGD|"
    r"HKD|AED|SAR|RS)\d{1,12}"
)
_HASH = (
    r"(?i)(?=[0-9a-f]{0,60}[a-f])(?:[0-9a-f]{7,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
_WORDY = (
    r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,8}(?:-?\d{1,4})?"
    r"|\d{1,4}(?:-\d{1,4})?(?:-[A-Za-z]{1,20}){1,6}"
)
_LAW = r"(?<![\d§])§{1,2}[ \u00a0]?\d[\d.-]{0,24}(?:\([A-Za-z0-9]{1,4}\)){0,6}"
_NOUNS = frozenset(
    "order reservation booking ticket case reference ref confirmation invoice tracking account "
    "claim policy serial request customer membership transaction orders reservations bookings "
    "tickets cases invoices flight parcel shipment".split()
)
_EXACT_NOUNS = frozenset(("id", "ids", "code", "codes", "pnr", "locator", "coupon", "voucher"))
_SIX_LETTER_WORDS = frozenset(
    "STATUS CLOSED PLACED FAILED DENIED ACTIVE REFUND UPDATE CANCEL ALWAYS CANNOT PLEASE "
    "ENDING HOLDER NUMBER DETAIL CHARGE".split()
)
"""Shouted behind "order" or "case", they are words all the same."""
_MORE = frozenset(
    ("number", "numbers", "number:", "no", "no.", "no.:", "nr", "nr.", "#", "is", "was")
)
_AROUND = "\"'“”‘’(*_`# \u00a0\t"
_RECORD_LOCATOR = 6
"""Letters in an airline's record locator: the one id that often has no digit."""
_SHORTEST = 3
_LONG_NUMBER, _CUED_NUMBER = 7, 4
_CODE_CHARS, _CODE_DIGITS, _CODE_GROUP = 5, 3, 6
_MIXED_CHARS = 10


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield phone numbers: international, spaced, dashed, bracketed, with an extension.

    A number without `+`, brackets, a leading 0 or a word such as "call" before it needs three
    groups, the last of four digits or more, so that prices, ranges, dates and ids are none.
    """
    if sum(map(text.count, "0123456789")) < _PHONE_DIGITS.start:
        return
    for match in _PHONE.finditer(text):
        extension = match["extension"] or ""
        found = match[0].removesuffix(extension)
        if found.count("(") < found.count(")"):
            found, extension = found[: found.index(")")].rstrip(), ""
        elif found.rfind("(") > max(0, found.find(")")):  # "0345 555 0142 (24/7)"
            found, extension = found[: found.rindex("(")].rstrip(), ""
        start = match.start()
        if found.startswith("(") and ")" not in found:
            start, found = start + 1, found[1:]
        before = text[max(0, start - _CUE_REACH) : start]
        if _is_phone(found, before):
            yield start, start + len(found) + len(extension)


def _is_phone(found: str, before: str) -> bool:
    groups = _DIGITS.findall(found)
    if sum(map(len, groups)) not in _PHONE_DIGITS or re.match(_DATE, found):
        return False
    if found[0] == "+" or (found[0] == "(" and ")" in found):
        return True
    if "." in found and len(groups[-1]) < _LAST_GROUP:
        return False  # a version or an IP address
    if len(groups) > 1 and (found.startswith("0") or re.search(_PHONE_CUE, before)):
        return True
    long_end = len(groups[-1]) >= _LAST_GROUP or groups[0] in _TOLL_FREE
    return len(groups) >= _PHONE_GROUPS and long_end


def ids(text: str) -> Iterator[tuple[int, int]]:
    """Yield order numbers, references, hashes and paragraphs of law.

    They are capitals and digits mixed, a long bare number, a hash, a "#" with digits; or shorter
    and plainer codes after a word such as "order", "ticket no." or "ID".
    """
    for token in _tokens(text):
        found = token[0].rstrip("-_+/.")
        if _is_id(found, text, token.start()):
            yield token.start(), token.start() + len(found)
    for capitals in _CAPITALS.finditer(text):
        before = text[max(0, capitals.start() - 1) : capitals.start()]
        free = not before or not (before.isalnum() or before in "_-/.@")
        if free and _is_cued(capitals[0], text, capitals.start()):
            yield capitals.span()
    if "§" in text:
        for law in re.finditer(_LAW, text):
            yield law.start(), law.start() + len(law[0].rstrip(".-"))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of letters, digits, `-` and `_` that hold a digit, with a "#" before them."""
    floor = 0
    for digit in _DIGIT.finditer(text):
        start = digit.start()
        if start < floor:
            continue
        while start > floor and _in_token(text[start - 1]):
            start -= 1
        while text[start] in "-_":
            start += 1
        if start > floor and text[start - 1] == "#":
            start -= 1
        token = _TOKEN.match(text, start)
        if token is not None:  # pragma: no branch - a digit is a token
            floor = token.end()
            if floor - start >= _SHORTEST:
                yield token


def _in_token(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "-_")


def _is_id(token: str, text: str, start: int) -> bool:
    before = text[max(0, start - 1) : start]
    if before and before in "$€£¥₹@&%.,":
        return False  # an amount, a mention, an entity, the end of a decimal
    if token[0] == "#":
        return len(token) > len("#1")  # "#1" is praise
    if token.isdigit():
        after = text[start + len(token) : start + len(token) + 2]
        if after[:1] in ("%", "€", "$") or (after[:1] in (".", ",") and after[1:].isdigit()):
            return False
        return len(token) >= _LONG_NUMBER or _is_cued(token, text, start)
    if re.match(_DATE, token) or not any(map(str.isalpha, token)):
        return False
    cued = _CODE.fullmatch(token) is not None and _is_cued(token, text, start)
    return cued or re.fullmatch(_HASH, token) is not None or _is_code(token)


def _is_code(token: str) -> bool:
    """True for what looks like an id wherever it stands."""
    digits = sum(map(str.isdigit, token))
    if not _CODE.fullmatch(token):
        return (
            len(token) >= _MIXED_CHARS
            and digits >= _CODE_DIGITS
            and not re.fullmatch(_WORDY, token)
        )
    if re.fullmatch(_QUANTITY, token):
        return False
    if digits >= _CODE_DIGITS and len(token) >= _CODE_CHARS:
        return True
    return any(len(group) >= _CODE_GROUP and not group.isalpha() for group in token.split("-"))


def _is_cued(token: str, text: str, start: int) -> bool:
    """True behind "order", "ticket no.", "reference:" and the like.

    Capitals alone need more than the noun ("code WELCOME"), or "your order CANCELLED" were one.
    """
    tail = text[max(0, start - _CUE_REACH) : start]
    words = tail.rstrip(_AROUND).lower().split()[-4:]
    exact = "#" in tail[len(tail.rstrip(_AROUND)) :]
    verb = bool(words) and words[-1] in ("is", "was")
    while words and words[-1] in _MORE:
        exact |= words.pop() not in ("is", "was")
    noun = words[-1].strip(_AROUND + ":") if words else ""
    if noun in _EXACT_NOUNS:
        return True
    if noun not in _NOUNS or len(token) < _CUED_NUMBER or (verb and not exact):
        return False
    if exact or not token.isalpha():
        return True
    return len(token) == _RECORD_LOCATOR and token not in _SIX_LETTER_WORDS
