"""A rewrite asks the customer for nothing of theirs that the draft does not speak of.

"Please send us your passport" needs a draft that names the passport. What the customer or a fact
says is no reason to ask.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import CAN, WILL, Force
from api.domain.frames import Frame, Term
from api.domain.guardrails.evidence import added

_HANDING = frozenset(
    {"send", "give", "share", "tell", "provide", "reply", "respond", "answer", "enter", "type",
     "submit", "confirm", "forward", "upload", "supply", "state", "attach", "email", "text",
     "post", "write", "fill", "transfer", "pay", "verify"}
)  # fmt: skip
"""Verbs by which something of the customer's comes to us, or into a form."""
_WISHING = CAN | WILL
_THING = 3
"""Words behind a "your" among which what is asked for stands."""
_ANSWERS = frozenset({"choice", "preference", "preferred", "decision", "answer", "request"})
"""What any question asks for: "say which" is "tell us your choice"."""
_TALK = frozenset({"closers", "speaking", "optional"})


def new_demands(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that asks for a thing of the customer's that is new."""
    finding = added(
        "invented_fact", "your draft does not ask for that.", Value.INTEGRITY, comparison
    )
    said: frozenset[str] | None = None
    for frame in comparison.new_frames:
        asked = _asked(frame)
        if not asked:
            continue
        said = _told(comparison) if said is None else said
        if all(term.concepts.isdisjoint(said) for term in asked):
            yield finding(frame)


def _asked(frame: Frame) -> Sequence[Term]:
    """What the customer is asked for as theirs; nothing where nothing is asked."""
    words = frame.clause.texts
    if "your" not in words or frame.negated or frame.force is Force.CONDITION:
        return ()
    if frame.cues & _TALK:
        return ()
    verb = _asking(frame)
    if verb is None or "your" not in words[verb:]:
        return ()
    first = words.index("your", verb) + 1
    held = {word.start for word in frame.clause.words[first : first + _THING]}
    thing = [term for term in frame.terms if term.word.start in held and not term.light][:1]
    return [term for term in thing if term.word.text not in _ANSWERS]


def _asking(frame: Frame) -> int | None:
    """Position of the verb by which the customer is to hand something over: told so, or asked."""
    words = frame.clause.texts
    if frame.force is Force.QUESTION and "you" in words:
        at = words.index("you") + 1
        at += words[at : at + 1] in (("please",), ("kindly",))
        wished = (
            words[at : at + 1] and words[at] in _HANDING and not _WISHING.isdisjoint(words[:at])
        )
        return at if wished else None
    duties = (p for p in frame.predicates if p.duty and not p.negated)
    return next((p.verb for p in duties if p.word in _HANDING), None)


def _told(comparison: Comparison) -> frozenset[str]:
    """What the draft speaks of to the customer."""
    orders = comparison.draft.to_writer
    return frozenset[str]().union(
        *(
            frame.about
            for frame in comparison.draft.frames
            if frame.clause.start not in orders
            and (
                frame.force is Force.PERMISSION
                or ("ask", "for") not in pairwise(frame.clause.texts)
            )
        )
    )
