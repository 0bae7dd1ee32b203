"""How often a key may ask, on a clock of the test's own."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits.aio.storage import MemoryStorage
from limits.errors import ConcurrentUpdateError, StorageError

from api.access.rates import Rate, Rates, UnusableStorage


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.mark.anyio
async def test_a_key_may_ask_as_often_as_its_limit_and_no_more() -> None:
    """Each answer says what is left and when there is more; a refused request is not counted."""
    clock = Clock()
    rates = Rates(clock=clock)
    seen = []
    for _ in range(3):
        seen.append(await rates.hit("key", 2))
        clock.now += 10
    assert seen == [
        Rate(allowed=True, limit=2, left=1, wait_s=60),
        Rate(allowed=True, limit=2, left=0, wait_s=50),
        Rate(allowed=False, limit=2, left=0, wait_s=40),
    ]
    clock.now += 30
    assert (await rates.hit("key", 2)).allowed
    assert not (await rates.hit("key", 2)).allowed


@pytest.mark.anyio
async def test_each_key_has_its_own_window() -> None:
    """One busy caller takes nothing from another."""
    rates = Rates(clock=Clock())
    await rates.hit("busy", 1)
    assert not (await rates.hit("busy", 1)).allowed
    assert (await rates.hit("idle", 1)).allowed


@pytest.mark.anyio
async def test_a_new_limit_begins_a_new_window() -> None:
    """What was counted under the old limit is forgotten."""
    rates = Rates(clock=Clock())
    await rates.hit("key", 1)
    assert await rates.hit("key", 3) == Rate(allowed=True, limit=3, left=2, wait_s=60)


@given(st.integers(1, 5), st.lists(st.floats(0, 40), max_size=40))
def test_no_minute_holds_more_than_the_limit_and_the_wait_is_never_too_short(
    limit: int, pauses: list[float]
) -> None:
    """Whatever the rhythm; whoever waits as told is let in."""
    clock = Clock()
    rates = Rates(clock=clock)
    let_in: list[float] = []
    for pause in pauses:
        clock.now += pause
        rate = _run(rates.hit, limit)
        if not rate.allowed:
            clock.now += rate.wait_s
            assert _run(rates.hit, limit).allowed
        let_in.append(clock.now)
    for start in let_in:
        assert sum(start <= at < start + 59.99 for at in let_in) <= limit


def _run(hit: Callable[..., object], limit: int) -> Rate:
    """One hit without an event loop: nothing in memory ever waits."""
    step = hit("key", limit)
    try:
        step.send(None)  # type: ignore[attr-defined]
    except StopIteration as done:
        rate: Rate = done.value
        return rate
    raise AssertionError("a window in memory had to wait")


class BrokenStorage(MemoryStorage):
    """Stands for a Redis that does not answer."""

    STORAGE_SCHEME = ["async+broken"]  # noqa: RUF012 - the package's own declaration

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Fail in one of the two ways in which the package says that a storage failed."""
        if key.endswith("twice/60/1/minute"):
            raise ConcurrentUpdateError(key, 3)
        raise StorageError(OSError(f"{limit} {expiry} {amount}"))


@pytest.mark.anyio
@pytest.mark.parametrize("key", ["once", "twice"])
async def test_a_storage_that_fails_is_replaced_by_memory_and_no_limit_is_gone(key: str) -> None:
    """Looser over several replicas, never open."""
    rates = Rates("broken://", clock=Clock())
    assert [(await rates.hit(key, 2)).allowed for _ in range(3)] == [True, True, False]


@pytest.mark.anyio
async def test_a_storage_is_chosen_by_its_uri() -> None:
    """The package's own in memory counts in the same words."""
    rates = Rates("memory://")
    assert await rates.hit("key", 1) == Rate(allowed=True, limit=1, left=0, wait_s=60)
    assert not (await rates.hit("key", 1)).allowed


@pytest.mark.parametrize("uri", ["nonsense://", "memcached://127.0.0.1:1"])
def test_a_storage_that_cannot_be_used_is_refused_at_the_start(uri: str) -> None:
    """An unknown one, and one whose package is missing; the address stays out of the message."""
    with pytest.raises(UnusableStorage) as error:
        Rates(uri)
    assert "://" not in str(error.value)
