"""`python -m tests.chaos.provider`: a model that rewords whatever it is sent, after some time.

A share of its calls meets a fault in place of an answer. What it says is the draft of the request,
marks and all, lightly reworded: an honest rewrite of any draft, whatever stands in it. Prints its
base URL and serves until it is stopped.
"""

import asyncio
from random import Random

import click

from tests.chaos.fault import MODEL, ONCE, Fault, Stage
from tests.chaos.faults import FAULTS
from tests.chaos.texts import said
from tests.chaos.upstream import ChaosUpstream, Scenario
from tests.chaos.wire import Wire

REWORDED = (
    ("cannot", "can't"),
    ("do not", "don't"),
    ("We will", "We'll"),
    ("I am ", "I'm "),
    ("We are ", "We're "),
)
HARSH = frozenset({"misconfigured"})
"""Faults of these reasons latch a model for a minute: a share of them would be an outage."""


def reworded(message: str) -> str:
    """The draft that a prompt asks to rewrite, as a model answers it."""
    draft = message.rpartition("<draft>")[2].partition("</draft>")[0]
    for old, new in REWORDED:
        draft = draft.replace(old, new)
    return f"<reply>{draft}</reply>"


def rewording(delay_s: float) -> Fault:
    """A good model that takes so long."""

    async def serve(wire: Wire) -> None:
        await asyncio.sleep(delay_s)
        await wire.answer(said(reworded(wire.messages()[-1])))

    return Fault("rewords", "U19", serve, frozenset({MODEL}), ONCE)


def passing() -> list[Fault]:
    """The faults that strike one request and leave no trace in the next."""
    return [
        fault
        for fault in FAULTS.values()
        if fault.stage in {Stage.HEAD, Stage.REQUEST}
        and not fault.reasons & HARSH
        and not fault.name.startswith(("status_429", "status_503_in"))
    ]


class Mixed(Scenario):
    """A good model of which a share of the calls fails, each time otherwise."""

    def __init__(self, *, delay_s: float, share: float, seed: int) -> None:
        super().__init__("good", seed)
        self._good = rewording(delay_s)
        self._faults = passing()
        self._share = share
        self._dice = Random(seed)  # noqa: S311 - chance that can be repeated

    def next(self) -> tuple[Fault, Random]:
        """Count a call; mostly the good one."""
        self.calls += 1
        dice = Random(f"{self.seed} {self.calls}")  # noqa: S311
        if self.priming:
            return self.priming, dice
        struck = self._dice.random() < self._share
        return (self._dice.choice(self._faults) if struck else self._good), dice


@click.command()
@click.option("--delay", "delay_s", default=0.2, show_default=True, help="Seconds of a good call.")
@click.option("--faults", "share", default=0.0, show_default=True, help="Share that fails.")
@click.option("--seed", default=1, show_default=True)
def main(delay_s: float, share: float, seed: int) -> None:
    """Serve until this is stopped."""
    asyncio.run(_serve(Mixed(delay_s=delay_s, share=share, seed=seed)))


async def _serve(mixed: Mixed) -> None:
    async with ChaosUpstream() as upstream:
        upstream.scenarios[(mixed.script, mixed.seed)] = mixed
        click.echo(await upstream.url(mixed.script, mixed.seed))
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
