"""The guardrails: pure functions over one comparison of draft and rewrite.

Files follow mechanisms, names are labels of what was found. `inspect` runs them all, keeps one
primary finding per clause by `PRECEDENCE`, and sums up the verdict.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from api.domain.commitment import Commitment
from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Verdict
from api.domain.guardrails.actions import false_actions
from api.domain.guardrails.actors import swapped_actors
from api.domain.guardrails.addressees import changed_addressees
from api.domain.guardrails.blurs import blurred_refusals
from api.domain.guardrails.borrowed import borrowed_figures
from api.domain.guardrails.charges import lifted_charges
from api.domain.guardrails.commitments import new_commitments
from api.domain.guardrails.conditions import dropped_conditions
from api.domain.guardrails.deadlines import changed_frequencies, new_deadlines
from api.domain.guardrails.demands import new_demands
from api.domain.guardrails.disclosures import altered_personal, disclosures
from api.domain.guardrails.doers import changed_doers
from api.domain.guardrails.faults import admitted_faults
from api.domain.guardrails.figures import changed_figures
from api.domain.guardrails.hedges import lost_hedges
from api.domain.guardrails.hygiene import changed_language, hidden_characters
from api.domain.guardrails.losses import lost_clauses
from api.domain.guardrails.manners import insults
from api.domain.guardrails.markup import new_markup
from api.domain.guardrails.novelty import invented_facts, invented_names
from api.domain.guardrails.omissions import omitted_words
from api.domain.guardrails.options import optional_requests
from api.domain.guardrails.orders import obeyed_orders
from api.domain.guardrails.outcomes import new_outcomes
from api.domain.guardrails.promises import new_promises
from api.domain.guardrails.protected import altered_protected
from api.domain.guardrails.reasons import invented_reasons
from api.domain.guardrails.refusals import lost_refusals, turned_refusals
from api.domain.guardrails.repeats import unlimited_repeats
from api.domain.guardrails.requests import lost_requests
from api.domain.guardrails.roles import reattached_facts
from api.domain.guardrails.scope import widened_scopes
from api.domain.guardrails.strength import strengthened
from api.domain.guardrails.timings import new_timings
from api.domain.guardrails.unconditional import unconditional
from api.domain.guardrails.undertakings import new_undertakings
from api.domain.guardrails.unsourced import unsourced, unsourced_statements
from api.domain.guardrails.waivers import new_waivers
from api.domain.ledger import ledger
from api.domain.lexicon import Lexicon
from api.domain.weighing.judging import weighed

RULES = "3.0.0"
"""Changes whenever a rule does; the lexicon's digest stands beside it."""

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

_WORDS = re.compile(r"\w+")
_FEW = 3
"""Spaces around two words."""
_BY_PLACE = frozenset(
    {
        "hidden_characters",
        "changed_language",
        "altered_protected",
        "disclosure",
        "reattached_fact",
    }
)
"""Guardrails to which it matters where words stand, or how they are spelled."""
_WORST_FIRST = (Severity.BLOCK, Severity.REVIEW, Severity.NOTE)

Guardrail = Callable[[Comparison], Iterator[Finding]]

_EXACT: tuple[Guardrail, ...] = (
    hidden_characters,
    altered_protected,
    new_markup,
    altered_personal,
    disclosures,
    changed_figures,
)
LANGUAGE_FREE: tuple[Guardrail, ...] = (*_EXACT, reattached_facts)
"""What can be checked in a language that the lexicon does not hold."""

FIRM: tuple[Guardrail, ...] = (
    *_EXACT,
    changed_language,
    obeyed_orders,
    new_demands,
    lifted_charges,
    turned_refusals,
    admitted_faults,
    unsourced,
    insults,
)
"""What no wording excuses, or whoever gives the model orders would have said: not weighed."""

