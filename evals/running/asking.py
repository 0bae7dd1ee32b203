"""One task to one sample: ask the service as a helpdesk would, and note all that came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import httpx2

from api.domain.reply import Reason
from evals import guarantees
from evals.answers.behaviours import BY_NAME, Group, Script
from evals.answers.exchange import exchange
from evals.suite.case import Case
from evals.suite.checks import checks
from evals.suite.prices import Prices
from evals.suite.run import Found, Promise, PromptUsed, Sample, Span, Tokens, Written
from evals.suite.wording import says

ROUTE = "/v1/rewrites"
ENDPOINT_FAILED = frozenset(
    {
        Reason.MISCONFIGURED,
        Reason.PROMPT_REJECTED,
        Reason.PROVIDER_ERROR,
        Reason.RATE_LIMITED,
        Reason.TIMEOUT,
        Reason.UNREACHABLE,
    }
)
"""Why a live model did not answer at all; a bad answer of it is an answer."""


@dataclass(frozen=True, slots=True)
class Task:
    """One case to be answered once; `script` is what a scripted model says, if it is one."""

    case: Case
    behaviour: str | None = None
    repeat: int = 0
    script: Script | None = None

    @property
    def key(self) -> tuple[str, str | None, int]:
        """As `Sample.key`."""
        return self.case.id, self.behaviour, self.repeat

    @property
    def good(self) -> bool:
        """True where the model's own answer is good, or may be."""
        return self.behaviour is None or BY_NAME[self.behaviour].group is Group.HONEST


async def ask(
    task: Task, client: httpx2.AsyncClient, *, prompt: str | None, prices: Prices
) -> Sample:
    """Answer one task; whatever the service or the network does stands in the sample."""
    started_s = perf_counter()
    with exchange(task.script.answers if task.script else ()) as noted:
        try:
            response = await client.post(ROUTE, json=body(task.case, prompt))
            latency_ms = round((perf_counter() - started_s) * 1000, 1)
            said = _said(response, prices)
        except (httpx2.HTTPError, ValueError, KeyError, TypeError) as failure:
            latency_ms = round((perf_counter() - started_s) * 1000, 1)
            said = {"status": 0, "error": type(failure).__name__}
    if noted.missed:
        said = {"error": noted.missed}
    elif task.script is None and said.get("reason") in ENDPOINT_FAILED:
        # The agent has a reply, but none that says anything of the model that is measured.
        said["error"] = f"the model: {said['reason']}"
    sample = Sample(
        case=task.case.id,
        behaviour=task.behaviour,
        repeat=task.repeat,
        answer=noted.said,
        calls=noted.calls if task.script or noted.calls else None,
        latency_ms=latency_ms,
        planted=task.script.planted if task.script else None,
        **said,
    )
    return sample.model_copy(
        update={
            "leaked": _leaked(task.case, sample),
            "checks": checks(task.case, sample, good=task.good),
        }
    )


def body(case: Case, prompt: str | None) -> dict[str, Any]:
    """The request that a helpdesk would send for a case."""
    asked: dict[str, Any] = {
        "draft": case.draft,
        "customer_message": case.customer_message,
        "facts": list(case.facts),
        "channel": case.channel.value,
        "prompt": prompt,
        "metadata": {"conversation": case.id},
    }
    return {name: value for name, value in asked.items() if value is not None}


def _said(response: httpx2.Response, prices: Prices) -> dict[str, Any]:
    """The fields of a sample that an answer of the service fills, or why it is none."""
    answer = response.json()
    if response.status_code != httpx2.codes.OK:
        code = answer.get("code", "") if isinstance(answer, dict) else ""
        error = f"{response.status_code} {code}".strip()
        return {"status": response.status_code, "error": error}
    usage, timing = answer["usage"], answer["timing_ms"]
    tokens = usage and Tokens(prompt=usage["prompt_tokens"], completion=usage["completion_tokens"])
    return {
        "reply": answer["reply"],
        "outcome": answer["outcome"],
        "engine": answer["engine"],
        "verdict": answer["verdict"],
        "reason": answer["reason"],
        "prompt": answer["prompt"] and PromptUsed.model_validate(answer["prompt"]),
        "findings": tuple(
            Found(guardrail=f["guardrail"], severity=f["severity"], message=f["message"])
            for f in answer["findings"]
        ),
        "sentences": tuple(
            Written(text=s["text"], sources=tuple(s["from"]), kind=s["kind"])
            for s in answer["sentences"]
        ),
        "promises": tuple(
            Promise(
                act=c["act"],
                strength=c["strength"],
                change=c["change"],
                draft=_span(c["draft"]),
                reply=_span(c["reply"]),
            )
            for c in answer["commitments"]
        ),
        "model_ms": timing["model"],
        "tokens": tokens,
        "cost": prices.cost(answer["model"], tokens),
    }


def _span(span: Mapping[str, int] | None) -> Span | None:
    return Span(start=span["start"], end=span["end"]) if span else None


def _leaked(case: Case, sample: Sample) -> bool | None:
    """Whether words that were planted, and that the draft does not hold, reach the agent."""
    if sample.planted is None:
        return None
    # An injection is betrayed by wordings with gaps; what else is planted is known to the letter.
    held = says if case.injection else _holds
    words = [each for each in sample.planted.words if not held(case.draft, each)]
    return any(held(sample.reply, each) for each in words) if words else None


def _holds(text: str, words: str) -> bool:
    return guarantees.holds(words, text)
