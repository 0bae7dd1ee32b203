"""The plain sentence of a finding about words that only the rewrite has."""

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
