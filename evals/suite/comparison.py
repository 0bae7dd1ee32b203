"""Two runs of the same cases: did the second do better, worse, or can nobody tell?

The case is the unit. Where a case was asked several times, or by several scripted models, its
answers are averaged first; a case is fixed where the second run does better on it and broken where
it does worse. Each check has its exact test, and Holm's correction pays for asking several. One
check that got worse decides; without one, one that got better does.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.errors import SuiteError
from evals.statistics import paired
from evals.statistics.estimates import Estimate, mean
from evals.statistics.families import holm
from evals.statistics.paired import ALPHA
from evals.statistics.power import MOST_CASES, cases_needed
from evals.statistics.shares import wilson
from evals.suite.pairing import Pairs
from evals.suite.questions import AMOUNTS, Amount, Measure, Question, questions
from evals.suite.rates import Rate, rate
from evals.suite.run import Decided, Run
from evals.suite.summary import SEED

DECIDING = ("source", "prompt", "model", "endpoint", "kindreply", "guardrails")
"""What of two runs may explain why they differ."""
NAMED = 10
"""The most ids that an error names."""

Verdict = Literal["improved", "regressed", "no evidence"]


class ComparisonError(SuiteError):
    """Two runs cannot be compared; the message says why and names the cases."""


class _Compared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Side(Decided):
    """One of the two runs, and what decided its result."""

    run: str
    errors: Rate
    """Samples without a reply, of all."""


class Check(_Compared):
    """One question asked of both runs."""

    name: str
    of: Measure
    """A share of cases from 0 to 1, or a judge's level from 1 to 3."""
    n: int
    """Cases that have an answer in both runs."""
    a: Estimate
    b: Estimate
    difference: Estimate
    """By how much `b` is above `a`, case by case."""
    fixed: tuple[str, ...]
    """Ids of the cases on which `b` does better."""
    broken: tuple[str, ...]
    p: float
    """Of this check alone: McNemar's exact test, or the sign test where a case has no yes or no."""
    p_holm: float
    """What is held against 0.05: `p`, paid for by the number of checks."""
    verdict: Verdict
    cases_needed: int | None
    """Without evidence: how many such cases would show it in 4 of 5 comparisons, if the shares of
    fixed and broken cases stay. None where they are equal; 100,000 stands for that many or more."""


class Change(_Compared):
    """What a reply takes: the mean over the cases, `n` of which are known in both runs."""

    name: Amount
    n: int
    a: float
    b: float
    difference: Estimate


