"""`python -m tests.benchmarks.hostile [--chars N]`: crafted texts against ordinary ones.

Each hostile pair is checked in turn with ordinary text of its length, and the figure is the ratio
of the two: the machine may be busy, both are slowed alike. Then how the time of ordinary text grows
with its words. All times are CPU.
"""

import json
import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import click

from api.domain.errors import MAX_CHARS, DraftError
from api.domain.reading import read
from api.domain.reply import Answer
from tests.hostile_pairs import HOSTILE, Pair, checked
from tests.hostile_texts import filled

DRAFTS = Path(__file__).parents[2] / "evals/datasets/guardrails/dev.jsonl"
REWORDED = (
    ("cannot", "can't"),
    ("do not", "don't"),
    ("we will", "we'll"),
    ("Unfortunately, ", ""),
    ("Please ", "Kindly "),
)
RUNS = 3
PATIENCE_MS = 3_000
"""A check that takes longer is not run again: no noise is that large."""
AIM_MS = 50
AIM_RATIO = 3
WORDS = (50, 500, 5_000)


@dataclass(frozen=True)
class Timing:
    """One line of the table; `chars` are those of draft and rewrite together."""

    name: str
    ratio: float
    ms: float
    chars: int
    ended: str


def ordinary_sentences() -> list[str]:
    """What agents wrote, as far as we have it, each sentence once."""
    drafts = (json.loads(line)["draft"] for line in DRAFTS.read_text().splitlines())
    return list(dict.fromkeys(s.text + " " for draft in drafts for s in read(draft).sentences))


def lightly_reworded(draft: str) -> Pair:
    """The draft and a copy of it that says the same."""
    rewrite = draft
    for said, instead in REWORDED:
        rewrite = rewrite.replace(said, instead)
    return Pair(draft, Answer(rewrite))


def timed_ms(pair: Pair) -> float:
    """CPU milliseconds of one check, or of refusing it."""
    began = time.process_time()
    with suppress(DraftError):
        checked(pair)
    return 1_000 * (time.process_time() - began)


def ended(pair: Pair) -> str:
    """How the check of the pair ends."""
    try:
        mended = checked(pair)
    except DraftError as error:
        return f"refused: {error.code}"
    found = f"{len(mended.found.findings)} findings"
    return found if mended.whole else f"{found}, the draft goes out"


def compared(name: str, pair: Pair, ordinary: Callable[[int], Pair], runs: int) -> Timing:
    """Check the pair in turn with ordinary text; medians of so many runs of each."""
    usual = ordinary(pair.chars // 2)
    ratios, times_ms = [], []
    for _ in range(runs):
        usual_ms = timed_ms(usual) * pair.chars / max(usual.chars, 1)
        times_ms.append(timed_ms(pair))
        ratios.append(times_ms[-1] / usual_ms)
        if times_ms[-1] > PATIENCE_MS:
            break
    middle, ms = statistics.median(ratios), statistics.median(times_ms)
    return Timing(name, middle, ms, pair.chars, ended(pair) if ms < PATIENCE_MS else "too slow")


@click.command()
@click.option("--chars", default=MAX_CHARS, show_default=True, help="Of each draft and rewrite.")
@click.option("--runs", default=RUNS, show_default=True, help="Of each pair.")
def main(chars: int, runs: int) -> None:
    """Time every hostile pair, then the growth from 50 to 5,000 words."""
    sentences = ordinary_sentences()

    def ordinary(length: int) -> Pair:
        return lightly_reworded(filled(cycle(sentences), length))

    whole = ordinary(chars)
    timed_ms(whole)  # patterns are compiled at their first use
    usual_ms = statistics.median(timed_ms(whole) for _ in range(runs))
    click.echo(f"ordinary text of {len(whole.draft):,} characters: {usual_ms:.0f} ms")
    table = [compared(name, make(chars), ordinary, runs) for name, make in HOSTILE.items()]
    table.sort(key=lambda timing: timing.ratio, reverse=True)
    click.echo(f"{'ratio':>6} {'ms':>7} {'characters':>10}  hostile pair")
    for line in table:
        click.echo(f"{line.ratio:6.1f} {line.ms:7.0f} {line.chars:10,}  {line.name} ({line.ended})")
    over = sum(line.ratio > AIM_RATIO for line in table)
    slowest = max(line.ms / line.chars for line in table)
    click.echo(
        f"{over} of {len(table)} take more than {AIM_RATIO} times as long as ordinary text;"
        f" {AIM_MS} ms are enough for {AIM_MS * len(whole.draft) / usual_ms:,.0f} ordinary"
        f" characters and a rewrite of them, for {AIM_MS / slowest / 2:,.0f} of the slowest"
    )
    per_word = []
    for count in WORDS:
        draft = " ".join(islice(cycle(" ".join(sentences).split()), count))
        pair = lightly_reworded(draft)
        times = min(50, runs * WORDS[-1] // count)
        per_word.append(statistics.median(timed_ms(pair) for _ in range(times)) / count)
        click.echo(f"{count:5,} words: {1_000 * per_word[-1]:.0f} microseconds a word")
    growth = per_word[-1] * WORDS[-1] / (per_word[0] * WORDS[0])
    click.echo(f"{WORDS[-1]:,} words take {growth:.0f} times as long as {WORDS[0]}")


if __name__ == "__main__":
    main()
