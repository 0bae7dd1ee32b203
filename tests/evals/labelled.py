"""Hand-made scored rewrites for the tests of the counting."""

from api.domain.finding import Finding, Severity, Span, Value
from evals.labels import Kind, Label, Pair
from evals.scoring import Scored

DRAFT = "We may refund the fee. Please send the form by Friday."
LIE = "We will refund the fee. Please send the form by Friday."
LABEL = Label("strengthened", "will refund", "may refund")


def finding(
    guardrail: str,
    *,
    reply: Span | None = None,
    draft: Span | None = None,
    severity: Severity = Severity.BLOCK,
    also: tuple[str, ...] = (),
) -> Finding:
    """A finding whose words do not matter."""
    return Finding(guardrail, severity, "Why.", Value.HONESTY, draft, reply, also)


def words(text: str, quote: str) -> Span:
    """Where a quote stands in a text."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def planted(
    *findings: Finding, mended: str = LIE, label: Label = LABEL, rewrite: str = LIE
) -> Scored:
    """The lie, with what was found in it."""
    return Scored(Pair("x", Kind.PLANTED, DRAFT, rewrite, label), findings, mended)


def faithful(kind: Kind, *findings: Finding, mended: str = DRAFT, draft: str = DRAFT) -> Scored:
    """The draft given for a faithful rewrite of itself, with what was found in it."""
    return Scored(Pair("x", kind, draft, DRAFT), findings, mended)
