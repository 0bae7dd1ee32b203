"""Marking and parsing cost little, whatever the text."""

import contextlib
import json
import time
from pathlib import Path

import pytest

from api.domain.reading import read
from api.rewriting.marking import mark, parse
from api.rewriting.model import ModelError

LETTER = read("Hi Jo,\n\nIt is late.\n\n> where is it?\n> please\n\nIt ships today.\n\n-- \nAnna")
LETTER_TOKENS = mark(LETTER).tokens


@pytest.mark.parametrize(
    "junk",
    [
        "[D1 " * 10_000,
        "[" * 40_000,
        "[D1]" * 10_000,
        "[D1\n" * 10_000,
        "[" + "D1 " * 13_000,
        "(D1 " * 10_000,
        "⟦" * 40_000,
        "⟦1⟧" * 10_000,
        "<reply>" * 6_000 + "</reply>",
        "<" * 40_000,
        "</reply>" * 5_000,
        "```\n" * 10_000,
        " " * 40_000 + "[D1]",
        " [D1]\n" * 7_000,
        "0" * 40_000,
        "a\n⟦2⟧\n" * 5_000,
        "[D1-D9999]" * 4_000,
    ],
    ids=lambda junk: repr(junk[:10]),
)
def test_crafted_answers_take_linear_time(junk: str) -> None:
    """40,000 characters from a hostile model must not hold up the others."""
    shorter = junk[: len(junk) // 4]
    spent = []
    for text in (shorter, junk):
        times = []
        for _ in range(3):
            began = time.perf_counter()
            with contextlib.suppress(ModelError):
                parse(f"ok. {text}", LETTER_TOKENS)
            times.append(time.perf_counter() - began)
        spent.append(min(times))

    assert spent[1] < max(0.05, 12 * spent[0])
    assert spent[1] < 1


def test_a_large_draft_is_marked_in_linear_time() -> None:
    """Runs of quoted lines between rules and single words."""
    text = ("> q\n\n---\n\n" * 3_000 + "It is late.\n" * 500)[:40_000]
    draft = read(text)
    began = time.perf_counter()
    marked = mark(draft)
    answer = parse(marked.text, marked.tokens)

    lost = parse("It is late. [D1] It is late. [D2-D50]", marked.tokens)

    assert time.perf_counter() - began < 1
    assert answer.text == text
    assert lost.text.count("> q") == text.count("> q")


def test_marks_cost_about_a_tenth_of_the_characters(bench: Path) -> None:
    """A JSON object with reasons costs more than the reply again; time is money here."""
    lines = (bench / "dev_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    honest = [json.loads(line)["honest"] for line in lines]
    plain = marked = 0
    for text in honest:
        form = mark(read(text))
        kept = sum(len(token) for token in form.tokens.values())
        plain += len(text.strip()) - kept + 3 * len(form.tokens)
        marked += len(form.text)

    assert 0 < marked / plain - 1 < 0.12
