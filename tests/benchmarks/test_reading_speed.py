"""How long reading takes: reported (`pytest -s`), not judged, since a shared machine is noisy."""

import sys
from collections.abc import Callable
from time import perf_counter

import pytest

from api.domain.document import Format
from api.domain.errors import MAX_CHARS, DraftError
from api.domain.reading import read

DRAFT = """\
Dear {{customer.first_name}},

We looked into order #A2024117 that you placed with us, and we are sorry that it reached you late. \
Your parcel left our warehouse on Jan. 5 at 3 p.m. and should have arrived within 5-7 business \
days. Unfortunately, we cannot refund the delivery fee of $4.99, because the delay was caused by \
the carrier.

What you can do:
- Track the parcel at https://track.example.com/A2024117?lang=en.
- Call us on +1 (415) 555-0132, Mon. to Fri., if it is not there by Tuesday.
- If you no longer need it, send it back (unopened) within 30 days.

We may be able to offer store credit once it is back with us. Please write to \
help@shop.example.com with any question.

Kind regards,
Kim
--
Acme Support
"""
HOSTILE = [
    "a.a.a. ", "{{{{", "[[[[", "((((", "1234567890 ", "- \n", "- a\n", "<<<<", "@@@@", "`",
    ".... ",
    "1.1.1.1 ", "%{%{", "(. ", "a@a. ", "http://( ", "[a](http://", "a b. ", "😀 ", "A-A1 ", "#1 ",
    "{{a ", "[A b ", "<a ", "```\n", "> a\n",
    "wrote:\n", "1 1 ", "(1) 1-", "§1", "a。", "order ID ",
]  # fmt: skip


def fastest(work: Callable[[], object], times: int) -> float:
    """Milliseconds of the fastest of so many runs."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best * 1_000


def report(line: str) -> None:
    """To the terminal, also for whoever reads the log of a run."""
    sys.stdout.write(f"\n{line}")


def test_reading_an_ordinary_draft() -> None:
    """Aim: 0.4 ms for 120 words."""
    words = len(DRAFT.split())
    milliseconds = fastest(lambda: read(DRAFT), 200)

    report(f"reading {words} words: {milliseconds:.2f} ms")
    assert milliseconds > 0


@pytest.mark.parametrize("format", [Format.TEXT, Format.MARKDOWN])
def test_reading_crafted_text(format: Format) -> None:  # noqa: A002
    """Aim: 50 ms for 40,000 characters, whatever they are."""
    figures = []
    for piece in HOSTILE:
        text = (piece * MAX_CHARS)[:MAX_CHARS]
        figures.append((fastest(lambda text=text: attempt(text, format), 2), piece))  # type: ignore[misc]

    slowest = ", ".join(f"{piece!r} {figure:.0f} ms" for figure, piece in sorted(figures)[:-6:-1])
    report(f"reading {MAX_CHARS:,} crafted characters as {format}, slowest: {slowest}")
    assert len(figures) == len(HOSTILE)


def attempt(text: str, format: Format) -> None:  # noqa: A002
    """Read, or refuse: both take time."""
    try:
        read(text, format)
    except DraftError:
        return
