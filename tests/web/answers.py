"""Answers in the words of the HTTP contract, for pages that no engine of this tree would fill."""

from typing import Any

REFUSED = (
    "We received your request. You failed to cancel in time, so your refund request is denied. "
    "You will keep access until 3 December."
)
REPLY = (
    "I understand that this charge was unexpected. We aren't able to refund it. "
    "You should keep access until 3 December."
)


def span(text: str, words: str) -> dict[str, Any]:
    """A span in code points, as the contract counts."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def answer(reply: str = REPLY, **fields: Any) -> dict[str, Any]:
    """A whole answer of `/v1/rewrites`; every field is present."""
    return {
        "id": "rw_test",
        "reply": reply,
        "outcome": "fallback",
        "engine": "phrasebook",
        "verdict": "pass",
        "reason": "no_model",
        "sentences": [],
        "dropped": [],
        "findings": [],
        "commitments": [],
        "care_notes": [],
        "questions": [],
        "prompt": {"name": "soften", "version": "1.0.0", "id": "sha256:0"},
        "guardrails": {"version": "1"},
        "model": None,
        "usage": None,
        "timing_ms": {"total": 12, "model": 0},
        **fields,
    }


def sentence(text: str, *sources: str, kind: str = "reworded", why: str | None = None) -> Any:
    """One sentence of the reply with what it comes from."""
    return {"text": text, "from": list(sources), "kind": kind, "why": why}


def mended() -> dict[str, Any]:
    """An answer to REFUSED with one of everything: finding, ledger row, care note, left out."""
    return answer(
        outcome="mended",
        engine="model",
        verdict="review",
        reason=None,
        model="scripted-1",
        sentences=[
            sentence("I understand that this charge was unexpected.", kind="courtesy"),
            sentence("We aren't able to refund it.", "D2", kind="restored", why="Said plainly."),
            sentence("You should keep access until 3 December.", "D3", "F1"),
        ],
        dropped=[{"id": "D1", "text": "We received your request.", "why": "Filler."}],
        findings=[
            {
                "guardrail": "strengthened",
                "also": [],
                "severity": "review",
                "message": "Your draft says 'You will keep access'; the reply is less sure.",
                "draft": span(REFUSED, "You will keep access"),
                "reply": span(REPLY, "You should keep access"),
                "value": "integrity",
            },
            {
                "guardrail": "lost_refusal",
                "also": ["new_commitment"],
                "severity": "block",
                "message": "The rewrite looked into a refund that your draft refuses.",
                "draft": span(REFUSED, "your refund request is denied"),
                "reply": {"start": 0, "end": 25, "quote": "we'll look into a refund"},
                "value": "honesty",
            },
        ],
        commitments=[
            {
                "act": "keep_access",
                "actor": "us",
                "strength": "will",
                "polarity": "positive",
                "condition": "until 3 December",
                "figures": ["3 December"],
                "draft": span(REFUSED, "You will keep access"),
                "reply": None,
                "change": "lost",
            }
        ],
        care_notes=["A person may want to look at this charge."],
        questions=["Where can the terms be read?"],
    )
