"""The figures of one run, each with what it was counted on and its 95 % interval.

*Answers* are the samples whose model answered in good faith: every sample of a real model, and of
scripted models the honest one. What was planted is counted apart, as leaks. Repeats of a case are
one trial: they narrow no interval.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from api.domain.finding import Severity
from api.domain.reply import Engine, Outcome, SentenceKind
from evals.errors import SuiteError
from evals.statistics.estimates import Estimate, mean
from evals.statistics.quantiles import quantile
from evals.statistics.shares import Share
from evals.suite.case import Kind
from evals.suite.rates import FAITHFUL, Rate, counted, good_faith, leaked, rate
from evals.suite.run import Decided, Run, Sample, Selection

USABLE = "usable"
"""The check that there is a reply at all."""
SEED = 20_261_122
"""Of every interval that is drawn, so that the same log gives the same figures."""


class _Figures(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measured(Decided):
    """Which run it was, and what decided its result."""

    run: str
    datasets: dict[str, str]
    selection: Selection

    @classmethod
    def of(cls, run: Run) -> Self:
        """Its header without the cases."""
        given = run.header.model_dump(exclude={"format", "id", "cases"})
        return cls.model_validate({"run": run.id, **given})


class Times(_Figures):
    """Milliseconds over `n` samples."""

    n: int
    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, times_ms: Iterable[float | None]) -> Self | None:
        """Their quantiles; None where nothing was timed."""
        known = sorted(each for each in times_ms if each is not None)
        if not known:
            return None
        p50, p95, p99 = (round(quantile(known, share), 1) for share in (0.5, 0.95, 0.99))
        return cls(n=len(known), p50=p50, p95=p95, p99=p99)


class Group(_Figures):
    """What became of some samples."""

    samples: int
    cases: int
    outcomes: dict[str, int]
    """Of the replies; a sample without a reply has none."""
    engines: dict[str, int]
    checks: dict[str, Rate]
    """Check -> passed, of the samples it applies to. Without a reply only `usable` is asked."""
    latency_ms: Times | None
    """Of the replies: from the request to the last byte of the reply."""
    model_ms: Times | None
    """Of it, waiting for the model; only where a model was asked."""

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Self:
        """Count them."""
        replied = [sample for sample in samples if sample.error is None]
        return cls(
            samples=len(samples),
            cases=len({sample.case for sample in samples}),
            outcomes=_tally(sample.outcome for sample in replied),
            engines=_tally(sample.engine for sample in replied),
            checks=_checks(samples),
            latency_ms=Times.of(sample.latency_ms for sample in replied),
            model_ms=Times.of(sample.model_ms for sample in replied),
        )


class Leaks(_Figures):
    """Of what was planted in the model's answer: how much the agent receives."""

    overall: Rate
    by_category: dict[str, Rate]
    by_author: dict[str, Rate]
    """`writer`: written for the case by somebody who knew no rule; `edit`: made mechanically."""


class Spent(_Figures):
    """Tokens and money of all samples in which a model was asked."""

    samples: int
    prompt_tokens: int
    completion_tokens: int
    tokens_unknown: int
    """Samples whose tokens nobody counted; they are in no sum."""
    cost: float | None
    """In the currency of the price file; None where the price of any sample is unknown."""
    cost_unknown: int
    """Samples without a price."""

    @property
    def cost_per_sample(self) -> float | None:
        """The mean; None where any is unknown."""
        return self.cost / self.samples if self.samples and self.cost is not None else None


class Level(_Figures):
    """How a judge rates the replies in one value, from 1 to 3."""

    cases: int
    level: Estimate | None
    """The mean of the cases' means; None where nothing usable was said."""
    unusable: Rate
    """Answers of the judge that gave no level, of all."""


class Summary(_Figures):
    """The figures of one run; as JSON, what a baseline is."""

    format: Literal["kindreply.summary/1"] = "kindreply.summary/1"
    measured: Measured
    samples: int
    cases: int
    errors: Rate
    """Samples without a reply, of all: the endpoint or the service failed."""
    error_reasons: dict[str, int]
    every: Group
    """All samples, whatever a scripted model did: here stands what is always guaranteed."""
    answers: Group
    """The samples whose model answered in good faith."""
    behaviours: dict[str, Group]
    """Scripted model -> its samples; empty for a real model."""
    leaks: Leaks
    false_alarms: Rate
    """Honest rewrites in which something blocked or that were mended or refused, of all."""
    hard_negatives: Rate
    """The same, of the cases that look like slips and are none."""
    softened: Rate
    """Sentences that the model reworded and that stayed, of all that it reworded in answers."""
    fallbacks: Rate
    """Answers that were not used, of all."""
    spent: Spent
    scores: dict[str, Level]
    """Value -> what the judge said of it; empty without a judge."""


class SummaryError(SuiteError):
    """A file is no summary of a run; the message names it and the field."""


