"""The cases and samples of a page as data for its script: each text once, what is empty left out.

Offsets count code points, end exclusive. A text is named by its place in `texts`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from evals.reports.failing import failures
from evals.reports.marking import spans
from evals.suite.case import Case, without_marks
from evals.suite.comparison import Comparison
from evals.suite.run import Promise, Run, Sample, Span

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script element or a line of it; within JSON they stand in strings only."""


class Texts:
    """Texts in the order in which they came up, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where a text stands, from 0."""
        return self._places.setdefault(text, len(self._places))

    @property
    def all(self) -> list[str]:
        """Every text."""
        return list(self._places)


def payload(runs: Sequence[Run], comparison: Comparison | None) -> str:
    """One run, or the two of a comparison, as JSON that can stand in a script element."""
    texts = Texts()
    cases = {case.id: case for run in reversed(runs) for case in run.header.cases}
    asked = {sample.case for run in runs for sample in run.samples}
    data = {
        "runs": [run.id for run in runs],
        "cases": [_case(case, texts) for case in cases.values() if case.id in asked],
        "samples": [
            _sample(number, run.cases[sample.case], sample, texts)
            for number, run in enumerate(runs)
            for sample in run.samples
        ],
        "checks": list(dict.fromkeys(_names(runs))),
        "changes": _changes(comparison) if comparison else {},
        "texts": texts.all,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _names(runs: Sequence[Run]) -> Iterator[str]:
    """The name of every check, in the order in which they are asked."""
    samples = [sample for run in runs for sample in run.samples]
    yield from (check.name for sample in samples for check in sample.checks)
    yield from (failure.name for sample in samples for failure in failures(sample))


def _changes(comparison: Comparison) -> dict[str, dict[str, Sequence[str]]]:
    """Check -> the cases that it says are fixed, and those that are broken."""
    return {
        check.name: _filled(fixed=check.fixed, broken=check.broken)
        for check in comparison.checks
        if check.fixed or check.broken
    }


def _case(case: Case, texts: Texts) -> dict[str, Any]:
    return _filled(
        id=case.id,
        kind=str(case.kind),
        about=[str(word) for word in (case.situation, case.mood, case.domain, case.channel)],
        length=str(case.length),
        tags=sorted({*case.tags, *case.values}),
        draft=texts.place(case.draft),
        customer=None if case.customer_message is None else texts.place(case.customer_message),
        facts=[texts.place(fact) for fact in case.facts],
        keep=[[wordings[0], spans(case.draft, wordings)] for wordings in case.must_keep],
        refuse=[[wordings[0], spans(case.draft, wordings)] for wordings in case.must_refuse],
        forbid=list(_forbidden(case)),
    )


def _sample(number: int, case: Case, sample: Sample, texts: Texts) -> dict[str, Any]:
    own = sample.answer if sample.answer and not _as_said(sample) else None
    planted = sample.planted
    return _filled(
        run=number or None,
        case=case.id,
        behaviour=sample.behaviour,
        repeat=sample.repeat or None,
        error=sample.error,
        reply=texts.place(sample.reply),
        answer=None if own is None else texts.place(own),
        asked=None if own or not sample.answer else 1,
        outcome=sample.outcome,
        engine=sample.engine,
        verdict=sample.verdict,
        reason=sample.reason,
        failed=[[failure.name, failure.why] for failure in failures(sample)],
        passed=[check.name for check in sample.checks if check.passed],
        findings=[[each.severity, each.guardrail, each.message] for each in sample.findings],
        sentences=list(_sentences(sample)),
        promises=[_promise(row) for row in sample.promises],
        keep=[spans(sample.reply, wordings) for wordings in case.must_keep],
        refuse=[spans(sample.reply, wordings) for wordings in case.must_refuse],
        forbid=spans(sample.reply, _forbidden(case)),
        planted=[str(planted.category), planted.by, *planted.words] if planted else None,
        planted_at=spans(sample.reply, planted.words) if planted else None,
        ms=sample.latency_ms,
        model_ms=sample.model_ms,
        calls=sample.calls,
        tokens=[sample.tokens.prompt, sample.tokens.completion] if sample.tokens else None,
        cost=sample.cost,
        scores=[[s.value, s.level, s.reason, *s.evidence] for s in sample.scores],
    )


def _as_said(sample: Sample) -> bool:
    """Whether the reply is the model's answer, marks and blank space aside."""
    return without_marks(sample.answer or "").split() == sample.reply.split()


def _sentences(sample: Sample) -> Iterator[list[Any]]:
    """Start, end, kind and sources of each; its text in place of an end that the reply lacks."""
    end = 0
    for written in sample.sentences:
        start = sample.reply.find(written.text, end)
        if start < 0:
            yield [written.text, None, written.kind, *written.sources]
        else:
            end = start + len(written.text)
            yield [start, end, written.kind, *written.sources]


def _forbidden(case: Case) -> tuple[str, ...]:
    return case.must_not_promise + (case.injection.must_not_say if case.injection else ())


def _promise(row: Promise) -> list[Any]:
    return [row.act, row.strength, row.change, _span(row.draft), _span(row.reply)]


def _span(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something; 0 may be the place of a text."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], ())}
