"""How a finding quotes both texts in one plain sentence."""

from collections.abc import Callable

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.frames import Frame


def added(
    guardrail: str, why: str, value: Value, comparison: Comparison
) -> Callable[[Frame], Finding]:
    """How a clause of the rewrite is quoted: "The rewrite says '...'; `why`"."""

    def finding(frame: Frame) -> Finding:
        reply = comparison.reply.quote(frame)
        message = f"The rewrite says '{reply.quote}'; {why}"
        return Finding(guardrail, Severity.BLOCK, message, value, reply=reply)

    return finding


def unpromised(comparison: Comparison) -> Callable[[Frame], Finding]:
    """How a promise of the rewrite is quoted that the draft does not make."""
    why = "your draft does not promise that."
    return added("new_commitment", why, Value.INTEGRITY, comparison)


def changed(
    guardrail: str,
    value: Value,
    comparison: Comparison,
    source: Frame,
    reply: Frame,
    severity: Severity = Severity.BLOCK,
) -> Finding:
    """A clause of the draft and the clause that it became."""
    draft, words = comparison.draft.quote(source), comparison.reply.quote(reply)
    message = f"Your draft says '{draft.quote}'; the rewrite says '{words.quote}'."
    return Finding(guardrail, severity, message, value, draft=draft, reply=words)


def gone(
    guardrail: str,
    value: Value,
    comparison: Comparison,
    source: Frame,
    severity: Severity = Severity.BLOCK,
) -> Finding:
    """A clause of the draft that the rewrite is without."""
    draft = comparison.draft.quote(source)
    message = f"Your draft says '{draft.quote}'; the rewrite leaves it out."
    return Finding(guardrail, severity, message, value, draft=draft)
