"""Questions in the background: in order, bounded, called off when nobody wants them."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from evals.judging.background import as_they_come


async def double(number: int) -> int:
    """Later numbers answer sooner."""
    for _ in range(10 - number):
        await asyncio.sleep(0)
    return 2 * number


def test_answers_come_in_the_order_of_the_questions() -> None:
    """However long each takes."""
    assert list(as_they_come(range(10), double, ahead=4)) == [2 * n for n in range(10)]


def test_nothing_to_ask_starts_nothing() -> None:
    """No thread, no client, no cost."""
    before = threading.active_count()

    assert list(as_they_come([], double, ahead=4)) == []
    assert threading.active_count() == before


def test_no_thread_runs_before_the_first_thing_is_there() -> None:
    """Bringing it may fork processes, which threads do not survive."""
    seen: list[int] = []

    def things() -> Iterator[int]:
        seen.append(threading.active_count())
        yield 1

    before = threading.active_count()
    assert list(as_they_come(things(), double, ahead=1)) == [2]
    assert seen == [before]
    assert threading.active_count() == before


@pytest.mark.parametrize("ahead", [1, 3])
def test_no_more_is_asked_than_is_handed_over(ahead: int) -> None:
    """A slow judge holds up who brings the questions, not the memory."""
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in range(6):
            taken.append(number)
            yield number

    answers = as_they_come(things(), double, ahead=ahead)
    for number in range(6):
        assert next(answers) == 2 * number
        assert len(taken) <= number + ahead


def test_what_a_question_raises_is_raised_here() -> None:
    """After the connections are closed."""
    closed: list[str] = []

    async def fails(number: int) -> int:
        raise LookupError(f"nobody knows {number}")

    async def close() -> None:
        closed.append(threading.current_thread().name)

    with pytest.raises(LookupError, match="nobody knows 0"):
        list(as_they_come(range(3), fails, ahead=1, close=close))
    assert closed == ["judging"]


def test_who_stops_listening_calls_off_what_is_under_way() -> None:
    """An interrupted run pays for no answer that it cannot keep."""
    started: list[int] = []
    ended: list[int] = []
    all_there, never = asyncio.Event(), asyncio.Event()

    async def waits(number: int) -> int:
        started.append(number)
        if len(started) == 3:
            all_there.set()
        try:
            await (never if number else all_there).wait()
        finally:
            ended.append(number)
        return number

    before = threading.active_count()
    answers = as_they_come(range(5), waits, ahead=3)
    assert next(answers) == 0
    answers.close()

    assert threading.active_count() == before
    assert sorted(started) == sorted(ended) == [0, 1, 2]