class Comparison(_Compared):
    """What two runs of the same cases say of each other."""

    format: Literal["kindreply.comparison/1"] = "kindreply.comparison/1"
    verdict: Literal["improved", "regressed", "no evidence", "inconclusive"]
    reason: str
    a: Side
    b: Side
    cases: int
    """In both runs."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    left_out: tuple[str, ...]
    """Cases in both runs for which one of them has no reply; no check counts them."""
    differs: tuple[str, ...]
    """What else than chance may explain a difference: prompt, model, endpoint, guardrails…"""
    checks: tuple[Check, ...]
    changes: tuple[Change, ...]


def compare(a: Run, b: Run, *, seed: int = SEED) -> Comparison:
    """Hold a run against an earlier one. Raises ComparisonError where they cannot be compared."""
    shared = _shared(a, b)
    pairs = Pairs.of(a, b)
    checks = tuple(_checks(pairs, seed))
    verdict, reason = _overall(a, b, checks)
    return Comparison(
        verdict=verdict,
        reason=reason,
        a=_side(a),
        b=_side(b),
        cases=len(shared),
        only_a=tuple(case for case in a.cases if case not in b.cases),
        only_b=tuple(case for case in b.cases if case not in a.cases),
        left_out=pairs.left_out,
        differs=tuple(x for x in DECIDING if getattr(a.header, x) != getattr(b.header, x)),
        checks=checks,
        changes=tuple(_changes(pairs, seed)),
    )


def exit_code(comparison: Comparison, *, require_evidence: bool = False) -> int:
    """0 improved, or nothing got worse; 1 something did; 3 nobody can tell.

    With `require_evidence` it is 3 unless something improved.
    """
    if comparison.verdict == "no evidence":
        return 3 if require_evidence else 0
    return {"improved": 0, "regressed": 1, "inconclusive": 3}[comparison.verdict]


def _shared(a: Run, b: Run) -> tuple[str, ...]:
    """The cases of both runs, in the order of the second."""
    if (a.header.source == "mock") != (b.header.source == "mock"):
        raise ComparisonError(
            f"{a.id} is of source {a.header.source} and {b.id} of {b.header.source}: scripted"
            " models and real ones cannot be compared"
        )
    shared = tuple(case for case in b.cases if case in a.cases)
    if not shared:
        raise ComparisonError(f"{a.id} and {b.id} have no case in common")
    unlike = [each for each in shared if _text(a, each) != _text(b, each)]
    if unlike:
        more = f" and {len(unlike) - NAMED} more" if len(unlike) > NAMED else ""
        raise ComparisonError(
            f"{a.id} and {b.id} hold different texts of the same case:"
            f" {', '.join(unlike[:NAMED])}{more}; run one of them again"
        )
    return shared


def _text(run: Run, case: str) -> Mapping[str, object]:
    """All of a case that decides what is asked of a reply; labels and tags do not."""
    return run.cases[case].model_dump(exclude={"labels", "tags"})


def _side(run: Run) -> Side:
    errors = rate(run.samples, lambda sample: sample.error is not None)
    decided = {name: getattr(run.header, name) for name in Decided.model_fields}
    return Side(run=run.id, errors=errors, **decided)


def _checks(pairs: Pairs, seed: int) -> Iterator[Check]:
    """Each question that both runs answer, with the verdict that the others leave it."""
    answered = [(each, pairs.values(each.number)) for each in questions(pairs.b)]
    asked = [(question, values) for question, values in answered if values.cases]
    ps = [paired.sign_test(len(values.fixed), len(values.broken)) for _, values in asked]
    for (question, values), p, p_holm in zip(asked, ps, holm(ps), strict=True):
        n, fixed, broken = len(values.cases), values.fixed, values.broken
        verdict = _verdict(len(fixed) - len(broken), p_holm)
        needed = cases_needed(len(fixed) / n, len(broken) / n, alpha=ALPHA / len(ps))
        yield Check(
            name=question.name,
            of=question.of,
            n=n,
            a=_estimate(question, values.a, seed),
            b=_estimate(question, values.b, seed),
            difference=paired.mean_difference(values.a, values.b, seed=seed),
            fixed=fixed,
            broken=broken,
            p=p,
            p_holm=p_holm,
            verdict=verdict,
            cases_needed=needed if verdict == "no evidence" else None,
        )


def _estimate(question: Question, values: Sequence[float], seed: int) -> Estimate:
    if question.of == "score":
        return mean(values, seed=seed)
    share = fsum(values) / len(values)
    return Estimate(share, *wilson(share, len(values)))


def _verdict(leaning: int, p_holm: float) -> Verdict:
    if p_holm >= ALPHA:
        return "no evidence"
    return "improved" if leaning > 0 else "regressed"


def _overall(
    a: Run, b: Run, checks: Sequence[Check]
) -> tuple[Verdict | Literal["inconclusive"], str]:
    """The verdict of all checks together, and why."""
    if b.header.source == "mock" and a.header.prompt.id != b.header.prompt.id:
        return "inconclusive", (
            f"scripted answers do not depend on the prompt, so {a.header.prompt} and"
            f" {b.header.prompt} were not put to the test: compare them on cassettes or live"
        )
    for run in (a, b):
        if run.header.selection.only_failing is not None:
            return "inconclusive", (
                f"the cases of {run.id} were chosen for having failed, so chance alone makes them"
                " better when they are asked again: compare whole runs"
            )
    if not checks:
        return "inconclusive", "no case has a reply in both runs"
    for verdict in ("regressed", "improved"):
        found = [check for check in checks if check.verdict == verdict]
        if found:
            return found[0].verdict, "; ".join(_counted(check, len(checks)) for check in found)
    return "no evidence", _nothing(checks)


def _counted(check: Check, family: int) -> str:
    """One check in words."""
    return (
        f"{check.name}: fixed {len(check.fixed)} and broken {len(check.broken)} of {check.n} cases"
        f" (p = {check.p_holm:.2g}, adjusted for {family} checks)"
    )


def _nothing(checks: Sequence[Check]) -> str:
    """Why there is no evidence, and what it would take."""
    nearest = min(checks, key=lambda check: check.cases_needed or MOST_CASES + 1)
    if nearest.cases_needed is None:
        return "no check differs" if not any(c.fixed for c in checks) else "no check leans one way"
    more = " or more" if nearest.cases_needed == MOST_CASES else ""
    return (
        f"no difference is beyond chance; the nearest is {_counted(nearest, len(checks))}, which"
        f" {nearest.cases_needed:,} cases{more} would show if it is real"
    )


def _changes(pairs: Pairs, seed: int) -> Iterator[Change]:
    """What a reply takes in good faith, as far as it is known in both runs."""
    for name, number in AMOUNTS.items():
        values = pairs.values(number)
        if n := len(values.cases):
            yield Change(
                name=name,
                n=n,
                a=fsum(values.a) / n,
                b=fsum(values.b) / n,
                difference=paired.mean_difference(values.a, values.b, seed=seed),
            )
