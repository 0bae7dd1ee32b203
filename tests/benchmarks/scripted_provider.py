"""The provider of the benchmarks, in a process of its own: prints its base URL, then answers.

`python -m tests.benchmarks.scripted_provider [SECONDS]` says one answer to everybody; with
`--cases` it says the honest rewrite of the case that it is asked about.
"""

import asyncio
import json
from collections.abc import Callable

import click

from api.domain.reading import read
from api.rewriting.marking import mark
from evals import upstream
from evals.suite.case import Kind
from evals.suite.dataset import load_kinds
from tests.benchmarks.texts import MARKED_ANSWER


@click.command()
@click.argument("delay_s", type=float, default=0.0)
@click.option("--cases", is_flag=True)
def main(delay_s: float, cases: bool) -> None:
    """Answer until somebody ends this process."""
    asyncio.run(_answer_forever(delay_s, _rewrite() if cases else MARKED_ANSWER))


def _rewrite() -> Callable[[str], str]:
    known = {mark(read(case.draft)).text: case.rewrite or "" for case in load_kinds((Kind.CORE,))}

    def answer(asked: str) -> str:
        message = json.loads(asked)["messages"][-1]["content"]
        return next((said for draft, said in known.items() if draft in message), MARKED_ANSWER)

    return answer


async def _answer_forever(delay_s: float, answer: str | Callable[[str], str]) -> None:
    async with upstream.serve() as provider:
        provider.answer, provider.delay_s = answer, delay_s
        click.echo(provider.base_url)
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
