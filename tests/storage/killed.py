"""`python -m tests.storage.killed FILE PEPPER KILLS`: makers of keys that are killed at their work.

Prints each key that one of them printed, which it does once it is told that the key is kept. The
makers are forks of this process, which has imported everything: 20 kills take some two seconds.
"""

import asyncio
import os
import random
import signal
import sys
import time

from api.access.issuing import Wish
from api.access.pepper import Pepper
from api.access.stored_keys import StoredKeys
from api.storage.database import Database

MOST_PAUSE_S = 0.01


async def _make(path: str, pepper: str, maker: int, printed: int) -> None:
    keys = StoredKeys(Database(path), Pepper(pepper))
    await keys.open()
    number = 0
    while True:
        issued = await keys.issuer.create(Wish(f"{maker}.{number}", frozenset({"rewrite"})))
        os.write(printed, f"{issued.key}\n".encode())
        number += 1


def _kill_one(path: str, pepper: str, maker: int, pause_s: float) -> bytes:
    """What a maker printed that lived for a few keys and a moment."""
    read, printed = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        asyncio.run(_make(path, pepper, maker, printed))
    os.close(printed)
    with os.fdopen(read, "rb") as pipe:
        lines = pipe.readline()
        time.sleep(pause_s)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return lines + pipe.read()


def main() -> None:
    """Kill them one after the other."""
    path, pepper, kills = sys.argv[1:]
    chance = random.Random(7)  # noqa: S311 - when to kill, the same each time
    for maker in range(int(kills)):
        lines = _kill_one(path, pepper, maker, chance.uniform(0, MOST_PAUSE_S))
        sys.stdout.buffer.write(lines[: lines.rfind(b"\n") + 1])


if __name__ == "__main__":
    main()
