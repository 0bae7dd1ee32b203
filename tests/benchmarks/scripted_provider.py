"""The provider of the benchmarks, in a process of its own: prints its base URL, then answers."""

import asyncio

import click

from evals import upstream
from tests.benchmarks.texts import MARKED_ANSWER


async def _answer_forever() -> None:
    async with upstream.serve() as provider:
        provider.answer = MARKED_ANSWER
        click.echo(provider.base_url)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_answer_forever())
