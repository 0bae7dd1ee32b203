"""What is kept of a key."""

import hashlib
import hmac

from api.access.pepper import Pepper
from tests.access.stored import OTHER_PEPPER, PEPPER


def test_a_digest_is_hmac_sha256_under_the_pepper() -> None:
    """Without the pepper it can be neither made nor checked."""
    expected = hmac.new(PEPPER.encode(), b"api key\0kr_live_x", hashlib.sha256).digest()

    assert Pepper(PEPPER).of_key("kr_live_x") == expected
    assert Pepper(OTHER_PEPPER).of_key("kr_live_x") != expected


def test_purposes_do_not_share_digests() -> None:
    """What proves one thing proves no other."""
    pepper = Pepper(PEPPER)

    assert len({pepper.of_key(""), pepper.check, pepper.digest("session", "")}) == 3


def test_the_pepper_is_not_in_its_repr() -> None:
    """An object in a traceback gives nothing away."""
    assert PEPPER not in repr(Pepper(PEPPER))
