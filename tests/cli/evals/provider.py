"""A provider on loopback for commands that ask a live model: the scripted one of the evals."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from evals import upstream


@contextmanager
def provider(answer: str) -> Iterator[str]:
    """Its base URL; every request gets this answer."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    base: list[str] = []
    ready = threading.Event()

    async def serve() -> None:
        async with upstream.serve() as served:
            served.answer = answer
            base.append(served.base_url)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield base[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
