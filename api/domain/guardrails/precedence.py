"""Which of several findings at one place is told, and how bad all of them together are."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.domain.finding import Finding, Severity, Verdict

PRECEDENCE = (
    "hidden_characters",
    "changed_language",
    "altered_protected",
    "disclosure",
    "changed_figure",
    "reattached_fact",
    "invented_fact",
    "lost_refusal",
    "swapped_actor",
    "false_action",
    "new_commitment",
    "new_deadline",
    "strengthened",
    "admitted_fault",
    "widened_scope",
    "dropped_condition",
    "lost_request",
    "dropped_fact",
)
"""Every label a finding can have, the most telling first."""

_WORST_FIRST = (Severity.BLOCK, Severity.REVIEW, Severity.NOTE)


def verdict(findings: Iterable[Finding]) -> Verdict:
    """The worst of the findings; a note does not count."""
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return Verdict.BLOCK
    return Verdict.REVIEW if Severity.REVIEW in severities else Verdict.PASS


def primary(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per place, the others named in its `also`; in the order of the rewrite."""
    in_reply, in_draft = list[Finding](), list[Finding]()
    ends_in_reply, ends_in_draft = list[int](), list[int]()
    for finding in sorted(found, key=_rank):
        near, ends = (in_reply, ends_in_reply) if finding.reply else (in_draft, ends_in_draft)
        start, end = _place(finding)
        at = bisect_right(ends, start)
        if at == len(near) or end <= _place(near[at])[0]:
            near.insert(at, finding)
            ends.insert(at, end)
        else:
            near[at] = _joined(near[at], finding)
            ends[at] = _place(near[at])[1]
    yield from sorted([*in_reply, *in_draft], key=_order)


def _joined(first: Finding, other: Finding) -> Finding:
    """The first one, with the names of the other, and its words of the draft where it has none."""
    named = dict.fromkeys((*first.also, other.guardrail, *other.also))
    named.pop(first.guardrail, None)
    return replace(first, also=tuple(named), draft=first.draft or other.draft)


def _rank(finding: Finding) -> tuple[int, int]:
    """What blocks comes before what does not, then the more telling label."""
    return _WORST_FIRST.index(finding.severity), PRECEDENCE.index(finding.guardrail)


def _place(finding: Finding) -> tuple[int, int]:
    span = finding.reply or finding.draft
    return (span.start, span.end) if span else (0, 0)


def _order(finding: Finding) -> tuple[int, int]:
    start = finding.reply.start if finding.reply else -1
    return (start, finding.draft.start if finding.draft else -1)
