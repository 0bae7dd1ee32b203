"""A reply speaks to the person whom the draft speaks to: "Hello Ana" is not "Hello Eva"."""

import re
from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value

_GREETING = re.compile(
    r"\W{0,8}(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thank you|thanks)"
    r"\b[, ]{1,3}((?:(?:Mrs?|Ms|Mx|Dr|Prof|Rev)\. ?|[A-Z][^\W\d_]{0,30}[ ’'-]?){1,5})"
)
"""A greeting at the start of a text, and the capitalised words behind it."""
_WORD = re.compile(r"[^\W\d_]{1,31}")
_ANYBODY = frozenset(
    {"all", "again", "both", "colleague", "colleagues", "customer", "everybody", "everyone",
     "folks", "friend", "friends", "guest", "guests", "i", "madam", "member", "neighbour", "sir",
     "team", "there", "to", "valued", "we", "you", "your"}
)  # fmt: skip
_TITLES = frozenset(
    {"dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "rev"}
)
_IDLE = _ANYBODY | _TITLES


def changed_addressees(comparison: Comparison) -> Iterator[Finding]:
    """Yield a finding where the greeting holds a name that no text beside the rewrite has."""
    reply = comparison.reply.document
    greeting = _GREETING.match(reply.text)
    if greeting is None:
        return
    named = [
        word
        for word in _WORD.finditer(reply.text, *greeting.span(1))
        if word[0].casefold() not in _IDLE
    ]
    if not named:
        return
    sides = (comparison.draft, comparison.customer, comparison.facts)
    known = {
        word for side in sides if side for word in _WORD.findall(side.document.text.casefold())
    }
    for word in named:
        if word[0].casefold() not in known:
            yield Finding(
                "invented_fact",
                Severity.BLOCK,
                f"The rewrite greets '{word[0]}'; your draft does not.",
                Value.INTEGRITY,
                reply=Span(word.start(), word.end(), word[0]),
                also=("swapped_actor",),
            )
            return
