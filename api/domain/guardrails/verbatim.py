"""What both texts say in the same words is no finding, whatever a guardrail makes of it."""

import re
from collections.abc import Iterable

from api.domain.comparison import Comparison
from api.domain.finding import Finding

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


def worded_anew(found: Iterable[Finding], comparison: Comparison) -> list[Finding]:
    """The findings on what is not said in both texts in the same words."""
    changed = [finding for finding in found if not _unchanged(finding)]
    if not changed:
        return changed
    own = _spaced(comparison.draft.document.text)
    kept = frozenset(_spaced(comparison.reply.quote(f).quote) for f in comparison.reply.frames)
    return [finding for finding in changed if not _verbatim(finding, own, kept)]


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
