"""Facts that only the rewrite has: words that nothing in the draft says in any wording we know."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.guardrails.sympathy import judging, of_us, sympathetic
from api.domain.pairing import unsaid

_NEW = 2
"""Words without a source from which a clause says something of its own."""
_MOSTLY = 0.75
"""Share of a clause's words without a source from which it may not go out."""
_LETTERS = re.compile(r"[^\W\d_]{1,40}")
_WORD = 40
"""Letters of a word at most."""
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,40}\b")
"""A capitalised word inside a sentence."""


def invented_facts(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause of which two words or more, and half of them, have no source.

    What the customer or a fact says may be said; courtesy and empathy need no source.
    """
    sides = [s for s in (comparison.draft, comparison.customer, comparison.facts) if s]
    held = frozenset().union(*(side.about for side in sides))
    finding = added("invented_fact", "nothing in your draft says so.", Value.HONESTY, comparison)
    lexicon = comparison.lexicon
    for n, frames in comparison.anew:
        if any(_kind(frame) for frame in frames):
            continue
        free = not comparison.links[n] and not of_us(frames)
        for frame in frames:
            new = {term.word.text for term in unsaid(frame, held)}
            if free and len(new) >= _NEW:  # sympathy has no source
                if sympathetic(frame, lexicon):
                    continue
                new = {word for word in new if not judging(word, lexicon)}
            telling = [term for term in frame.terms if not term.light]
            if len(new) >= _NEW and len(new) * 2 >= len(telling):
                found = finding(frame)
                mostly = len(new) >= _MOSTLY * len(telling)
                yield found if mostly else replace(found, severity=Severity.REVIEW)


def invented_names(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per name that stands in no text beside the rewrite."""
    sides = [s for s in (comparison.draft, comparison.customer, comparison.facts) if s]
    known: set[str] = set()
    lexicon, reply = comparison.lexicon, comparison.reply.document
    starts = [piece.start for piece in reply.protected]
    for match in _NAME.finditer(reply.text):
        name = match[0].lower()
        at = match.start()
        dated = name in lexicon.months or name in lexicon.weekdays
        last = bisect_right(starts, at) - 1
        beside = last >= 0 and at <= reply.protected[last].end + 1
        if dated or beside or _titled(reply.text, at):
            continue
        known = known or {word for s in sides for word in _LETTERS.findall(s.document.text.lower())}
        if name in known:
            continue
        sentence = comparison.reply.sentence_at(at)
        if sentence is not None and any(
            frame.courtesy for frame in comparison.reply.by_sentence[sentence]
        ):
            continue
        yield Finding(
            "invented_fact",
            Severity.REVIEW,
            f"The rewrite says '{match[0]}'; your draft does not.",
            Value.HONESTY,
            reply=Span(at, match.end(), match[0]),
            also=("changed_figure", "swapped_actor"),
        )


def _titled(text: str, at: int) -> bool:
    """True behind another capitalised word: part of a longer name or of a heading."""
    previous = text[max(0, at - _WORD) : at].split()[-1:]
    return bool(previous) and previous[0].lstrip("(\"'“‘")[:1].isupper()


def _kind(frame: Frame) -> bool:
    return frame.courtesy or bool(frame.cues & {"closers", "feeling"})
