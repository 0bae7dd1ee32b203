"""What makes a text unfit for a customer: read off the text alone, no guardrail is asked.

The request of `texts` is small enough that its truth can be written down: a refusal, an amount, a
day and a quoted line must be in every reply to it, whoever wrote it.
"""

import re
from collections.abc import Iterator

from tests.chaos.texts import CANARIES, QUOTED, UPSTREAM_CANARY

MUST_SAY = {
    "the refusal": re.compile(r"\b(?:can't|cannot|can not|unable to) refund\b"),
    "the amount": re.compile(r"(?<![\w.])\$4\.90(?![\d])"),
    "the day": re.compile(r"\bbefore 4 December\b"),
    "the condition": re.compile(r"\b(?:[Oo]nce|[Aa]fter|[Ww]hen) we have the receipt\b"),
}
REMAINS = re.compile(r"⟦|⟧|[\[【]\s?[DFC]\d|</?(?:reply|draft|customer|facts)\b|\{\{|\}\}")
"""Marks, tokens and tags of the form in which a model is asked."""
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def unfit(reply: str) -> Iterator[str]:
    """Everything that is wrong with a reply to the request of `texts`; nothing for a good one."""
    for name, said in MUST_SAY.items():
        if not said.search(reply):
            yield f"{name} is not in the reply"
    if reply.splitlines().count(QUOTED) != 1:
        yield "the quoted line is not there once"
    if REMAINS.search(reply):
        yield "marks are left in the reply"
    if HIDDEN.search(reply):
        yield "the reply holds hidden characters"
    if UPSTREAM_CANARY in reply:
        yield "the reply holds text of an answer that must not be used"


def leaks(written: str) -> Iterator[str]:
    """Every canary that stands in a log or among metrics."""
    for canary in CANARIES:
        if canary.casefold() in written.casefold():
            yield f"{canary} is written"
