"""Places at one provider: who gets one, who waits, who goes away."""

import asyncio

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from api.rewriting.calling.bulkhead import Bulkhead, Full
from tests.virtual_time import VirtualLoop, now, run


def test_no_more_calls_run_than_there_are_places() -> None:
    """The next one waits, in the order of arrival."""

    async def main() -> None:
        told: list[tuple[int, int]] = []
        bulkhead = Bulkhead(2, changed=lambda: told.append((bulkhead.running, bulkhead.waiting)))
        ran: list[int] = []

        async def call(number: int) -> None:
            await bulkhead.enter(9)
            ran.append(number)
            await asyncio.sleep(0.1)
            bulkhead.leave()

        await asyncio.gather(*(call(number) for number in range(5)))
        assert ran == [0, 1, 2, 3, 4]
        assert now() == pytest.approx(0.3)
        assert max(told) == (2, 3)
        assert told[-1] == (0, 0)

    run(main())


def test_nobody_waits_longer_than_half_a_second() -> None:
    """An agent has the phrasebook's words then, not a place in a queue."""

    async def main() -> None:
        bulkhead = Bulkhead(1)
        await bulkhead.enter(9)
        for wait_s, waited in ((9, 0.5), (0.2, 0.7), (-1, 0.7)):
            with pytest.raises(Full):
                await bulkhead.enter(wait_s)
            assert now() == pytest.approx(waited)
        assert (bulkhead.running, bulkhead.waiting) == (1, 0)

    run(main())


def test_whoever_finds_the_queue_full_goes_at_once() -> None:
    """Waiting there would help nobody."""

    async def main() -> None:
        bulkhead = Bulkhead(1, most_waiting=2)
        await bulkhead.enter(9)
        waiting = [asyncio.create_task(bulkhead.enter(9)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await bulkhead.enter(9)
        assert now() == 0
        bulkhead.leave()
        assert [type(each) for each in await asyncio.gather(*waiting, return_exceptions=True)] == [
            type(None),
            Full,
        ]

    run(main())


def test_a_place_that_comes_to_a_caller_who_has_just_left_goes_to_the_next() -> None:
    """Given and left within one turn of the loop: the place must not be lost."""

    async def main() -> None:
        bulkhead = Bulkhead(1)
        await bulkhead.enter(9)
        first, second = (asyncio.create_task(bulkhead.enter(9)) for _ in range(2))
        await asyncio.sleep(0)
        bulkhead.leave()
        first.cancel()
        await second
        assert first.cancelled()
        assert (bulkhead.running, bulkhead.waiting) == (1, 0)

    run(main())


def test_a_caller_who_left_the_queue_gets_no_place() -> None:
    """Left and given within one turn of the loop, in the other order."""

    async def main() -> None:
        bulkhead = Bulkhead(1)
        await bulkhead.enter(9)
        first, second = (asyncio.create_task(bulkhead.enter(9)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        bulkhead.leave()
        await second
        bulkhead.leave()
        assert first.cancelled()
        assert (bulkhead.running, bulkhead.waiting) == (0, 0)

    run(main())


class Crowding(RuleBasedStateMachine):
    """Callers who come, get a place, give it back, tire of waiting or hang up, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=VirtualLoop)
        self.bulkhead = Bulkhead(3, most_waiting=4, max_wait_s=0.5)
        self.callers: list[asyncio.Task[bool]] = []
        self.inside: set[asyncio.Task[bool]] = set()
        self.leaving: dict[asyncio.Task[bool], asyncio.Event] = {}

    @rule(wait_s=st.sampled_from([0.0, 0.1, 9.0]), turns=st.integers(0, 3))
    def come(self, wait_s: float, turns: int) -> None:
        """One more caller; `turns` of the loop pass, or none."""

        async def call() -> bool:
            task = asyncio.current_task()
            assert task
            try:
                await self.bulkhead.enter(wait_s)
            except Full:
                return False
            self.inside.add(task)
            try:
                await self.leaving.setdefault(task, asyncio.Event()).wait()
            finally:
                self.inside.discard(task)
                self.bulkhead.leave()
            return True

        async def start() -> None:
            self.callers.append(asyncio.create_task(call()))
            for _ in range(turns):
                await asyncio.sleep(0)

        self.runner.run(start())

    @precondition(lambda self: self.callers)
    @rule(data=st.data(), hang_up=st.booleans(), turns=st.integers(0, 2))
    def go(self, data: st.DataObject, hang_up: bool, turns: int) -> None:
        """A call ends, or its caller hangs up, wherever it is."""
        task = data.draw(st.sampled_from(self.callers))

        async def act() -> None:
            if hang_up:
                task.cancel()
            else:
                self.leaving.setdefault(task, asyncio.Event()).set()
            for _ in range(turns):
                await asyncio.sleep(0)

        self.runner.run(act())

    @rule(seconds=st.sampled_from([0.05, 0.2, 0.6]))
    def pass_time(self, seconds: float) -> None:
        """The clock moves, and with it those who tire of waiting."""
        self.runner.run(asyncio.sleep(seconds))

    @invariant()
    def within_bounds(self) -> None:
        """A place may be on its way to somebody; never are there more than there are."""
        assert len(self.inside) <= self.bulkhead.running <= 3
        assert 0 <= self.bulkhead.waiting <= 4

    def teardown(self) -> None:
        """Everybody goes: all places are free again."""

        async def end() -> None:
            await asyncio.sleep(1)
            for task in self.callers:
                self.leaving.setdefault(task, asyncio.Event()).set()
            await asyncio.gather(*self.callers, return_exceptions=True)
            assert (self.bulkhead.running, self.bulkhead.waiting) == (0, 0)
            for _ in range(3):
                await self.bulkhead.enter(0)

        with self.runner:
            self.runner.run(end())


TestCrowding = Crowding.TestCase
TestCrowding.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
