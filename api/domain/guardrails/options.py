"""What the draft asks for has become something that would be nice to have.

"The report must be signed" is no "ideally the report would be signed", and "send the label" no
"send the label if you still have it". The words that make it so may stand in a clause of their own.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import coverage, nearest

_NICE = frozenset(
    {"helpful", "useful", "handy", "appreciated", "ideally", "preferably", "optionally", "optional"}
)
_WISHED = frozenset(
    {("may", "like"), ("might", "like"), ("may", "want"), ("might", "want"), ("may", "wish"),
     ("might", "wish"), ("could", "also"), ("could", "perhaps"), ("could", "maybe"),
     ("feel", "free"), ("not", "essential"), ("not", "required"), ("we", "recommend"),
     ("i", "recommend"), ("we", "suggest"), ("i", "suggest"), ("we", "advise"),
     ("is", "recommended"), ("are", "recommended"), ("be", "great"), ("be", "nice"),
     ("be", "ideal"), ("good", "idea"), ("if", "possible"), ("where", "possible"),
     ("wherever", "possible"), ("if", "convenient")}
)  # fmt: skip
_AMONG = frozenset({"also", "perhaps", "just", "then", "well", "would", "strongly", "d"})
"""Words that may stand between two of these: "you may *also* want to"."""
_HAVING = frozenset(
    {("still", "have"), ("happen", "to"), ("have", "them"), ("have", "it"), ("have", "one"),
     ("have", "any"), ("have", "that")}
)  # fmt: skip
"""Behind "if you", words that ask for a thing only where it is at hand."""
_DUTY = frozenset({"must", "needed", "required", "mandatory", "compulsory"})
_DUTIES = frozenset(
    {("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to"), ("we", "need"),
     ("need", "the"), ("would", "need")}
)  # fmt: skip
_SIGNS = _NICE | {first for first, _ in _WISHED | _HAVING} | {"example"}
"""One word of each of these, which few clauses have."""
_SHORT = 9
"""Words up to which an "if you have it" is no condition of its own."""
_ALIKE = 0.4
"""Share of a clause that must be common for it to carry what the draft asks."""
_NO_REQUEST = frozenset({"closers", "possible", "optional"})


def optional_requests(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per request of the draft that has become an option."""
    for n, sentence in comparison.anew:
        open_at = [at for at, frame in enumerate(sentence) if _leaves_open(frame)]
        sources = comparison.draft.frames_of(comparison.links[n]) if open_at else ()
        if not sources or any(_leaves_open(s) or "optional" in s.cues for s in sources):
            continue
        asked = [source for source in sources if _asks(source)]
        for at in open_at:
            source = _asked_for(sentence[max(0, at - 1) : at + 2], asked)
            if source:
                yield changed("lost_request", Value.INTEGRITY, comparison, source, sentence[at])
                break


def _asked_for(near: Sequence[Frame], asked: Sequence[Frame]) -> Frame | None:
    """The request of the draft that these clauses say."""
    about = frozenset[str]().union(*[frame.about for frame in near])
    for source in asked:
        pair = nearest(source, near)
        if pair and pair.shared >= _ALIKE and coverage(source, [about]) >= _ALIKE:
            return source
    return None


def _leaves_open(frame: Frame) -> bool:
    """True if what is asked for may as well not be done."""
    words = frame.clause.texts
    if _SIGNS.isdisjoint(words):
        return False
    if not _NICE.isdisjoint(words) or words[-2:] == ("for", "example"):
        return True
    plain = [word for word in words if word not in _AMONG]
    twos = frozenset((*pairwise(words), *pairwise(plain)))
    at_hand = words[:2] == ("if", "you") and len(words) <= _SHORT and "any" not in words
    return not twos.isdisjoint(_WISHED) or (at_hand and not twos.isdisjoint(_HAVING))


def _asks(source: Frame) -> bool:
    """True if the clause tells the customer what to do or what is needed, without a choice."""
    words = source.clause.texts
    if source.negated or source.force is Force.QUESTION or "or" in words:
        return False
    if source.cues & _NO_REQUEST:
        return False
    told = any(predicate.order for predicate in source.predicates)
    return told or not _DUTY.isdisjoint(words) or not _DUTIES.isdisjoint(pairwise(words))