def summary(run: Run, *, seed: int = SEED) -> Summary:
    """Count a run; the same log and seed give the same figures."""
    answers = [sample for sample in run.samples if good_faith(sample)]
    replied = [sample for sample in answers if sample.error is None]
    honest = [sample for sample in replied if sample.behaviour == FAITHFUL]
    hard = [sample for sample in honest if run.cases[sample.case].kind is Kind.HARD_NEGATIVE]
    return Summary(
        measured=Measured.of(run),
        samples=len(run.samples),
        cases=len({sample.case for sample in run.samples}),
        errors=rate(run.samples, lambda sample: sample.error is not None),
        error_reasons=_tally(sample.error for sample in run.samples if sample.error is not None),
        every=Group.of(run.samples),
        answers=Group.of(answers),
        behaviours=_behaviours(run.samples),
        leaks=_leaks(run.samples),
        false_alarms=rate(honest, _accused),
        hard_negatives=rate(hard, _accused),
        softened=_softened(replied),
        fallbacks=rate(replied, lambda sample: sample.outcome == Outcome.FALLBACK),
        spent=_spent(run.samples),
        scores=dict(_scores(replied, seed)),
    )


def load(path: Path) -> Summary:
    """Read a committed summary. Raises SummaryError."""
    try:
        return Summary.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SummaryError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise SummaryError(f"{path.name}: is no summary ({where}: {first['msg']})") from None


def save(path: Path, figures: Summary) -> None:
    """Write it as JSON that people can compare line by line."""
    path.write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _tally(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _checks(samples: Iterable[Sample]) -> dict[str, Share]:
    """Each check over the samples it applies to, in the order in which they are asked."""
    passed: dict[str, list[tuple[Sample, bool]]] = {}
    for sample in samples:
        for check in sample.checks:
            applied = passed.setdefault(check.name, [])
            asked = sample.error is None or check.name == USABLE
            if asked and check.passed is not None:
                applied.append((sample, check.passed))
    return {name: counted(pairs) for name, pairs in passed.items()}


def _behaviours(samples: Iterable[Sample]) -> dict[str, Group]:
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        if sample.behaviour is not None:
            groups[sample.behaviour].append(sample)
    return {name: Group.of(group) for name, group in groups.items()}


def _leaks(samples: Iterable[Sample]) -> Leaks:
    planted = [(s, s.planted) for s in samples if s.planted and s.leaked is not None]
    categories: dict[str, list[Sample]] = defaultdict(list)
    authors: dict[str, list[Sample]] = defaultdict(list)
    for sample, what in planted:
        categories[str(what.category)].append(sample)
        authors[what.by].append(sample)
    return Leaks(
        overall=rate((sample for sample, _ in planted), leaked),
        by_category={name: rate(categories[name], leaked) for name in sorted(categories)},
        by_author={name: rate(authors[name], leaked) for name in sorted(authors)},
    )


def _accused(sample: Sample) -> bool:
    blocked = any(found.severity == Severity.BLOCK for found in sample.findings)
    return blocked or sample.outcome in {Outcome.MENDED, Outcome.FALLBACK}


def _softened(replied: Iterable[Sample]) -> Share:
    by_model = [sample for sample in replied if sample.engine == Engine.MODEL]
    kinds = Counter(written.kind for sample in by_model for written in sample.sentences)
    reworded, restored = kinds[SentenceKind.REWORDED], kinds[SentenceKind.RESTORED]
    return Share(reworded, reworded + restored)


def _spent(samples: Iterable[Sample]) -> Spent:
    asked = [s for s in samples if s.error is None and (s.model_ms is not None or s.tokens)]
    tokens = [sample.tokens for sample in asked if sample.tokens is not None]
    costs = [sample.cost for sample in asked if sample.cost is not None]
    unknown = len(asked) - len(costs)
    return Spent(
        samples=len(asked),
        prompt_tokens=sum(each.prompt for each in tokens),
        completion_tokens=sum(each.completion for each in tokens),
        tokens_unknown=len(asked) - len(tokens),
        cost=None if unknown else fsum(costs),
        cost_unknown=unknown,
    )


def _scores(replied: Iterable[Sample], seed: int) -> Iterator[tuple[str, Level]]:
    said: dict[str, list[tuple[Sample, int | None]]] = defaultdict(list)
    for sample in replied:
        for score in sample.scores:
            said[score.value].append((sample, score.level))
    for value, pairs in said.items():
        levels: dict[str, list[int]] = defaultdict(list)
        for sample, level in pairs:
            if level is not None:
                levels[sample.case].append(level)
        means = [fsum(each) / len(each) for each in levels.values()]
        level_mean = mean(means, seed=seed) if means else None
        unusable = counted((sample, level is None) for sample, level in pairs)
        yield value, Level(cases=len(means), level=level_mean, unusable=unusable)
