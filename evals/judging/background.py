"""Questions asked in the background, so that whoever brings the next one never waits for answers.

The event loop has a thread of its own: samples of a run come from another loop, which stands still
whenever nobody takes from it, and its deadlines would pass.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def as_they_come(
    things: Iterable[Thing],
    ask: Callable[[Thing], Coroutine[Any, Any, Answer]],
    *,
    ahead: int,
    close: Callable[[], Coroutine[Any, Any, None]] | None = None,
) -> Generator[Answer, None, None]:
    """The answer to each thing, in order, at most `ahead` asked and not yet handed over.

    What `ask` raises is raised here. An iterator that is closed calls off what is under way.
    """
    coming = iter(things)
    for first in coming:
        # The thread starts after the first thing is there: bringing it may have forked processes.
        with _loop(close) as loop:
            waiting: deque[Any] = deque()
            for thing in chain((first,), coming):
                waiting.append(asyncio.run_coroutine_threadsafe(ask(thing), loop))
                while waiting and (len(waiting) >= ahead or waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


@contextmanager
def _loop(
    close: Callable[[], Coroutine[Any, Any, None]] | None,
) -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="judging", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_ended(close), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(close: Callable[[], Coroutine[Any, Any, None]] | None) -> None:
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    if close is not None:
        await close()
