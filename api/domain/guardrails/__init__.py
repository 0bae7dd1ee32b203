"""The guardrails: pure functions over one comparison of draft and rewrite.

Files follow mechanisms, names are labels of what was found. `inspect` runs them all, keeps one
primary finding per clause by `PRECEDENCE`, and sums up the verdict.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from api.domain.commitment import Commitment
from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Verdict
from api.domain.guardrails.actions import false_actions
from api.domain.guardrails.commitments import new_commitments, new_deadlines
from api.domain.guardrails.faults import admitted_faults
from api.domain.guardrails.figures import changed_figures
from api.domain.guardrails.hygiene import changed_language, hidden_characters
from api.domain.guardrails.losses import lost_sentences
from api.domain.guardrails.protected import altered_protected
from api.domain.guardrails.refusals import lost_refusals
from api.domain.guardrails.requests import dropped_conditions, lost_requests
from api.domain.guardrails.strength import strengthened
from api.domain.ledger import ledger
from api.domain.lexicon import Lexicon

RULES = "1.0.0"
"""Changes whenever a rule does; the lexicon's digest stands beside it."""

PRECEDENCE = (
    "hidden_characters",
    "changed_language",
    "altered_protected",
    "changed_figure",
    "invented_fact",
    "lost_refusal",
    "false_action",
    "new_commitment",
    "new_deadline",
    "strengthened",
    "admitted_fault",
    "dropped_condition",
    "lost_request",
    "dropped_fact",
)
"""Every label a finding can have, the most telling first."""

LANGUAGE_FREE: tuple[Callable[[Comparison], Iterator[Finding]], ...] = (
    hidden_characters,
    altered_protected,
    changed_figures,
)
"""What can be checked in a language that the lexicon does not hold."""

GUARDRAILS: tuple[Callable[[Comparison], Iterator[Finding]], ...] = (
    *LANGUAGE_FREE,
    changed_language,
    lost_refusals,
    false_actions,
    new_commitments,
    new_deadlines,
    admitted_faults,
    strengthened,
    dropped_conditions,
    lost_requests,
    lost_sentences,
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What all guardrails say of one comparison, with the ledger."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    commitments: tuple[Commitment, ...]

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """The findings that must not go out."""
        return tuple(f for f in self.findings if f.severity is Severity.BLOCK)


def inspect(comparison: Comparison) -> Inspection:
    """Run every guardrail; never raises on a comparison that could be made.

    A draft in another language gets the language-free ones, and is `unverified` at best.
    """
    known = comparison.draft.known_language
    found = [
        finding
        for guardrail in (GUARDRAILS if known else LANGUAGE_FREE)
        for finding in guardrail(comparison)
        if not _unchanged(finding)
    ]
    findings = tuple(_primary(found, comparison))
    worst = verdict(findings)
    if not known and worst is not Verdict.BLOCK:
        worst = Verdict.UNVERIFIED
    return Inspection(findings, worst, ledger(comparison) if known else ())


def version(lexicon: Lexicon) -> str:
    """What judged: the rules' version and the lexicon's digest."""
    return f"{RULES}+sha256:{lexicon.digest[:12]}"


def verdict(findings: Iterable[Finding]) -> Verdict:
    """The worst of the findings; a note does not count."""
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return Verdict.BLOCK
    return Verdict.REVIEW if Severity.REVIEW in severities else Verdict.PASS


def _unchanged(finding: Finding) -> bool:
    """True if both sides say the very same: nothing was rewritten there."""
    return bool(
        finding.draft
        and finding.reply
        and finding.draft.quote.casefold().split() == finding.reply.quote.casefold().split()
    )


def _primary(found: Iterable[Finding], comparison: Comparison) -> Iterator[Finding]:
    """One finding per place, the others named in its `also`; in the order of the rewrite."""
    kept: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for finding in sorted(found, key=lambda f: PRECEDENCE.index(f.guardrail)):
        near = kept[_neighbourhood(finding, comparison)]
        at = next((n for n, other in enumerate(near) if _same_place(finding, other)), None)
        if at is None:
            near.append(finding)
        elif finding.guardrail not in (near[at].guardrail, *near[at].also):
            also = (*near[at].also, finding.guardrail)
            near[at] = replace(near[at], also=also, draft=near[at].draft or finding.draft)
    yield from sorted(chain.from_iterable(kept.values()), key=_order)


def _neighbourhood(finding: Finding, comparison: Comparison) -> tuple[str, int | None]:
    """The sentence that a finding points at: only findings within one can share a clause."""
    if finding.reply:
        return "reply", comparison.reply.sentence_at(finding.reply.start)
    start = finding.draft.start if finding.draft else 0
    return "draft", comparison.draft.sentence_at(start)


def _same_place(one: Finding, other: Finding) -> bool:
    if one.reply and other.reply:
        return _overlap(one.reply, other.reply)
    return bool(one.draft and other.draft and _overlap(one.draft, other.draft))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _order(finding: Finding) -> tuple[int, int]:
    start = finding.reply.start if finding.reply else -1
    return (start, finding.draft.start if finding.draft else -1)
