"""What findings tell, short enough to be written into a table."""

from collections.abc import Iterable

from api.domain.finding import Finding, Severity

BLOCK, REVIEW = Severity.BLOCK, Severity.REVIEW

Told = tuple[str, Severity, str | None, str | None]
"""The label, the severity, and the words of the draft and of the rewrite that are quoted."""


def told(findings: Iterable[Finding]) -> list[Told]:
    """One row per finding, in order."""
    return [
        (
            finding.guardrail,
            finding.severity,
            finding.draft.quote if finding.draft else None,
            finding.reply.quote if finding.reply else None,
        )
        for finding in findings
    ]
