"""A small folder in the form of the real one, every text written for these tests."""

import json
from pathlib import Path

import pytest

ROWS = [
    {
        "id": "t1",
        "channel": "email",
        "customer_message": "I have waited two weeks and nobody answers!",
        "policy": "Refunds need a receipt.",
        "draft": "You failed to attach the receipt. We cannot refund the $25 until you send it to"
        " https://example.com/up.\n\n-- \nMo",
        "tags": ["cold", "email"],
        "honest": "The receipt is not attached yet. We cannot refund the $25 until you send it to"
        " https://example.com/up.\n\n-- \nMo",
        "planted": {
            "text": "The receipt is not attached yet. We will refund the $25 today, and please"
            " send it to https://example.com/up.\n\n-- \nMo",
            "category": "new_commitment",
            "rewrite_span": "We will refund the $25 today",
            "draft_span": "We cannot refund the $25 until you send it",
        },
        "eager": {"text": "Great news! We will refund you right away! 🎉", "violations": []},
    },
    {
        "id": "t2",
        "channel": "chat",
        "customer_message": None,
        "policy": None,
        "draft": "Thanks, Ana. Your order arrives on 4 December.",
        "tags": ["fact"],
        "honest": "Thanks, Ana. Your order will be with you on 4 December.",
        "planted": {
            "text": "Thanks, Ana. Your order is on its way.",
            "category": "dropped_fact",
            "rewrite_span": "",
            "draft_span": "arrives on 4 December",
        },
        "eager": {"text": "Thanks, Ana! Your order arrives tomorrow!", "violations": []},
    },
]
NATURAL = [{"id": "t2", "arm": "friendly", "rewrite": "Thank you, Ana. It arrives on 4 December."}]


@pytest.fixture
def small_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, named by `KINDREPLY_BENCH` for this test."""
    for name, rows in (("dev_pairs", ROWS), ("natural", NATURAL)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines)
    monkeypatch.setenv("KINDREPLY_BENCH", str(tmp_path))
    return tmp_path
