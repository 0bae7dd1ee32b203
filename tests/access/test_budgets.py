"""A key's tokens of a day, on a clock of the test's own."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from api.access.budgets import DAY_S, Budgets, Reservation

NOON = 20_000 * DAY_S + DAY_S / 2
"""Noon of 2024-10-04, in seconds since 1970."""
TODAY = date(2024, 10, 4)


class Clock:
    """Seconds since 1970 that pass when the test says so."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        """The time."""
        return self.now


class Kept:
    """A database of two columns; `fails` lets the next writing go wrong."""

    def __init__(self) -> None:
        self.days: dict[date, dict[str, int]] = {}
        self.fails = False

    async def spent(self, day: date) -> Mapping[str, int]:
        """What was written."""
        return dict(self.days.get(day, {}))

    async def add(self, day: date, tokens: Mapping[str, int]) -> None:
        """Add, or fail and add nothing."""
        if self.fails:
            self.fails = False
            raise OSError("the disk is full")
        kept = self.days.setdefault(day, {})
        for key_id, more in tokens.items():
            kept[key_id] = kept.get(key_id, 0) + more


def reserved(budgets: Budgets, tokens: int, *, limit: int = 100, key: str = "key") -> Reservation:
    """A reservation that must be granted."""
    reservation = budgets.reserve(key, tokens, limit=limit)
    assert reservation is not None
    return reservation


def test_what_is_reserved_counts_until_it_is_settled() -> None:
    """Then what the call did cost counts, less or more."""
    budgets = Budgets(clock=Clock())
    first = reserved(budgets, 60)
    assert budgets.left("key", limit=100) == 40
    assert budgets.reserve("key", 41, limit=100) is None
    first.settle(10)
    assert budgets.left("key", limit=100) == 90
    reserved(budgets, 90).settle(95)
    assert budgets.left("key", limit=100) == 0
    assert budgets.reserve("key", 1, limit=100) is None


def test_without_a_word_on_the_cost_the_reservation_is_it() -> None:
    """A provider that counts nothing, a call that was cut off."""
    budgets = Budgets(clock=Clock())
    reserved(budgets, 60).settle()
    assert budgets.left("key", limit=100) == 40


def test_a_model_that_was_not_asked_costs_nothing() -> None:
    """And what is said later of the same call changes nothing."""
    budgets = Budgets(clock=Clock())
    reservation = reserved(budgets, 60)
    reservation.release()
    reservation.settle(60)
    assert budgets.left("key", limit=100) == 100


def test_each_key_has_its_own_tokens() -> None:
    """One that spends all takes nothing from another."""
    budgets = Budgets(clock=Clock())
    reserved(budgets, 100, key="a").settle()
    assert budgets.reserve("a", 1, limit=100) is None
    assert budgets.left("b", limit=100) == 100


def test_without_a_limit_nothing_is_refused() -> None:
    """Zero means that nobody counts on it, not that nothing may be spent."""
    budgets = Budgets(clock=Clock())
    reserved(budgets, 10**9, limit=0).settle()
    assert budgets.largest_share == 0


def test_the_day_ends_at_midnight_utc() -> None:
    """All tokens are back then; a call that began before belongs to the day before."""
    clock = Clock()
    budgets = Budgets(clock=clock)
    reserved(budgets, 50).settle()
    late = reserved(budgets, 50)
    assert budgets.reset_s == DAY_S / 2
    clock.now += DAY_S / 2 - 1
    assert budgets.reserve("key", 1, limit=100) is None
    clock.now += 1
    assert (budgets.left("key", limit=100), budgets.reset_s) == (100, DAY_S)
    late.settle()
    assert budgets.left("key", limit=100) == 100


def test_a_clock_that_is_set_back_gives_no_tokens_back() -> None:
    """Not even over midnight."""
    clock = Clock()
    budgets = Budgets(clock=clock)
    clock.now += DAY_S
    reserved(budgets, 100).settle()
    clock.now -= DAY_S
    assert budgets.left("key", limit=100) == 0


def test_the_largest_share_is_that_of_the_keenest_key() -> None:
    """By its own limit, what is reserved included."""
    budgets = Budgets(clock=Clock())
    assert budgets.largest_share == 0
    reserved(budgets, 90, limit=1_000, key="a").settle()
    reserved(budgets, 50, key="b")
    assert budgets.largest_share == 0.5


@pytest.mark.anyio
async def test_what_was_spent_outlives_the_process() -> None:
    """What is only reserved does not: nobody will settle it."""
    kept, clock = Kept(), Clock()
    budgets = Budgets(clock=clock, usage=kept)
    reserved(budgets, 30).settle()
    reserved(budgets, 20)
    assert budgets.unwritten == 30
    await budgets.save()
    assert (budgets.unwritten, kept.days) == (0, {TODAY: {"key": 30}})
    await budgets.save()

    started_again = Budgets(clock=clock, usage=kept)
    await started_again.load()
    assert started_again.left("key", limit=100) == 70
    assert (started_again.unwritten, kept.days) == (0, {TODAY: {"key": 30}})


@pytest.mark.anyio
async def test_what_could_not_be_written_is_written_later_each_to_its_day() -> None:
    """A database that is down loses nothing that the process still knows."""
    kept, clock = Kept(), Clock()
    budgets = Budgets(clock=clock, usage=kept)
    reserved(budgets, 30).settle()
    late = reserved(budgets, 5)
    kept.fails = True
    with pytest.raises(OSError, match="full"):
        await budgets.save()
    clock.now += DAY_S
    reserved(budgets, 7).settle()
    late.settle()
    assert budgets.unwritten == 42
    await budgets.save()
    assert kept.days == {TODAY: {"key": 35}, date(2024, 10, 5): {"key": 7}}


@pytest.mark.anyio
async def test_without_a_database_there_is_nothing_to_write() -> None:
    """Loading and saving do no harm."""
    budgets = Budgets(clock=Clock())
    await budgets.load()
    reserved(budgets, 30).settle()
    assert budgets.unwritten == 0
    await budgets.save()


class Spending(RuleBasedStateMachine):
    """Calls that begin, end, fail and overlap in any order, over some midnights."""

    @initialize(limit=st.integers(1, 200))
    def begin(self, limit: int) -> None:
        """A key with a limit, that has spent nothing."""
        self.limit = limit
        self.clock = Clock()
        self.budgets = Budgets(clock=self.clock)
        self.spent = 0
        self.today: list[Reservation] = []
        self.yesterday: list[Reservation] = []

    @rule(tokens=st.integers(0, 80))
    def reserve(self, tokens: int) -> None:
        """Granted exactly where all that is spent and reserved stays within the limit."""
        used = self.spent + sum(reservation.tokens for reservation in self.today)
        reservation = self.budgets.reserve("key", tokens, limit=self.limit)
        assert (reservation is not None) == (used + tokens <= self.limit)
        if reservation:
            self.today.append(reservation)

    @precondition(lambda self: self.today)
    @rule(cost=st.none() | st.integers(0, 120), which=st.randoms(use_true_random=False))
    def settle(self, cost: int | None, which: object) -> None:
        """One of the calls under way ends, at any cost."""
        reservation = which.choice(self.today)  # type: ignore[attr-defined]
        self.today.remove(reservation)
        reservation.settle(cost)
        self.spent += reservation.tokens if cost is None else cost

    @precondition(lambda self: self.yesterday)
    @rule()
    def settle_late(self) -> None:
        """A call of the day before ends today."""
        self.yesterday.pop().settle()

    @rule()
    def sleep(self) -> None:
        """A day passes."""
        self.clock.now += DAY_S
        self.yesterday, self.today, self.spent = self.yesterday + self.today, [], 0

    @invariant()
    def what_is_left_adds_up(self) -> None:
        """Never below nothing, and never over the limit by more than was under way."""
        used = self.spent + sum(reservation.tokens for reservation in self.today)
        assert self.budgets.left("key", limit=self.limit) == max(0, self.limit - used)


TestSpending = Spending.TestCase
"""At each reservation, what is spent and reserved is within the limit."""
