"""`python -m tests.benchmarks.key_timing`: does the time of a refusal tell what of a key is right?

Well-formed keys that nobody has are looked up in a database of a thousand: half of them begin as a
stored key does, half as none does. The two take turns, and each key is new, so that no answer is
remembered. A ratio of medians near 1, within what the first half differs from the second by chance,
says no. Reports, never fails.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import click

from api.access.issuing import Wish
from api.access.key_format import beginning, is_key, new_key, with_checksum
from api.access.pepper import Pepper
from api.access.stored_keys import StoredKeys
from api.storage.database import Database
from tests.access.stored import PEPPER

STORED = 1_000


@click.command()
@click.option("--samples", default=5_000, show_default=True, help="Look-ups of each kind.")
def main(samples: int) -> None:
    """Print medians in microseconds, their ratio, and the ratio of two halves of the same kind."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_report(Path(folder) / "kind.db", samples))


async def _report(path: Path, samples: int) -> None:
    keys = StoredKeys(Database(str(path)), Pepper(PEPPER))
    await keys.open()
    stored = [
        (await keys.issuer.create(Wish(str(n), frozenset({"rewrite"})))).key for n in range(STORED)
    ]
    near: list[float] = []
    far: list[float] = []
    for number in range(samples):
        kinds = [(near, _alike(stored[number % STORED])), (far, new_key())]
        for times, key in kinds if number % 2 else reversed(kinds):
            times.append(await _refusal_us(keys, key))
    await keys.close()
    near_us, far_us = statistics.median(near), statistics.median(far)
    chance = statistics.median(far[: samples // 2]) / statistics.median(far[samples // 2 :])
    click.echo(
        f"begins as a stored key: {near_us:.1f} us; as none: {far_us:.1f} us; ratio"
        f" {near_us / far_us:.4f} (n={samples} each; by chance, between halves: {chance:.4f})"
    )


def _alike(key: str) -> str:
    """Another key with the same beginning, and a checksum that is right."""
    start = beginning(key)
    other = with_checksum(start + new_key()[len(start) : -6])
    assert is_key(other)
    return other


async def _refusal_us(keys: StoredKeys, key: str) -> float:
    began = time.perf_counter_ns()
    caller = await keys.ring.caller(key)
    took_us = (time.perf_counter_ns() - began) / 1_000
    assert caller is None
    return took_us


if __name__ == "__main__":
    main()
