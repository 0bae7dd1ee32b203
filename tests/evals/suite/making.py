"""Cases and samples in few words, for tests that care about one field."""

from typing import Any

from evals.suite.case import Case
from evals.suite.run import Header, PromptUsed, Run, Sample, Selection

PROMPT = PromptUsed(name="soften", version="1.0.0", id="sha256:aa")


def case(id_: str = "x-001", **fields: Any) -> Case:
    """A small core case; any field can be another."""
    given = {
        "id": id_,
        "kind": "core",
        "situation": "refusal",
        "mood": "angry",
        "domain": "retail",
        "channel": "email",
        "draft": "We cannot refund you. Send the receipt.",
        "values": ["honesty"],
        "rewrite": "I'm sorry, we can't refund you. [D1] Please send us the receipt. [D2]",
    }
    return Case.model_validate({**given, **fields})


def run(*samples: Sample, **fields: Any) -> Run:
    """A run of these samples; the cases are made from their ids."""
    ids = list(dict.fromkeys(sample.case for sample in samples))
    given = {
        "id": "r1",
        "started": "2026-11-22T05:00:00Z",
        "source": "cassettes",
        "prompt": PROMPT,
        "model": "scripted",
        "endpoint": "mock",
        "kindreply": "0.1.0",
        "guardrails": "2.0.0",
        "datasets": {},
        "selection": Selection(kinds=("core",)),
        "cases": tuple(case(each) for each in ids),
    }
    return Run(Header.model_validate({**given, **fields}), samples)
