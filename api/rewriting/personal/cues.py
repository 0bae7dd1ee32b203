"""Words beside a number that say what it is.

The words are found once for a whole text; a number then asks for the last one before it, so that a
text full of numbers, or of such words, costs no more than its length.
"""

import re
from bisect import bisect_right

_THINGS = re.compile(
    r"\b(?:orders?|tracking|tickets?|invoices?|parcel|shipment|consignment|sku|serial|item|product|"
    r"part|model|ean|isbn|upc|gtin|asin|imei|barcode|batch|lot|rma|booking|reservation|reference|"
    r"ref|case|transaction|confirmation)\b|#",
    re.IGNORECASE,
)
_BARCODES = re.compile(r"\b(?:ean|isbn|upc|gtin|barcode|sku|imei)\b", re.IGNORECASE)
_IT_IS = re.compile(
    r"\W{0,3}(?:(?:numbers?|nos?|nr|num|id|code|is|was|of|the|my|are)\b\W{0,3}){0,3}", re.IGNORECASE
)
_PHONES = re.compile(
    r"\b(?:phones?|call|calls|calling|called|tel|telephone|mobile|mob|cell|cellphone|fax|whatsapp|"
    r"signal|text|texting|sms|dial|dialled|ring|hotline|helpline|landline|handy|movil|telefono|"
    r"telefon|telefone|telefoon|portable|rufnummer|contact|line|(?:my|your|his|her) number|"
    r"number is|reach (?:me|us|him|her|them|you))\b",
    re.IGNORECASE,
)
_NO_OTHER_NUMBER = re.compile(r"[^0-9\n]{0,24}")
_IDENTITIES = re.compile(
    r"\b(?:ssn|social (?:security|insurance)|sin|bsn|burgerservicenummer|sofi|citizen service|"
    r"national (?:id|insurance|identity)|identity|tax(?: file)?(?: number)?|tin|insee|nir|hetu|"
    r"henkilotunnus|tfn|nif|contribuinte|nhs|svnr|sv-?nummer|sozialversicherungs(?:nummer|nr)|"
    r"cpr)\b",
    re.IGNORECASE,
)
_VERSIONS = re.compile(r"\b(?:versions?|firmware|build|release|ver|v|section|clause)\b", re.I)
_NOTHING = re.compile(r"\W{0,2}")
_AFTER = (
    r"\s?[,(]?\s?(?:(?:is|was) )?(?:(?:my|his|her|our|your|the|a) )?(?:new |old |direct )?(?:{})\b"
)
_PHONE_AFTER = re.compile(
    _AFTER.format("phone|mobile|cell|telephone|landline|contact number"), re.IGNORECASE
)
_IDENTITY_AFTER = re.compile(
    r"[^0-9\n.!?;]{0,24}?\b(?:ssn|sin|bsn|social security|social insurance|burgerservicenummer|"
    r"sofinummer|citizen service|hetu|henkilotunnus|tfn|tax file|nif|nhs|svnr|"
    r"sozialversicherungsnummer|cpr)\b(?![^0-9\n.!?;]{0,24}[0-9])",
    re.IGNORECASE,
)
"""In the same sentence and soon; a word with a number behind it speaks of that one."""
_COUNTED = re.compile(
    r"\s?(?:percent|units?|items?|pieces|points?|miles|km|users|customers|people|hours|days)\b",
    re.IGNORECASE,
)


class Cues:
    """The cues of one folded text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[re.Pattern[str], list[int]] = {}

    def thing(self, start: int) -> bool:
        """True behind "order no.", "tracking number:", "#": the number is the shop's own."""
        return self._behind(_THINGS, _IT_IS, start)

    def barcode(self, start: int) -> bool:
        """True behind "EAN", "ISBN" and the like, whose numbers can pass for cards."""
        return self._behind(_BARCODES, _IT_IS, start)

    def phone(self, start: int, end: int) -> bool:
        """True behind "call me at" and before "is my phone number"."""
        cued = self._behind(_PHONES, _NO_OTHER_NUMBER, start)
        return cued or bool(_PHONE_AFTER.match(self._text, end))

    def identity(self, start: int, end: int) -> bool:
        """True behind "SSN", "my BSN is" and before "is my social security number"."""
        cued = self._behind(_IDENTITIES, _NO_OTHER_NUMBER, start)
        return cued or bool(_IDENTITY_AFTER.match(self._text, end))

    def counted(self, end: int) -> bool:
        """True before "hours", "items" and the like: the number counts something."""
        return bool(_COUNTED.match(self._text, end))

    def version(self, start: int) -> bool:
        """True behind "version" and "firmware"."""
        return self._behind(_VERSIONS, _NOTHING, start)

    def _behind(self, words: re.Pattern[str], between: re.Pattern[str], start: int) -> bool:
        """True if the last of the words before `start` has only that between."""
        ends = self._ends.get(words)
        if ends is None:
            ends = self._ends[words] = [found.end() for found in words.finditer(self._text)]
        last = bisect_right(ends, start) - 1
        return last >= 0 and bool(between.fullmatch(self._text, ends[last], start))
