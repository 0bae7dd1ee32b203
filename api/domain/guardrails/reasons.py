"""Reasons and purposes that only the rewrite gives: "as the warehouse runs a strict rota".

A sentence that has its source is easily helped along by a reason that the draft never gave, and
which the customer will hold us to.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.guardrails.unsourced import talks
from api.domain.words import Word

_OPENERS = (
    ("because",),
    ("due", "to"),
    ("owing", "to"),
    ("thanks", "to"),
    ("in", "line", "with"),
    ("in", "keeping", "with"),
    ("in", "accordance", "with"),
    ("on", "account", "of"),
    ("based", "on"),
    ("following",),
    ("so", "that"),
)
"""Words behind which a reason or a purpose stands, wherever they do."""
_AFTER_COMMA = (("as",), ("since",))
"""Words that open one behind a comma, or at the start of a sentence."""
_BY_FIRST = {
    first: tuple(opener for opener in (*_OPENERS, *_AFTER_COMMA) if opener[0] == first)
    for first, *_ in (*_OPENERS, *_AFTER_COMMA)
}
_MANY = 8
"""Reasons of one sentence that are looked at: no sentence that people write has more."""
_ENDS = ",;:()–—"
_NEW = 2
"""Words without a source from which a reason says something of its own."""


def invented_reasons(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per reason of which two words or more, and half of them, have no source.

    The draft's words, the customer's and those of facts may stand in one.
    """
    sides = [s for s in (comparison.draft, comparison.customer, comparison.facts) if s]
    held = frozenset[str]().union(*(side.about for side in sides))
    reply = comparison.reply
    for n, frames in comparison.anew:
        reasons = list(islice(_reasons(reply.utterances[n].words, reply.document.text), _MANY))
        if not reasons or talks(frames):
            continue
        terms = [t for frame in frames for t in frame.terms if not t.light]
        for start, begin, end in reasons:
            telling = [term for term in terms if begin <= term.word.start < end]
            new = {t.word.text for t in telling if t.concepts.isdisjoint(held)}
            if len(new) >= _NEW and len(new) * 2 >= len({t.word.text for t in telling}):
                yield _finding(Span.of(reply.document.text, start, end))


def _reasons(words: Sequence[Word], text: str) -> Iterator[tuple[int, int, int]]:
    """Where each reason starts, where its opening words end, and where it ends."""
    for at, word in enumerate(words):
        if word.text not in _BY_FIRST:  # as of most words
            continue
        apart = not at or "," in text[words[at - 1].end : word.start]
        for opener in _BY_FIRST[word.text]:
            if opener in _AFTER_COMMA and not apart:
                continue
            behind = at + len(opener)
            if tuple(w.text for w in words[at:behind]) == opener and behind < len(words):
                yield word.start, words[behind].start, _end(words, behind, text)


def _end(words: Sequence[Word], at: int, text: str) -> int:
    """Where the first mark behind one of the words from there on stands, or the last word ends."""
    for word, following in pairwise(islice(words, at, None)):
        if any(mark in _ENDS for mark in text[word.end : following.start]):
            return word.end
    return words[-1].end


def _finding(reason: Span) -> Finding:
    message = f"The rewrite gives the reason '{reason.quote}'; nothing in your draft says so."
    return Finding("invented_fact", Severity.BLOCK, message, Value.HONESTY, reply=reason)
