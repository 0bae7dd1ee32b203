"""How long checking takes: reported (`pytest -s`), not judged, since a shared machine is noisy."""

import sys
from collections.abc import Callable
from time import process_time

import pytest

from api.domain.comparison import compare
from api.domain.errors import MAX_CHARS, DraftError
from api.domain.guardrails import inspect
from api.domain.mending import mend
from api.domain.reading import read
from api.domain.reply import Answer
from tests.benchmarks.texts import DRAFT, REWRITE
from tests.domain.english import lexicon

ORDINARY = (
    "We are sorry that the parcel with your umbrella is late, and we cannot refund the fee of $5. "
    "You may write to us within 5 days if it is not there by then. Thanks for your patience! "
)
HOSTILE = {
    "digits": "1234567890 ",
    "small numbers": "1 2 3 ",
    "dashes": "- -- — ",
    "brackets": "([{ )]} ",
    "one hundred": "one hundred ",
    "list lines": "- item\n",
    "nested quotes": "> > > a\n\n",
    "will refund": "we will refund ",
    "not": "not ",
    "if": "if ",
    "we": "we ",
    "initials": "a. b. ",
    "equal sentences": "We will refund the fee on your card by Monday.\n",
    "mentions": "@a @ab @abc ",
    "apostrophes": "a'b'c'd-e-f ",
    "emoji": "😀 \u200d",
    "guarantee": "guaranteed maybe ",
    "months": "May 5 or May to ",
    "questions": "Could you call? ",
}
CRAFTED = {
    "growing numbers": lambda n: f"{n} days, ",
    "alike sentences": lambda n: f"We will send box w{n}x to you.\n",
    "links": lambda n: f"https://a.example/{n} ",
}


def crafted(name: str) -> str:
    """As much hostile text as may be read: 40,000 characters and 1,000 sentences."""
    piece = HOSTILE.get(name)
    text = piece * MAX_CHARS if piece else "".join(map(CRAFTED[name], range(5_000)))
    return "\n".join(text[:MAX_CHARS].split("\n")[:999])


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of the fastest of so many runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def checked(draft: str, rewrite: str, *, mended: bool = False) -> None:
    """Compare and inspect, as a check does; or refuse, which takes time as well."""
    answer = Answer(rewrite)
    try:
        comparison = compare(read(draft), answer, lexicon=lexicon())
    except DraftError:
        return
    inspect(comparison)
    if mended:
        mend(comparison, answer, lambda _: None)


def report(line: str) -> None:
    """To the terminal, also for whoever reads the log of a run."""
    sys.stdout.write(f"\n{line}")


def words(count: int) -> str:
    """Ordinary prose of about so many words."""
    return (ORDINARY * (count // len(ORDINARY.split()) + 1)).strip()


def test_checking_an_ordinary_pair() -> None:
    """Aim: 5 ms for 120 words."""
    milliseconds = 1_000 * seconds(lambda: checked(DRAFT, REWRITE), 20)

    report(f"checking {len(DRAFT.split())} words: {milliseconds:.2f} ms")
    assert milliseconds > 0


def test_checking_grows_with_the_text() -> None:
    """Aim: 5,000 words take at most 120 times as long as 50."""
    short = seconds(lambda: checked(DRAFT[:300], REWRITE[:300]), 10)
    long = seconds(lambda: checked(DRAFT * 42, REWRITE * 42), 2)

    report(f"checking 5,000 words: {long:.2f} s, {long / short:.0f} times 50 words")
    assert long > 0


@pytest.mark.parametrize("mended", [False, True], ids=["inspect", "mend"])
def test_checking_crafted_text(mended: bool) -> None:
    """Aim: three times as long as ordinary text of the same length, whatever the text."""
    ordinary = words(7_000)[:MAX_CHARS]
    basis = seconds(lambda: checked(ordinary, ordinary.replace("5 days", "a day")))
    lines = []
    for name in [*HOSTILE, *CRAFTED]:
        text = crafted(name)
        same = seconds(lambda text=text: checked(text, text, mended=mended))  # type: ignore[misc]
        other = text[: len(text) // 2] + " We will refund it. " + text[::-1][: len(text) // 2]
        changed = seconds(
            lambda text=text, other=other: checked(text, other, mended=mended)  # type: ignore[misc]
        )
        lines.append(f"{name} {same:.2f} / {changed:.2f} s")

    report(f"ordinary {basis:.2f} s of {len(ordinary):,} characters; as it is / changed:")
    report("\n".join(lines))
    assert len(lines) == len(HOSTILE) + len(CRAFTED)
