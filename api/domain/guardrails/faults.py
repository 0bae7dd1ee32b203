"""Fault is owned only where the draft owns it."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.guardrails.evidence import added


def admitted_faults(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that owns a fault, where the draft speaks of none.

    "Sorry for the wait" is empathy; "we should have told you" is an admission, which may bind the
    business and is the agent's to make.
    """
    fault, named = comparison.lexicon.fault, comparison.lexicon.fault_named
    if any(fault.within(words) or named.within(words) for words in comparison.draft.words):
        return
    finding = added(
        "admitted_fault", "your draft does not own a fault.", Value.INTEGRITY, comparison
    )
    for frame in comparison.reply.frames:
        if not frame.negated and fault.within(frame.clause.words):
            yield finding(frame)
