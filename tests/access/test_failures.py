"""Wrong keys are counted by address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.failures import Failures


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        """Now."""
        return self.now_s


def test_the_eleventh_failure_within_a_minute_is_one_too_many() -> None:
    """The answer says how many seconds are left until the first is a minute ago."""
    clock = Clock()
    failures = Failures(clock=clock)

    assert [failures.count("192.0.2.1") for _ in range(10)] == [None] * 10
    clock.now_s += 20.5
    assert failures.count("192.0.2.1") == 40
    clock.now_s += 39.5
    assert failures.count("192.0.2.1") is None


@given(st.lists(st.floats(0, 30), max_size=80))
def test_no_minute_has_more_than_ten(pauses_s: list[float]) -> None:
    """However the failures fall, and also across the edge of any minute."""
    clock = Clock()
    failures = Failures(clock=clock)
    counted: list[float] = []
    for pause_s in pauses_s:
        clock.now_s += pause_s
        if failures.count("192.0.2.1") is None:
            counted.append(clock.now_s)

    for first, eleventh in zip(counted, counted[10:], strict=False):
        assert eleventh - first >= 60


def test_addresses_are_counted_apart() -> None:
    """One that guesses holds nobody else up."""
    failures = Failures(clock=Clock(), limit=1)

    assert failures.count("192.0.2.1") is None
    assert failures.count("192.0.2.1") == 60
    assert failures.count("192.0.2.2") is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("", "unix", False),
    ],
)
def test_one_household_of_ipv6_is_one_address(one: str, other: str, same: bool) -> None:
    """It has 2^64 of them; what is no address counts as it stands."""
    failures = Failures(clock=Clock(), limit=1)
    failures.count(one)

    assert (failures.count(other) is not None) is same


def test_no_more_than_so_many_addresses_are_remembered() -> None:
    """Those that have been quiet for longest are forgotten."""
    failures = Failures(clock=Clock(), limit=1, max_addresses=3)

    for last in range(10):
        failures.count(f"192.0.2.{last}")

    assert len(failures) == 3
    assert failures.count("192.0.2.9") is not None
    assert failures.count("192.0.2.0") is None
