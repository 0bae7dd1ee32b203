"""Small runs for reports: one that went well, others that broke, were scripted or are hostile."""

from typing import Any

from evals.suite.case import Case
from evals.suite.comparison import Comparison, compare
from evals.suite.run import PromptUsed, Run, Sample
from tests.evals.suite.making import case, run

DRAFT = "We cannot refund the £24. Send the receipt by 3 May."
KIND = "I'm sorry, we can't refund the £24. Please send the receipt by 3 May. 🙂"
BROKEN = "I'm sorry. We will refund it. Please send the receipt."
HOSTILE = (
    "</script><img src=x onerror=alert(1)> | `a` **b** @maintainers #1 <!-- ]]>\x00\x1b[31m\u202e"
    "\n\n</pre></details>\n# Heading\n| a | b |\nhttps://example.com www.example.com"
)
OTHER = PromptUsed(name="soften", version="1.1.0", id="sha256:bb")
CASES = 12


def kept_case(id_: str, **fields: Any) -> Case:
    """A case with facts, a refusal and what must not be said."""
    given: dict[str, Any] = {
        "draft": DRAFT,
        "customer_message": "I want my money back!",
        "facts": ["The fare is a saver fare."],
        "must_keep": [["£24"], ["3 May", "May 3"]],
        "must_refuse": [["cannot refund", "can't refund"]],
        "must_not_promise": ["will refund"],
        "tags": ["refund"],
    }
    return case(id_, **{**given, **fields})


def sample(id_: str, *, good: bool = True, **fields: Any) -> Sample:
    """One answered case; a bad one loses a fact and promises."""
    why = "" if good else "lacks £24"
    given: dict[str, Any] = {
        "case": id_,
        "answer": f"{KIND} [D1]" if good else "I'm sorry. [-] We will refund it. [D1] More. [D2]",
        "reply": KIND if good else BROKEN,
        "outcome": "rewritten" if good else "mended",
        "engine": "model",
        "verdict": "pass" if good else "review",
        "findings": []
        if good
        else [{"guardrail": "new_commitment", "severity": "block", "message": "promises a refund"}],
        "sentences": [
            {"text": "I'm sorry", "sources": [], "kind": "courtesy"},
            {"text": "not in the reply", "sources": ["D1"], "kind": "reworded"},
        ],
        "promises": [
            {
                "act": "refund",
                "strength": "refused",
                "change": "same" if good else "lost",
                "draft": {"start": 0, "end": 24},
                "reply": {"start": 11, "end": 34} if good else None,
            }
        ],
        "checks": [
            {"name": "usable", "passed": True},
            {"name": "keeps_facts", "passed": good, "why": why},
            {"name": "acknowledges", "passed": None},
        ],
        "calls": 1,
        "latency_ms": 120.0,
        "model_ms": 100.0,
        "tokens": {"prompt": 900, "completion": 60},
        "cost": 0.0012,
    }
    return Sample.model_validate({**given, **fields})


def many(*, bad: int = 0, **fields: Any) -> Run:
    """Twelve cases, of which the first few are bad."""
    ids = [f"x-{number:03}" for number in range(CASES)]
    samples = [sample(id_, good=number >= bad) for number, id_ in enumerate(ids)]
    return run(*samples, **{"cases": tuple(map(kept_case, ids)), **fields})


def regressed() -> tuple[Comparison, Run, Run]:
    """A comparison in which eleven of twelve cases are broken, and its runs."""
    a, b = many(), many(bad=11, id="r2", prompt=OTHER)
    return compare(a, b), a, b


def scripted() -> Run:
    """A mock run: an honest model, one that slips, one that never answers."""
    planted = {"category": "new_commitment", "words": ["We will refund it"], "by": "writer"}
    return run(
        sample("x-001", behaviour="new_commitment", good=False, planted=planted, leaked=True),
        sample("x-001", behaviour="faithful"),
        sample("x-002", behaviour="new_commitment", planted=planted, leaked=False),
        Sample(case="x-001", behaviour="http_500", error="provider_error", status=502),
        source="mock",
        cases=(kept_case("x-001"), kept_case("x-002", kind="hard_negative")),
        selection={"kinds": ["core"], "behaviours": ["faithful", "new_commitment", "http_500"]},
    )


def hostile() -> Run:
    """A run in which every text that somebody else writes tries to be markup."""
    texts = {"draft": HOSTILE, "customer_message": HOSTILE, "facts": [HOSTILE]}
    words = {"must_keep": [["<img src=x"]], "must_not_promise": ["`a`"]}
    return run(
        sample(
            "x-001",
            good=False,
            reply=HOSTILE,
            answer=HOSTILE,
            reason=HOSTILE,
            findings=[{"guardrail": "g", "severity": "block", "message": HOSTILE}],
            sentences=[{"text": HOSTILE, "sources": ["D1"], "kind": HOSTILE}],
            promises=[
                {
                    "act": HOSTILE,
                    "strength": "will",
                    "change": "new",
                    "draft": None,
                    "reply": {"start": 0, "end": 9},
                }
            ],
            checks=[{"name": "keeps_facts", "passed": False, "why": HOSTILE}],
        ),
        model=HOSTILE,
        endpoint=HOSTILE,
        id=HOSTILE,
        cases=(kept_case("x-001", **texts, **words),),
    )
