"""Crafted texts take time in proportion to their length; each pattern has its own."""

from time import thread_time

import pytest

from api.rewriting.personal.detection import Detector
from api.rewriting.personal.masks import masks
from api.rewriting.personal.names import Names

CRAFTED = {
    "one number": "4",
    "digit by digit": "4 ",
    "groups": "44 4 ",
    "card groups": "4444 ",
    "card prefixes": "5100 00 ",
    "pairs": "41 ",
    "dates": "1.1.2020 ",
    "social security": "078-05-1120 ",
    "cued": "ssn 078051120 ",
    "cues": "order number is ",
    "calls": "call 123 4567 ",
    "phones": "020 7946 0018 ",
    "pluses": "+1",
    "zeros": "00 ",
    "brackets": "(0",
    "iban starts": "GB33 ",
    "iban run": "AT11",
    "iban almost": "GB33 BUKB 2020 1555 ",
    "fiscal code": "AAAAAA11A",
    "nino": "AA 1 ",
    "henkilotunnus": "13.10.52 - ",
    "cued behind": "078051120 , my bsn ",
    "signs": "a@",
    "addresses": "a@a.",
    "labels": "a.",
    "spelled signs": "a (at) ",
    "colons": ":",
    "groups of IPv6": "a:",
    "IPv4": "1.1.",
    "names": "anna schmidt ",
    "a name in one": "anna",
    "unspaced names": "李",
    "mask": "CU-1",
    "long mask": "CU-11111",
    "mask run": "AB-",
    "full-width": "４",
    "ligatures": "ﷺ",
    "marks": "e\u0301",
    "hidden": "4\u200b",
    "placeholders": "⟦EMAIL_1·",
}
NAMES = Names(["Anna Schmidt", "李明李"])
DETECTOR = Detector(masks("CUSTOMER=CU-#{6,8}; POLICY=@@-####; LONG=?{1,30}/####"))


def _seconds(text: str) -> float:
    started = thread_time()
    DETECTOR.find([text], NAMES)
    return thread_time() - started


@pytest.mark.parametrize("crafted", CRAFTED.values(), ids=CRAFTED)
def test_four_times_the_text_takes_no_more_than_eight_times_as_long(crafted: str) -> None:
    """With half a millisecond that any text may take, and room for a busy machine."""
    short = (crafted * 2_000)[:2_000]
    _seconds(short)
    once = min(_seconds(short) for _ in range(3))
    assert min(_seconds(short * 4) for _ in range(3)) < 8 * once + 0.004
