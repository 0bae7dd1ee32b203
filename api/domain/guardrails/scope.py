"""What holds for some things does not come to hold for all."""

from collections.abc import Iterator
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest

_ALIKE = 0.4
_ANY = frozenset({"a", "an", "any", "every"})
_REACH = 2
"""Words behind an "all" or "any" among which its noun stands."""


def widened_scopes(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per "all" or "any" of the rewrite over things that the draft has not.

    "Any damage" for "the arm": the noun is new, and the rest of the clause is the draft's.
    """
    if "universal" in comparison.reply.cues:
        yield from _universal(comparison)
    if "narrowing" in comparison.draft.cues:
        yield from _unnarrowed(comparison)


def _universal(comparison: Comparison) -> Iterator[Finding]:
    about = comparison.draft.about
    for n, frames in comparison.anew:
        if not any(map(_claims, frames)):
            continue
        sources = comparison.draft.frames_of(comparison.links[n])
        if any("universal" in source.cues for source in sources):
            continue
        for frame in frames:
            if not _claims(frame) or not _new_noun(frame, about):
                continue
            pair = nearest(frame, sources)
            if pair and pair.shared >= _ALIKE:
                yield changed("widened_scope", Value.INTEGRITY, comparison, pair.frame, frame)


def _unnarrowed(comparison: Comparison) -> Iterator[Finding]:
    """A noun that has lost the word that narrows it: "a named adult", "an adult"."""
    reply = comparison.reply
    for n, frames in comparison.altered:
        if not any("narrowing" in frame.cues for frame in frames):
            continue
        carried = reply.frames_of(comparison.carriers(n))
        if not carried or any("narrowing" in frame.cues for frame in carried):
            continue
        about = frozenset().union(*(other.about for other in carried))
        for frame in frames:
            pair = nearest(frame, carried) if "narrowing" in frame.cues else None
            if pair and pair.shared >= _ALIKE and _bare(frame, pair.frame, about, comparison):
                yield changed("widened_scope", Value.INTEGRITY, comparison, frame, pair.frame)


def _bare(frame: Frame, reply: Frame, about: frozenset[str], comparison: Comparison) -> bool:
    """True if a noun behind a narrowing word is said of any of its kind, and the word nowhere."""
    words = frame.clause.texts
    entry = comparison.lexicon.entry
    anyone = [entry(b).concepts for a, b in pairwise(reply.clause.texts) if a in _ANY]
    for cue in comparison.lexicon.cues.find(words):
        if cue.name != "narrowing" or cue.end >= len(words):
            continue
        noun, word = entry(words[cue.end]), entry(words[cue.start])
        said = any(noun.concepts & other for other in anyone)
        if said and not noun.idle and word.concepts.isdisjoint(about):
            return True
    return False


def _claims(frame: Frame) -> bool:
    conditional = frame.force in {Force.CONDITION, Force.QUESTION, Force.INSTRUCTION}
    stated = not (frame.courtesy or conditional or "feeling" in frame.cues)
    return "universal" in frame.cues and stated


def _new_noun(frame: Frame, about: frozenset[str]) -> bool:
    """True if what stands behind the word of scope is nothing the draft speaks of."""
    for place in frame.universal:
        behind = frame.clause.words[place + 1 : place + 1 + _REACH]
        starts = {word.start for word in behind}
        telling = [t for t in frame.terms if t.word.start in starts and not t.light]
        if telling and all(term.concepts.isdisjoint(about) for term in telling):
            return True
    return False
