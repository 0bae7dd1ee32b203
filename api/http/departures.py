"""Callers who leave: the work for them stops, down to the call to the model."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.exchange import ClientLeft


async def run_until_departure(
    app: ASGIApp, scope: Scope, body: bytes, receive: Receive, send: Send
) -> None:
    """Run `app` on a body that was already read; cancel it when the client disconnects.

    Raises ClientLeft then. A client that leaves while its answer is being sent cancels nothing:
    the work is done.
    """
    body_taken = left = answering = False
    departure = asyncio.Event()

    async def replay() -> Message:
        nonlocal body_taken
        if not body_taken:
            body_taken = True
            return {"type": "http.request", "body": body, "more_body": False}
        await departure.wait()
        return {"type": "http.disconnect"}

    async def send_and_note(message: Message) -> None:
        nonlocal answering
        answering = True
        await send(message)

    async def watch() -> None:
        nonlocal left
        while (await receive())["type"] != "http.disconnect":
            pass
        departure.set()
        if not answering:
            left = True
            work.cancel()

    work = asyncio.ensure_future(app(scope, replay, send_and_note))
    watcher = asyncio.create_task(watch())
    try:
        await work
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if left and not (task is not None and task.cancelling()):
            raise ClientLeft from None
        raise
    finally:
        work.cancel()
        watcher.cancel()
