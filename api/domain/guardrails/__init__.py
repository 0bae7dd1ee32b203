"""The guardrails: pure functions over one comparison of draft and rewrite.

Files follow mechanisms, names are labels of what was found. `inspect` runs them all, keeps one
primary finding per clause by the stated precedence, and sums up the verdict.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

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
from api.domain.guardrails.edits import edited_words
from api.domain.guardrails.faults import admitted_faults
from api.domain.guardrails.figures import changed_figures
from api.domain.guardrails.hedges import lost_hedges
from api.domain.guardrails.hygiene import changed_language, hidden_characters
from api.domain.guardrails.limits import changed_limits
from api.domain.guardrails.losses import lost_clauses
from api.domain.guardrails.manners import insults
from api.domain.guardrails.markup import new_markup
from api.domain.guardrails.novelty import invented_facts, invented_names
from api.domain.guardrails.omissions import omitted_words
from api.domain.guardrails.options import optional_requests
from api.domain.guardrails.orders import obeyed_orders
from api.domain.guardrails.outcomes import new_outcomes
from api.domain.guardrails.precedence import primary, verdict
from api.domain.guardrails.promises import new_promises
from api.domain.guardrails.protected import altered_protected
from api.domain.guardrails.reasons import invented_reasons
from api.domain.guardrails.refusals import lost_refusals, turned_refusals
from api.domain.guardrails.repeats import unlimited_repeats
from api.domain.guardrails.requests import lost_requests
from api.domain.guardrails.roles import exchanged_figures, reattached_facts
from api.domain.guardrails.scope import widened_scopes
from api.domain.guardrails.strength import strengthened
from api.domain.guardrails.timings import new_timings
from api.domain.guardrails.unconditional import unconditional
from api.domain.guardrails.undertakings import new_undertakings
from api.domain.guardrails.unsourced import condoles, unsourced, unsourced_statements
from api.domain.guardrails.verbatim import worded_anew
from api.domain.guardrails.waivers import new_waivers
from api.domain.ledger import ledger
from api.domain.lexicon import Lexicon
from api.domain.weighing.judging import weighed

RULES = "3.3.0"
"""Changes whenever a rule does; the lexicon's digest stands beside it."""

Guardrail = Callable[[Comparison], Iterator[Finding]]

_EXACT: tuple[Guardrail, ...] = (
    hidden_characters,
    altered_protected,
    new_markup,
    altered_personal,
    disclosures,
    changed_figures,
    exchanged_figures,
)
LANGUAGE_FREE: tuple[Guardrail, ...] = (*_EXACT, reattached_facts)
"""What can be checked in a language that the lexicon does not hold."""

FIRM: tuple[Guardrail, ...] = (
    *_EXACT,
    changed_limits,
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
    edited_words,
    omitted_words,
    invented_facts,
    invented_names,
    unsourced_statements,
    invented_reasons,
)


class Inspection(NamedTuple):
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
        excused = partial(condoles, lexicon=comparison.lexicon)
        firm, soft = found_by(FIRM, comparison), found_by(WEIGHED, comparison)
        found = weighed(soft, comparison, firm, excused)
    else:
        found = found_by(LANGUAGE_FREE, comparison)
    findings = tuple(primary(found))
    worst = verdict(findings)
    if not known and worst is not Verdict.BLOCK:
        worst = Verdict.UNVERIFIED
    return Inspection(findings, worst, ledger(comparison) if known else ())


def found_by(guardrails: Iterable[Guardrail], comparison: Comparison) -> tuple[Finding, ...]:
    """What these guardrails find, each by itself; what both texts say alike is left out."""
    found = chain.from_iterable(guardrail(comparison) for guardrail in guardrails)
    return tuple(worded_anew(found, comparison))


def version(lexicon: Lexicon) -> str:
    """What judged: the rules' version, the lexicon's digest, and the weights' where it has any."""
    weights = f".{lexicon.weights.digest[:12]}" if lexicon.weights else ""
    return f"{RULES}+sha256:{lexicon.digest[:12]}{weights}"
