"""What is charged for stays charged for: a rewrite makes nothing free, and nothing cheaper.

Read off two lists of the lexicon, so it knows no product: words of a lower price, and words that
deny a charge. A draft that lifts the charge in any of them, or in other words, backs both.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from api.domain.comparison import Comparison
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import unpromised
from api.domain.guardrails.orders import SILENT, to_writer
from api.domain.side import Side
from api.domain.words import stem

_RELIEF = frozenset({"waive", "refund", "credit", "cover", "remove"})
"""Acts of the lexicon by which less is to be paid."""
_CHARGING = frozenset(map(stem, ("charge", "bill", "pay", "cost", "invoice")))
"""Stems of verbs that, denied, lift a charge: "we won't *charge* you"."""
_NOT = frozenset({"not", "no", "never", "nor", "isnt"})
_FREEING = {"no": 2, "nothing": 2, "without": 4, "free": 4}
"""Words that deny a charge, and how many words behind a "not" they are denied by it."""
_MANY = 40
"""Clauses of the draft that are looked at."""
_INCLUDED = frozenset(
    {"included", "includes", "include", "covered", "free", "throw", "gift", "bonus"}
)
"""Words of a draft that say as much, or may."""


def lifted_charges(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause in which something costs less than the draft says."""
    finding = unpromised(comparison)
    relieving: list[Frame] | None = None
    for frame in comparison.reply.frames:
        if not _cheaper(frame) or frame.force in SILENT:
            continue
        if relieving is None:
            relieving = list(islice(_relieving(comparison.draft), _MANY))
        if not any(_backs(source, frame) for source in relieving):
            yield finding(frame)


def _cheaper(frame: Frame) -> bool:
    """True for words of a lower price; what denies a charge denies nothing else."""
    if "cheaper" not in frame.cues and _felt(frame):
        return False
    return "costless" in frame.cues or ("cheaper" in frame.cues and not frame.negated)


def _relieving(draft: Side) -> Iterator[Frame]:
    """The clauses of the draft that tell the customer of a lower charge, or of none."""
    orders = to_writer(draft)
    return (f for f in draft.frames if _relieves(f) and f.clause.start not in orders)


def _relieves(source: Frame) -> bool:
    if any(p.negated and p.stem in _CHARGING for p in source.predicates):
        return True
    words = source.clause.texts
    if "costless" in source.cues and not _denied(words):
        return True
    if source.force is Force.REFUSAL:
        return False
    told = words[: min((at for at, word in enumerate(words) if word in _NOT), default=len(words))]
    if not _INCLUDED.isdisjoint(told):
        return True
    worded = "cheaper" in source.cues or not source.acts.isdisjoint(_RELIEF)
    return worded and not source.negated


def _felt(frame: Frame) -> bool:
    """True for "waiting in for nothing is annoying": time that was lost, and no price."""
    told = frame.force in {Force.PROMISE, Force.OFFER} or "nothing" not in frame.clause.texts
    return not told and "feeling" in frame.cues


def _denied(words: Sequence[str]) -> bool:
    """True for "not without a fee"; what else of the clause is denied is another matter."""
    return any(
        free in words[at + 1 : at + 1 + reach]
        for at, word in enumerate(words)
        if word == "not"
        for free, reach in _FREEING.items()
    )


def _backs(source: Frame, frame: Frame) -> bool:
    """True but for what the customer is told to do, which backs that alone: "return it free"."""
    told = [p for p in source.predicates if p.order]
    return not told or any(not p.about.isdisjoint(frame.about) for p in told)
