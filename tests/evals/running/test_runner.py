"""The runner: many tasks at once, samples as they come, nothing under way when it stops."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import httpx2
import pytest

from evals.running.asking import Task
from evals.running.plan import tasks
from evals.running.runner import BATCH, FEW, run, run_scripted, run_spread
from evals.suite.prices import Prices
from evals.suite.run import Selection
from tests.evals.suite.making import case


@dataclass
class Service:
    """A service that answers once `together` requests wait, of all no more than `answers`."""

    together: int = 1
    answers: int = 99
    waiting: int = 0
    most: int = 0
    cancelled: int = 0
    asked: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, _: httpx2.Request) -> httpx2.Response:
        """Answer 500 when enough requests wait."""
        self.asked += 1
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        try:
            if self.waiting >= self.together:
                self.gate.set()
            await (self.gate if self.asked <= self.answers else asyncio.Event()).wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        self.waiting -= 1
        return httpx2.Response(500, json={})

    @asynccontextmanager
    async def subject(self) -> AsyncIterator[httpx2.AsyncClient]:
        """What a run asks."""
        transport = httpx2.MockTransport(self.handle)
        async with httpx2.AsyncClient(transport=transport, base_url="http://x.example") as client:
            yield client


def _tasks(number: int) -> list[Task]:
    return [Task(case(f"x-{n:03}")) for n in range(number)]


def test_as_many_tasks_run_at_once_as_asked_for_and_no_more() -> None:
    """A live model has limits."""
    service = Service(together=3)

    samples = list(run(_tasks(9), service.subject, concurrency=3, prompt=None, prices=Prices()))

    assert {sample.error for sample in samples} == {"500"}
    assert len(samples) == 9
    assert service.most == 3


def test_a_run_that_is_left_cancels_what_is_under_way() -> None:
    """Ctrl-C must not leave requests that are paid and lost."""
    service = Service(answers=1)
    samples = run(_tasks(9), service.subject, concurrency=3, prompt=None, prices=Prices())

    assert next(samples).error == "500"
    samples.close()

    assert service.asked >= 3
    assert service.cancelled == service.asked - 1


def test_no_task_is_no_sample() -> None:
    """A run that was complete and is resumed asks nobody."""
    assert list(run([], Service().subject, concurrency=2, prompt=None, prices=Prices())) == []


def test_scripted_tasks_are_all_answered_by_several_processes() -> None:
    """Each sample once, the slow ones all at once."""
    cases = [case(f"x-{n:03}") for n in range(BATCH)]
    chosen = Selection(kinds=("core",), behaviours=("faithful", "drips"))
    planned = list(tasks(cases, chosen))

    samples = list(run_scripted(planned, prompt="soften@1.0.0"))

    assert sorted(s.key for s in samples) == sorted(task.key for task in planned)
    assert {s.reason for s in samples if s.behaviour == "drips"} == {"timeout"}
    assert {s.outcome for s in samples if s.behaviour == "faithful"} == {"rewritten"}


def test_one_batch_needs_no_process() -> None:
    """A few cases are answered before a process has started."""
    chosen = Selection(kinds=("core",), behaviours=("faithful",))
    planned = list(tasks([case()], chosen))

    assert len(list(run_scripted(planned, prompt=None))) == 1


def test_a_service_in_several_processes_answers_every_task_once() -> None:
    """All repeats of a case by the same one, in their order."""
    service = Service(answers=FEW * 2)
    planned = [Task(case(f"x-{n:03}"), None, repeat) for repeat in range(2) for n in range(FEW)]

    samples = list(
        run_spread(planned, service.subject, concurrency=2, prompt=None, prices=Prices())
    )

    assert sorted(s.key for s in samples) == sorted(task.key for task in planned)
    assert service.asked == 0  # the processes have their own
    first = [s.repeat for s in samples if s.case == "x-000"]
    assert first == [0, 1]


def test_few_cases_need_no_process() -> None:
    """They are answered before one has started."""
    service = Service(answers=9)

    samples = run_spread(_tasks(3), service.subject, concurrency=1, prompt=None, prices=Prices())

    assert len(list(samples)) == service.asked == 3


def test_a_process_that_dies_ends_the_run_and_says_how_it_goes_on() -> None:
    """A sample that nobody made must not look like one that passed."""

    def subject() -> AbstractAsyncContextManager[httpx2.AsyncClient]:
        os._exit(1)

    samples = run_spread(_tasks(FEW), subject, concurrency=2, prompt=None, prices=Prices())

    with pytest.raises(ChildProcessError, match="--resume goes on"):
        next(samples)
