"""Run the real drafts through one engine of the real pipeline, and look at what comes out."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from api.app import build_model, build_rewriter
from api.domain.document import Document
from api.domain.finding import Severity
from api.domain.reading import read
from api.domain.reply import Engine, Outcome, Reply
from api.rewriting.pipeline import Rewriter
from api.rewriting.request import EngineChoice, Request
from api.settings import load_settings
from evals import guarantees, upstream
from evals.real_drafts import PLANTED, RealDraft


@dataclass(frozen=True, slots=True)
class Run:
    """One draft, what the model was scripted to say (None without a model), and the reply."""

    real: RealDraft
    arm: str
    reply: Reply
    problems: tuple[str, ...]
    """What must never be, in words; empty for a good run."""

    @property
    def written_by(self) -> str:
        """Who wrote the reply: `model`, `mended`, `phrasebook` or `draft`."""
        if self.reply.engine is Engine.MODEL and self.reply.outcome is Outcome.MENDED:
            return Outcome.MENDED.value
        return self.reply.engine.value

    @property
    def leaked(self) -> bool:
        """Whether the planted words are in the reply; means something where `could_leak`."""
        words = self.real.planted_words
        return bool(words) and guarantees.holds(words or "", self.reply.text)

    @property
    def could_leak(self) -> bool:
        """Whether this run has planted words that can be told from the draft's own."""
        words = self.real.planted_words if self.arm == PLANTED else None
        return bool(words) and not guarantees.holds(words or "", self.real.draft)


@dataclass
class Tally:
    """Runs counted: by writer, outcome, finding and problem."""

    runs: list[Run] = field(default_factory=list)

    def count(self, runs: Iterable[Run]) -> None:
        """Take these runs in."""
        self.runs += runs

    @property
    def findings(self) -> Counter[str]:
        """`severity guardrail` -> how many replies leave with it."""
        return Counter(
            f"{finding.severity} {finding.guardrail}"
            for run in self.runs
            for finding in run.reply.findings
        )

    @property
    def problems(self) -> list[str]:
        """Every problem with the draft and the arm it was seen in."""
        return [
            f"{run.real.id} {run.arm}: {problem}" for run in self.runs for problem in run.problems
        ]


def with_phrasebook(drafts: Iterable[RealDraft]) -> Iterator[Run]:
    """Rewrite every draft without a model. No finding above a note is right here."""
    engine = build_rewriter(load_settings())
    for real in drafts:
        reply = engine.rewrite_without_model(request(real, EngineChoice.PHRASEBOOK))
        document = read(real.draft)
        problems = (
            *guarantees.broken(document, reply.text),
            *guarantees.changed_digits(real.draft, reply.text),
            *_findings(reply, Severity.BLOCK, Severity.REVIEW),
        )
        yield Run(real, "phrasebook", reply, problems)


async def with_scripted_model(drafts: Iterable[RealDraft]) -> list[Run]:
    """Let a provider answer every recorded rewrite as plain text, without source marks."""
    runs = []
    async with upstream.serve() as provider, _rewriter(provider.base_url) as engine:
        for real in drafts:
            document = read(real.draft)
            for arm, answers in real.rewrites.items():
                for provider.answer in answers:
                    asked = provider.requests
                    reply = await engine.rewrite(request(real, EngineChoice.MODEL))
                    problems = _model_problems(document, reply, provider, asked)
                    runs.append(Run(real, arm, reply, problems))
    return runs


def request(real: RealDraft, engine: EngineChoice) -> Request:
    """The request that a helpdesk would send for this draft."""
    return Request(
        draft=real.draft,
        customer_message=real.customer_message,
        facts=real.facts,
        channel=real.channel,
        engine=engine,
    )


def _model_problems(
    document: Document, reply: Reply, provider: upstream.Upstream, asked: int
) -> tuple[str, ...]:
    calls = provider.requests - asked
    twice = (f"one rewrite made {calls} model calls",) if calls > 1 else ()
    return (*guarantees.broken(document, reply.text), *_findings(reply, Severity.BLOCK), *twice)


def _findings(reply: Reply, *severities: Severity) -> Iterator[str]:
    for finding in reply.findings:
        if finding.severity in severities:
            yield f"{finding.severity} {finding.guardrail}: {finding.message}"


@asynccontextmanager
async def _rewriter(base_url: str) -> AsyncIterator[Rewriter]:
    settings = load_settings(model_base_url=base_url, model_name=upstream.MODEL)
    model = build_model(settings)
    assert model is not None  # noqa: S101 - its settings are given one line above
    try:
        yield build_rewriter(settings, model=model)
    finally:
        await model.aclose()
