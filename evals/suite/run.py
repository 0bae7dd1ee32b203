"""What one run of the suite says: everything that decides its result, and a sample per answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.suite.case import Case, Category

Source = Literal["mock", "cassettes", "live"]


class _Logged(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PromptUsed(_Logged):
    """The release, or working copy, that wrote the replies; `id` is a sha256 of what is sent."""

    name: str
    version: str
    id: str

    def __str__(self) -> str:
        """soften@1.0.0"""
        return f"{self.name}@{self.version}"


class Selection(_Logged):
    """Which cases a run was asked for, and how often."""

    kinds: tuple[str, ...]
    tags: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    """Scripted models, by name; empty unless the source is mock."""
    whole: bool = False
    """Every behaviour on every case, in place of the selection that tells most in least time."""
    repeats: int = 1
    only_failing: str | None = None
    """The id of the run whose failing cases were taken."""


class Decided(_Logged):
    """What decides the answers of a run, beside its cases."""

    started: str
    """UTC, ISO 8601, seconds."""
    source: Source
    prompt: PromptUsed
    model: str
    endpoint: str
    """Where the model is, without credentials: a base URL, a folder of cassettes, or `mock`."""
    kindreply: str
    guardrails: str


class Header(Decided):
    """All that decides what a run measures."""

    format: Literal["kindreply.run/1"] = "kindreply.run/1"
    id: str
    datasets: dict[str, str]
    """File name to sha256."""
    selection: Selection
    cases: tuple[Case, ...]


class Check(_Logged):
    """One question about one reply; `passed` is None where the question does not apply."""

    name: str
    passed: bool | None
    why: str = ""


class Planted(_Logged):
    """What a scripted model was made to say, or to leave out."""

    category: Category | Literal["injection", "none"]
    words: tuple[str, ...]
    """If one of these stands in the reply, it leaked."""
    by: Literal["writer", "edit"]
    """Written for this case by somebody who knew no rule, or made by a mechanical edit."""


class Span(_Logged):
    """Code points, end exclusive."""

    start: int
    end: int


class Found(_Logged):
    """A finding that the service reported with its reply."""

    guardrail: str
    severity: str
    message: str


class Written(_Logged):
    """One sentence of the reply, where it comes from and what was done to it."""

    text: str
    sources: tuple[str, ...]
    kind: str


class Promise(_Logged):
    """A row of the commitment ledger."""

    act: str
    strength: str
    change: str
    draft: Span | None
    reply: Span | None


class Score(_Logged):
    """What the judge said of one value: a level from 1 to 3 with words of the reply as evidence."""

    value: str
    level: int | None
    """None where the judge gave no usable answer; `reason` then says why."""
    evidence: tuple[str, ...] = ()
    reason: str = ""
    judge: PromptUsed
    model: str


class Tokens(_Logged):
    """As the provider counted them, over all calls of a request."""

    prompt: int
    completion: int


class Sample(_Logged):
    """One case, answered once."""

    case: str
    behaviour: str | None = None
    repeat: int = 0
    status: int = 200
    """The HTTP status of the service."""
    error: str | None = None
    """Why there is no reply, where there is none."""
    answer: str | None = None
    """What the model said, before any check; None where it was never asked or never answered."""
    reply: str = ""
    outcome: str = ""
    engine: str = ""
    verdict: str = ""
    reason: str | None = None
    prompt: PromptUsed | None = None
    """Who told the model how; None where no model wrote the reply."""
    findings: tuple[Found, ...] = ()
    sentences: tuple[Written, ...] = ()
    promises: tuple[Promise, ...] = ()
    checks: tuple[Check, ...] = ()
    planted: Planted | None = None
    leaked: bool | None = None
    """Whether the agent receives what was planted; None where nothing was."""
    calls: int | None = None
    """Calls to the model for this request; None where nobody counted."""
    latency_ms: float = 0.0
    model_ms: float | None = None
    tokens: Tokens | None = None
    cost: float | None = None
    """In the currency of the price file; None where the price is unknown."""
    scores: tuple[Score, ...] = ()

    @property
    def key(self) -> tuple[str, str | None, int]:
        """What is never done twice in one run."""
        return self.case, self.behaviour, self.repeat

    @property
    def failed(self) -> bool:
        """True where a check failed or there is no reply."""
        return self.error is not None or any(check.passed is False for check in self.checks)


@dataclass(frozen=True)
class Run:
    """A log in memory."""

    header: Header
    samples: tuple[Sample, ...]

    @property
    def id(self) -> str:
        """What other commands call this run."""
        return self.header.id

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The cases of the run by id."""
        return {case.id: case for case in self.header.cases}
