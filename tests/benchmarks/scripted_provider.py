"""The provider of the benchmarks, in a process of its own: prints its base URL, then answers."""

import asyncio
import sys

import click

from evals import upstream
from tests.benchmarks.texts import MARKED_ANSWER


async def _answer_forever(delay_s: float) -> None:
    async with upstream.serve() as provider:
        provider.answer, provider.delay_s = MARKED_ANSWER, delay_s
        click.echo(provider.base_url)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_answer_forever(float(sys.argv[1]) if sys.argv[1:] else 0.0))
