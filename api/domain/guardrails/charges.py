"""What is charged for stays charged for: a rewrite makes nothing free, and nothing cheaper.

Read off two lists of the lexicon, so it knows no product: words of a lower price, and words that
deny a charge. A draft that lifts the charge in any of them, or in other words, backs both.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from api.domain.comparison import Comparison
from api.domain.figure import FigureKind
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import unpromised
from api.domain.guardrails.orders import SILENT
from api.domain.side import Side
from api.domain.words import stem

_RELIEF = frozenset({"waive", "refund", "credit", "cover", "remove"})
"""Acts of the lexicon by which less is to be paid."""
_CHARGING = frozenset(map(stem, ("charge", "bill", "pay", "cost", "invoice")))
"""Stems of verbs that, denied, lift a charge: "we won't *charge* you"."""
_NOT = frozenset({"not", "no", "never", "nor", "isnt"})
_FREEING = {"no": 2, "nothing": 2, "without": 4, "free": 4}
"""Words that deny a charge, and how many words behind a "not" they are denied by it."""
_OWED = frozenset({"payable", "due", "owed", "owing", "chargeable"})
"""Words of which "nothing" lifts a charge: "nothing is payable"."""
_SOON = 4
"""Words from "nothing" on of which one may be such."""
_RELIEVING = frozenset(map(stem, ("waive", "refund", "reimburse", "credit")))
_WAIVERS = frozenset({"waiver", "waivers", "exemption", "reduction", "relief", "discount"})
"""What a "no" in front of a fee may deny instead: "no fee waiver"."""
_FREELY = frozenset({("no", "cost"), ("for", "free"), ("of", "charge"), ("without", "charge")})
"""Words by which something else is said to cost nothing."""
_DENYING = frozenset({"not", "never", "cannot", "nor"})
_GRANTING = frozenset({"allow", "permit", "grant", "offer", "give", "let"})
"""Orders that no customer could follow."""
_FAR = 6
"""Words behind a "not" in which it still denies."""
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
    for frame in comparison.new_frames:
        if not _cheaper(frame) or frame.force in SILENT:
            continue
        if relieving is None:
            relieving = list(islice(_relieving(comparison.draft), _MANY))
        if _shared(frame, comparison) or any(_backs(s, frame, comparison) for s in relieving):
            continue
        yield finding(frame)


def _shared(frame: Frame, comparison: Comparison) -> bool:
    """True for a lower price by a share that the draft gives: "10%, once per term"."""
    figures = comparison.reply.figures_in(frame)
    shares = [f for f in figures if f.kind is FigureKind.PERCENT and not f.weak]
    whole = "costless" in frame.cues
    return bool(shares) and not whole and all(map(comparison.draft.holds, shares))


def _cheaper(frame: Frame) -> bool:
    """True for words of a lower price; what denies a charge denies nothing else."""
    if _felt(frame):
        return False
    costless = "costless" in frame.cues and not _refused(frame.clause.texts)
    return costless or ("cheaper" in frame.cues and not frame.negated)


def _relieving(draft: Side) -> Iterator[Frame]:
    """The clauses of the draft that tell the customer of a lower charge, or of none."""
    orders = draft.to_writer
    return (f for f in draft.frames if _relieves(f) and f.clause.start not in orders)


def _relieves(source: Frame) -> bool:
    if any(p.negated and p.stem in _CHARGING for p in source.predicates):
        return True
    if any(p.stem in _RELIEVING and not p.negated for p in source.predicates):
        return True
    words = source.clause.texts
    if _nothing_owed(words) or ("costless" in source.cues and not _denied(words)):
        return True
    if source.force is Force.REFUSAL:
        return False
    told = (at for at, word in enumerate(words) if word in _INCLUDED)
    if any(_NOT.isdisjoint(words[max(0, at - _FAR) : at]) for at in told):
        return True
    worded = "cheaper" in source.cues or not source.acts.isdisjoint(_RELIEF)
    return worded and not source.negated


def _felt(frame: Frame) -> bool:
    """True for "waiting in for nothing is annoying", "I'm sorry you missed a discount"."""
    return frame.force not in {Force.PROMISE, Force.OFFER} and "feeling" in frame.cues


def _nothing_owed(words: Sequence[str]) -> bool:
    """True for "nothing is payable" and "nothing more is due"."""
    at = words.index("nothing") if "nothing" in words else len(words)
    return not _OWED.isdisjoint(words[at : at + _SOON])


def _denied(words: Sequence[str]) -> bool:
    """True for "not without a fee"; what else of the clause is denied is another matter."""
    return any(
        free in words[at + 1 : at + 1 + reach]
        for at, word in enumerate(words)
        if word == "not"
        for free, reach in _FREEING.items()
    )


def _refused(words: Sequence[str]) -> bool:
    """True for "no fee waiver" and "don't expect it at no cost"."""
    if "no" in words and not _WAIVERS.isdisjoint(words):
        return True
    freed = min((at for at, pair in enumerate(pairwise(words)) if pair in _FREELY), default=0)
    return not _DENYING.isdisjoint(words[:freed])


def _backs(source: Frame, frame: Frame, comparison: Comparison) -> bool:
    """True but for what the customer is told to do, which backs that alone: "return it free"."""
    told = [p for p in source.predicates if p.order]
    granting = any(p.word in _GRANTING for p in told)
    if not granting and any(behind is source for behind in comparison.sources(frame)):
        return True
    return not told or any(not p.about.isdisjoint(frame.about) for p in told)
