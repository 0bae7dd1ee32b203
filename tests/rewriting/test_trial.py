"""Which requests a release on trial gets."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rewriting.request import Request
from api.rewriting.trial import Trial, place

KEYS = st.text(max_size=60)
SHARES = st.floats(0, 1)


def trial(share: float) -> Trial:
    """A trial of this share."""
    return Trial("soften@1.1.0", share)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("form", ["{}", "conversation-{}", "00000000-0000-4000-8000-{:012}"])
def test_the_share_of_many_conversations_is_the_share_that_was_asked_for(
    share: float, form: str
) -> None:
    """Within four standard deviations of 20,000 draws, whatever the names look like."""
    n = 20_000
    taken = sum(trial(share).takes(form.format(number)) for number in range(n))

    assert abs(taken - n * share) < 4 * (n * share * (1 - share)) ** 0.5


@given(KEYS, SHARES)
def test_the_same_conversation_always_goes_the_same_way(key: str, share: float) -> None:
    """Every request, every replica, every day."""
    assert trial(share).takes(key) is trial(share).takes(key)


def test_another_process_decides_alike() -> None:
    """Nothing depends on the seed of the process's own hashes."""
    script = "from api.rewriting.trial import place; print(place('conversation 77'))"
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )

    assert float(told.stdout) == place("conversation 77")


@given(KEYS, SHARES, SHARES)
def test_a_growing_share_takes_no_conversation_out_of_the_trial(
    key: str, one: float, other: float
) -> None:
    """Whoever has met the new release goes on with it."""
    less, more = sorted((one, other))

    assert trial(more).takes(key) >= trial(less).takes(key)


@given(KEYS)
def test_a_share_of_nothing_takes_none_and_one_of_all_takes_all(key: str) -> None:
    """Both ends are exact."""
    assert not trial(0.0).takes(key)
    assert trial(1.0).takes(key)


def test_the_place_of_a_key_can_be_worked_out_by_hand() -> None:
    """The first 8 hexadecimal digits of its sha256, as a fraction: `printf 77 | sha256sum`."""
    digits = hashlib.sha256(b"77").hexdigest()[:8]

    assert place("77") == int(digits, 16) / 16**8


def test_a_request_that_nothing_names_is_not_on_trial() -> None:
    """A single draft from the command line has neither conversation nor id."""
    assert not trial(1.0).takes(Request("Hi.").trial_key)


def test_the_conversation_decides_before_the_request() -> None:
    """And an empty name is none."""
    assert Request("Hi.", conversation="77", id="abc").trial_key == "77"
    assert Request("Hi.", conversation="", id="abc").trial_key == "abc"
