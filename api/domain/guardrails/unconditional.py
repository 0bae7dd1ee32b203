"""What the draft says under a condition is not said without one.

Where `conditions` asks whether a condition's words are still said, this looks at the clause that
depended on it: it is said, and nothing beside it sets any condition in any wording we know.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame, Term

_SET = frozenset(
    {"if", "unless", "once", "until", "till", "when", "whenever", "where", "wherever", "only",
     "provided", "providing", "subject", "case", "event", "depending", "depends", "depend",
     "dependent", "without", "otherwise", "else", "required", "requires", "require", "requirement",
     "condition", "conditional", "assuming", "permitting", "permits", "allowing", "allows", "as",
     "after", "before", "following", "upon", "whether", "eligible", "anyone", "anybody", "whoever",
     "whichever", "those", "then", "pending", "while", "absence", "must", "need", "needs", "any",
     "except", "given", "first", "should"}
)  # fmt: skip
"""Words by which a clause may set a condition, however it is worded."""
_OPENING = frozenset({"to", "with", "without", "for", "or", "on", "in"})
"""Words with which a sentence sets one at its beginning: "With your consent, ..."."""
_INVERTING = frozenset({"were", "had"})
_SUBJECTS = frozenset({"i", "we", "you", "they", "he", "she", "it", "the", "this", "that", "your"})
_BEHIND = frozenset({("subject", "to"), ("depending", "on"), ("conditional", "on"), ("only", "if")})
"""Words behind which a condition stands in the clause that depends on it."""
_SOON = frozenset({"before", "after", "without"})
_PERMITTING = 2
"""Words before a "permitting" that may be part of the condition."""
_UNSAID = 0.5
"""Share of a condition's words from which it is said."""
_KEPT = 0.5
"""Share of the words that depend on it from which these are said."""


class _Condition(NamedTuple):
    """The words of a condition, and those that depend on it."""

    terms: tuple[Term, ...]
    main: tuple[Term, ...]


def unconditional(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause of the rewrite that no longer depends on the draft's condition.

    Conditions of light words alone ("if needed"), wishes and courtesy are left to `conditions`.
    """
    for n, frames in comparison.altered:
        carriers = comparison.carriers(n)
        if not carriers or any("closers" in frame.cues for frame in frames):
            continue
        for at, frame in enumerate(frames):
            condition = _condition(at, frames)
            if condition and _dropped(condition, carriers, comparison):
                source = comparison.draft.quote(frame)
                message = f"Your draft sets the condition '{source.quote}'; the rewrite drops it."
                yield Finding(
                    "dropped_condition", Severity.BLOCK, message, Value.INTEGRITY, draft=source
                )


def _condition(at: int, frames: Sequence[Frame]) -> _Condition | None:
    """The condition that a clause is, or that stands in it; None without telling words."""
    frame = frames[at]
    if frame.force is Force.CONDITION and "wishing" not in frame.cues:
        beside = (*frames[max(0, at - 1) : at], *frames[at + 1 : at + 2])
        terms = frame.terms
        main = [term for f in beside if f.force is not Force.CONDITION for term in f.terms]
    else:
        inside = _inside(frame.clause.texts)
        starts = {word.start for word in frame.clause.words[inside]} if inside else frozenset()
        terms = tuple([term for term in frame.terms if term.word.start in starts])
        main = [term for term in frame.terms if term.word.start not in starts]
    found = _Condition(
        tuple([term for term in terms if not term.light]),
        tuple([term for term in main if not term.light]),
    )
    return found if found.terms and found.main else None


def _inside(words: Sequence[str]) -> slice | None:
    """Where a condition stands in the clause that depends on it: "subject to survey"."""
    for at, two in enumerate(pairwise(words)):
        if two in _BEHIND:
            return slice(at + 2, None)
        if at > 1 and two[0] in _SOON and not two[1][:1].isdigit():
            return slice(at + 1, None)
    if words[-1] == "permitting":
        return slice(max(0, len(words) - 1 - _PERMITTING), None)
    return None


def _dropped(condition: _Condition, carriers: Sequence[int], comparison: Comparison) -> bool:
    """True if a carrier says what depended on the condition, and nothing near sets that."""
    reply = comparison.reply
    carried = reply.frames_of(carriers)
    says = max(carried, key=lambda frame: _share(condition.main, frame.about), default=None)
    at = reply.sentence_at(says.clause.start) if says else None
    if says is None or at is None or _share(condition.main, says.about) < _KEPT:
        return False
    if _share(condition.terms, reply.said[at]) >= _UNSAID:
        return False
    for n in {*carriers, at - 1, at + 1} - {-1, at, len(reply.by_sentence)}:
        if _share(condition.terms, reply.said[n]) >= _UNSAID and _sets(reply.by_sentence[n]):
            return False
    place = reply.by_sentence[at].index(says)
    return not _sets(reply.by_sentence[at][max(0, place - 1) : place + 2])


def _share(terms: Sequence[Term], about: frozenset[str]) -> float:
    return sum(not term.concepts.isdisjoint(about) for term in terms) / len(terms)


def _sets(frames: Sequence[Frame]) -> bool:
    """True if one of these clauses sets a condition."""
    for frame in frames:
        words = frame.clause.texts
        if not _SET.isdisjoint(words) or frame.force is Force.QUESTION:
            return True
        if any(one in _INVERTING and two in _SUBJECTS for one, two in pairwise(words)):
            return True
    return frames[0].clause.texts[0] in _OPENING
