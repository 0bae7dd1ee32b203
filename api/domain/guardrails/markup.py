"""Pictures and tags that only a rewrite has: what shows it would load them, or link by them.

A picture's address can carry out what the text says; a tag can hide where a link leads. A fact may
give an address, never these.
"""

import re
from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value

_MARKUP = (
    r"(?i)!\[[^\[\]\n]{0,200}\]\("
    r"|</?(?:a|button|embed|form|iframe|img|input|link|meta|object|script|style|svg|video)\b"
    r"[^<>\n]{0,300}>"
)


def new_markup(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per picture or tag that does not stand in the draft."""
    text = comparison.reply.document.text
    if "![" not in text and "<" not in text:  # as in most
        return
    own = comparison.draft.document.text
    for found in re.finditer(_MARKUP, text):
        if found[0] not in own:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"The rewrite holds '{found[0]}'; your draft does not.",
                Value.INTEGRITY,
                reply=Span.of(text, *found.span()),
            )