WEIGHED: tuple[Guardrail, ...] = (
    reattached_facts,
    changed_addressees,
    borrowed_figures,
    changed_frequencies,
    lost_refusals,
    blurred_refusals,
    swapped_actors,
    changed_doers,
    false_actions,
    new_commitments,
    new_promises,
    new_undertakings,
    new_deadlines,
    new_timings,
    strengthened,
    lost_hedges,
    new_outcomes,
    widened_scopes,
    unlimited_repeats,
    dropped_conditions,
    unconditional,
    lost_requests,
    optional_requests,
    new_waivers,
    lost_clauses,
    omitted_words,
    invented_facts,
    invented_names,
    unsourced_statements,
    invented_reasons,
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
    if known:
        found = weighed(found_by(WEIGHED, comparison), comparison, found_by(FIRM, comparison))
    else:
        found = found_by(LANGUAGE_FREE, comparison)
    findings = tuple(_primary(found))
    worst = verdict(findings)
    if not known and worst is not Verdict.BLOCK:
        worst = Verdict.UNVERIFIED
    return Inspection(findings, worst, ledger(comparison) if known else ())


def found_by(guardrails: Iterable[Guardrail], comparison: Comparison) -> tuple[Finding, ...]:
    """What these guardrails find, each by itself; what both texts say alike is left out."""
    found = [
        finding
        for guardrail in guardrails
        for finding in guardrail(comparison)
        if not _unchanged(finding)
    ]
    return tuple(_worded_anew(found, comparison))


def version(lexicon: Lexicon) -> str:
    """What judged: the rules' version, the lexicon's digest, and the weights' where it has any."""
    weights = f".{lexicon.weights.digest[:12]}" if lexicon.weights else ""
    return f"{RULES}+sha256:{lexicon.digest[:12]}{weights}"


def verdict(findings: Iterable[Finding]) -> Verdict:
    """The worst of the findings; a note does not count."""
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return Verdict.BLOCK
    return Verdict.REVIEW if Severity.REVIEW in severities else Verdict.PASS


def _worded_anew(found: list[Finding], comparison: Comparison) -> list[Finding]:
    """The findings on what is not said in both texts in the same words."""
    if not found:
        return found
    own = _spaced(comparison.draft.document.text)
    kept = frozenset(_spaced(comparison.reply.quote(f).quote) for f in comparison.reply.frames)
    return [finding for finding in found if not _verbatim(finding, own, kept)]


def _verbatim(finding: Finding, own: str, kept: frozenset[str]) -> bool:
    """True if what is called new stands in the draft word for word, or what is called lost or
    changed is a clause of the rewrite as it is; a word or two prove nothing.
    """
    if finding.guardrail in _BY_PLACE:
        return False
    quote = finding.draft or finding.reply
    words = _spaced(quote.quote) if quote else ""
    if words.count(" ") <= _FEW:
        return False
    return words in kept if finding.draft else words in own


def _spaced(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def _unchanged(finding: Finding) -> bool:
    """True if both sides say the very same: nothing was rewritten there."""
    return bool(
        finding.draft
        and finding.reply
        and finding.draft.quote.casefold().split() == finding.reply.quote.casefold().split()
    )


def _primary(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding per place, the others named in its `also`; in the order of the rewrite."""
    kept: dict[str, list[Finding]] = {"reply": [], "draft": []}
    for finding in sorted(found, key=_rank):
        near = kept["reply" if finding.reply else "draft"]
        start, end = _place(finding)
        at = bisect_right(near, start, key=_end)
        if at == len(near) or end <= _place(near[at])[0]:
            near.insert(at, finding)
        elif finding.guardrail not in (near[at].guardrail, *near[at].also):
            also = (*near[at].also, finding.guardrail)
            near[at] = replace(near[at], also=also, draft=near[at].draft or finding.draft)
    yield from sorted(chain.from_iterable(kept.values()), key=_order)


def _rank(finding: Finding) -> tuple[int, int]:
    """What blocks comes before what does not, then the more telling label."""
    return _WORST_FIRST.index(finding.severity), PRECEDENCE.index(finding.guardrail)


def _place(finding: Finding) -> tuple[int, int]:
    span = finding.reply or finding.draft
    return (span.start, span.end) if span else (0, 0)


def _end(finding: Finding) -> int:
    return _place(finding)[1]


def _order(finding: Finding) -> tuple[int, int]:
    start = finding.reply.start if finding.reply else -1
    return (start, finding.draft.start if finding.draft else -1)
