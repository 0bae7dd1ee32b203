"""Answer many tasks at once, and hand over each sample as it comes.

With a real model all time is spent waiting, so one event loop does. Scripted models answer at
once: there the service's own work is what takes time, and it is spread over processes.
"""

import asyncio
import contextlib
import gc
import multiprocessing
import signal
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import partial
from itertools import islice
from multiprocessing import connection
from multiprocessing.connection import Connection

import httpx2

from evals.answers.behaviours import BY_NAME
from evals.running.asking import Task, ask
from evals.running.subject import scripted_app, with_scripted_model
from evals.suite.prices import Prices
from evals.suite.run import Sample

BATCH = 24
"""Tasks that a process takes at once, and so what a crash can cost of a scripted run."""
PROCESSES = 2
COLLECT_AFTER = 10_000
"""New objects; at Python's 700 a tenth of a process's time goes into collecting."""
FEW = 40
"""Cases that are answered before a second process has started."""

Subject = contextlib.AbstractAsyncContextManager[httpx2.AsyncClient]


def run(
    tasks: Iterable[Task],
    subject: Callable[[], Subject],
    *,
    concurrency: int,
    prompt: str | None,
    prices: Prices,
) -> Generator[Sample, None, None]:
    """Answer the tasks in this process, `concurrency` at once; samples come as they are done.

    An iterator that is closed, or interrupted, cancels what is under way.
    """
    with asyncio.Runner() as runner:
        samples = _answers(tasks, subject, concurrency, prompt, prices)
        try:
            while (sample := runner.run(anext(samples, None))) is not None:
                yield sample
        finally:
            runner.run(samples.aclose())


async def _answers(
    tasks: Iterable[Task],
    subject: Callable[[], Subject],
    concurrency: int,
    prompt: str | None,
    prices: Prices,
) -> AsyncGenerator[Sample, None]:
    waiting = iter(tasks)
    async with subject() as client:

        def start(task: Task) -> asyncio.Task[Sample]:
            return asyncio.create_task(ask(task, client, prompt=prompt, prices=prices))

        under_way = {start(task) for task in islice(waiting, concurrency)}
        try:
            while under_way:
                done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                under_way |= {start(task) for task in islice(waiting, len(done))}
                for each in done:
                    yield each.result()
        finally:
            for each in under_way:
                each.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)


def run_spread(
    tasks: Sequence[Task],
    subject: Callable[[], Subject],
    *,
    concurrency: int,
    prompt: str | None,
    prices: Prices,
    processes: int = PROCESSES,
) -> Generator[Sample, None, None]:
    """As `run`, with the service in several processes: checking replies is work, not waiting.

    All tasks of a case stay together, so that what was recorded several times keeps its order.
    Raises ChildProcessError where a process dies.
    """
    cases = list(dict.fromkeys(task.case.id for task in tasks))
    if len(cases) < FEW or "fork" not in multiprocessing.get_all_start_methods():
        yield from run(tasks, subject, concurrency=concurrency, prompt=prompt, prices=prices)
        return
    context = multiprocessing.get_context("fork")
    share = -(-concurrency // processes)
    workers = []
    for number in range(processes):
        chosen = set(cases[number::processes])
        part = [task for task in tasks if task.case.id in chosen]
        reader, writer = context.Pipe(duplex=False)
        answers = partial(run, part, subject, concurrency=share, prompt=prompt, prices=prices)
        worker = context.Process(target=_send, args=(answers, writer), daemon=True)
        worker.start()
        writer.close()
        workers.append((worker, reader))
    try:
        yield from _received([reader for _, reader in workers])
    finally:
        for worker, _ in workers:
            worker.terminate()
            worker.join()


def _send(answers: Callable[[], Iterator[Sample]], writer: Connection) -> None:
    _settle()
    for sample in answers():
        writer.send(sample)
    writer.send(None)


def _received(readers: list[Connection]) -> Iterator[Sample]:
    """The samples of all processes, as they come."""
    while readers:
        for reader in connection.wait(readers):
            assert isinstance(reader, Connection)  # noqa: S101 - nothing else was waited for
            try:
                sample: Sample | None = reader.recv()
            except EOFError:
                raise ChildProcessError("a process of the run died; --resume goes on") from None
            if sample is None:
                readers.remove(reader)
            else:
                yield sample


def run_scripted(
    tasks: Sequence[Task], *, prompt: str | None, processes: int = PROCESSES
) -> Iterator[Sample]:
    """Answer scripted tasks in several processes; samples come batch by batch."""
    batches = _batches(tasks)
    if processes == 1 or len(batches) == 1:
        for batch in batches:
            yield from _batch(batch, prompt)
        return
    scripted_app()  # read once: forked processes inherit it; no thread runs yet
    context = multiprocessing.get_context("fork" if hasattr(signal, "SIGKILL") else "spawn")
    with ProcessPoolExecutor(processes, context, initializer=_settle) as pool:
        futures: list[Future[list[Sample]]] = [
            pool.submit(_batch, batch, prompt) for batch in batches
        ]
        try:
            for future in as_completed(futures):
                yield from future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _batches(tasks: Sequence[Task]) -> list[Sequence[Task]]:
    """Tasks that wait out a deadline go as one batch, and first: they wait all at once."""
    slow = [task for task in tasks if BY_NAME[task.behaviour or ""].slow]
    quick = [task for task in tasks if not BY_NAME[task.behaviour or ""].slow]
    batches: list[Sequence[Task]] = [quick[i : i + BATCH] for i in range(0, len(quick), BATCH)]
    return [slow, *batches] if slow else batches


def _batch(tasks: Sequence[Task], prompt: str | None) -> list[Sample]:
    # One at a time, so that what a reply took is what it took; but those that wait, together.
    concurrency = len(tasks) if BY_NAME[tasks[0].behaviour or ""].slow else 1
    samples = run(
        tasks, with_scripted_model, concurrency=concurrency, prompt=prompt, prices=Prices()
    )
    return list(samples)


def _settle() -> None:
    """Make a process of ours ready to work.

    Ctrl-C reaches every process of a terminal; the one that writes the log decides. What was
    inherited stays for good, so the garbage collector need not look at it again and again.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
