"""IBANs: the form of the country and mod 97, in groups or not, in any case."""

import re
from collections.abc import Iterator
from functools import lru_cache

from api.rewriting.personal.checksums import mod_97
from api.rewriting.personal.found import Found, Kind

_FORMS = dict(
    entry.split(" ", 1)
    for entry in [
        "AD 8n12c",
        "AE 19n",
        "AL 8n16c",
        "AT 16n",
        "AZ 4a20c",
        "BA 16n",
        "BE 12n",
        "BG 4a6n8c",
        "BH 4a14c",
        "BI 23n",
        "BR 23n1a1c",
        "BY 4c4n16c",
        "CH 5n12c",
        "CR 18n",
        "CY 8n16c",
        "CZ 20n",
        "DE 18n",
        "DK 14n",
        "DO 4c20n",
        "EE 16n",
        "EG 25n",
        "ES 20n",
        "FI 14n",
        "FO 14n",
        "FR 10n11c2n",
        "GB 4a14n",
        "GE 2a16n",
        "GI 4a15c",
        "GL 14n",
        "GR 7n16c",
        "GT 4c20c",
        "HR 17n",
        "HU 24n",
        "IE 4a14n",
        "IL 19n",
        "IQ 4a15n",
        "IS 22n",
        "IT 1a10n12c",
        "JO 4a4n18c",
        "KW 4a22c",
        "KZ 3n13c",
        "LB 4n20c",
        "LC 4a24c",
        "LI 5n12c",
        "LT 16n",
        "LU 3n13c",
        "LV 4a13c",
        "LY 21n",
        "MC 10n11c2n",
        "MD 2c18c",
        "ME 18n",
        "MK 3n10c2n",
        "MR 23n",
        "MT 4a5n18c",
        "MU 4a19n3a",
        "NL 4a10n",
        "NO 11n",
        "OM 3n16c",
        "PK 4a16c",
        "PL 24n",
        "PS 4a21c",
        "PT 21n",
        "QA 4a21c",
        "RO 4a16c",
        "RS 18n",
        "SA 2n18c",
        "SC 4a20n3a",
        "SD 14n",
        "SE 20n",
        "SI 15n",
        "SK 20n",
        "SM 1a10n12c",
        "SO 19n",
        "ST 21n",
        "SV 4a20n",
        "TL 19n",
        "TN 20n",
        "TR 6n16c",
        "UA 6n19c",
        "VA 18n",
        "VG 4a16n",
        "XK 16n",
    ]
)
"""Country -> its account in the registry's words: n digits, a letters, c either."""
_PART = re.compile(r"(\d{1,2})([nac])")
_CLASSES = {"n": "[0-9]", "a": "[A-Za-z]", "c": "[A-Za-z0-9]"}
_GAP = r"[ .\-_\t\r\n]{0,2}"
_START = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z]{_GAP}[A-Za-z]){_GAP}[0-9]{_GAP}[0-9]")
_ODD = re.compile(r"[^A-Z0-9]+")


def ibans(text: str) -> Iterator[Found]:
    """Yield every account number that its country could have given."""
    for start in _START.finditer(text):
        form = _form(_ODD.sub("", start[1].upper()))
        found = form.match(text, start.end()) if form else None
        if found:
            account = _ODD.sub("", text[start.start() : found.end()].upper())
            if mod_97(account):
                yield Found(start.start(), found.end(), Kind.IBAN, account)


@lru_cache(maxsize=128)
def _form(country: str) -> re.Pattern[str] | None:
    """What follows the two check digits."""
    if country not in _FORMS:
        return None
    parts = (
        rf"(?:{_GAP}{_CLASSES[letters]}){{{count}}}"
        for count, letters in _PART.findall(_FORMS[country])
    )
    return re.compile("".join(parts) + r"(?![A-Za-z0-9])")
