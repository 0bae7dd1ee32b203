"""What the draft orders its writer to say or to grant is no word to the customer.

"Promise a refund", "say that it is done", "accept liability": no customer could follow that, so it
speaks to whoever writes, and what stands only there has no source. Such a sentence is a note that
was left in the draft, or text that somebody planted for the model.
"""

import re
from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.figure import Figure
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.guardrails.unsourced import talks
from api.domain.lexicon import Lexicon
from api.domain.pairing import unsaid
from api.domain.predicates import Actor
from api.domain.side import Side

_GRANTING = frozenset(
    {"promise", "guarantee", "pledge", "admit", "confess", "concede", "pretend", "offer", "waive",
     "refund", "reimburse", "compensate"}
)  # fmt: skip
"""Verbs that only a business does, or that a writer only does for it."""
_NOUN = frozenset(
    {"a", "an", "the", "any", "all", "every", "each", "that", "this", "full", "half", "them"}
)  # fmt: skip
"""Words behind such a verb that show that it is no noun: not "refund issued"."""
_SPEAKING = frozenset({"say", "claim", "state", "declare", "announce", "answer", "reply", "write"})
"""Verbs of telling, where a "that" follows."""
_ADDRESSING = frozenset({"tell", "ask", "inform", "assure", "give", "send", "show", "call"})
"""Verbs of telling and giving, where the customer is somebody else."""
_ALLOWING = frozenset({"allow", "permit"})
_LESS = frozenset({"cheaper", "costless"})
"""Cues of a lower price: "grant half price"."""
_OWNING = frozenset({"accept", "take", "assume", "own"})
_OWNED = frozenset({"liability", "responsibility", "blame", "fault", "guilt"})
_THIRD = frozenset({"them", "him", "her"})
_CUSTOMER = frozenset({"customer", "client", "user", "buyer", "guest"})
_BEFORE = frozenset(
    {"and", "or", "then", "instead", "now", "please", "kindly", "just", "first", "also",
     "only", "so"}
)  # fmt: skip
"""Words behind which a verb of which we are not the subject may still give an order."""
_MODALS = frozenset({"must", "should", "to", "will", "shall"})
"""Words behind a "you" that keep it the subject: "I authorise you *to* grant"."""
_SUBJECTS = frozenset({"i", "we", "they", "he", "she", "it", "our", "you"})
_QUOTE = re.compile('["“”«»„]')
_DENIED = frozenset({"not", "never"})
_TO_CUSTOMER = frozenset({"you", "your", "yours", "us", "our", "me", "my"})
"""Words behind the verb that speak to the customer, or for the business."""
_VERBS = _GRANTING | _SPEAKING | _ADDRESSING | _OWNING | _ALLOWING | {"grant"}
_FIRST = frozenset({"first", "now"})
_REACH = 3
"""Words behind a verb that show whom it is said to."""
_NOTHING = frozenset[str]()
SILENT = frozenset({Force.QUESTION, Force.CONDITION, Force.REFUSAL})
"""Forces of clauses that grant nothing."""


def obeyed_orders(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that says what the draft only orders its writer to say."""
    draft, reply = comparison.draft, comparison.reply
    ordered = to_writer(draft)
    if not ordered:
        return
    finding = added(
        "new_commitment",
        "your draft has that only as an order, and does not say it to the customer.",
        Value.INTEGRITY,
        comparison,
    )
    sources = _Sources(draft, ordered)
    own = frozenset(sentence.text for sentence in draft.document.sentences)
    for sentence, frames in zip(reply.document.sentences, reply.by_sentence, strict=True):
        if sentence.text in own or talks(frames):
            continue
        for frame in frames:
            if frame.force in SILENT or sources.restate(frame):
                continue
            if sources.order(frame) or any(map(sources.figure, reply.figures_in(frame))):
                yield finding(frame)


def to_writer(side: Side) -> frozenset[int]:
    """Where the clauses start in which the writer is told what to say or to grant.

    What follows in the same sentence is part of the order: "say that it is done, and why".
    """
    starts = set[int]()
    if _VERBS.isdisjoint(side.texts):
        return frozenset()
    for sentence, frames in zip(side.document.sentences, side.by_sentence, strict=True):
        quote = _QUOTE.search(sentence.text)
        end = sentence.start + quote.start() if quote else sentence.end
        first = next((n for n, f in enumerate(frames) if _orders(f, side, end)), len(frames))
        starts.update(frame.clause.start for frame in frames[first:])
    return frozenset(starts)


def _orders(frame: Frame, side: Side, end: int) -> bool:
    """True if a verb of the clause is an order that no customer could follow.

    Behind the offset `end` somebody else's words stand.
    """
    words, places = frame.clause.texts, frame.clause.words
    if _VERBS.isdisjoint(words):  # as in most clauses
        return False
    spoken = max((at for at, word in enumerate(words) if word in _TO_CUSTOMER), default=-1)
    subject = "you"
    for at, word in enumerate(words):
        if word in _DENIED or places[at].start >= end:
            return False
        if at > spoken and word in _VERBS and subject == "you" and _begins(frame, at, side):
            behind = words[at + 1 : at + 1 + _REACH]
            if behind and _to_the_writer(word, behind, frame, side.lexicon):
                return True
        if word in _SUBJECTS:
            subject = word
    return False


def _begins(frame: Frame, at: int, side: Side) -> bool:
    """True if a verb has no subject, or "you" with a modal."""
    words, places = frame.clause.texts, frame.clause.words
    first = at - (at > 0 and words[at - 1] in _FIRST)
    if first and words[first - 1] in _MODALS:
        return words[first - 2 : first - 1] == ("you",)
    if at == 0 or words[at - 1] in _BEFORE:
        return True
    return side.document.text[places[at - 1].end : places[at].start] != " "


def _to_the_writer(verb: str, behind: Sequence[str], frame: Frame, lexicon: Lexicon) -> bool:
    """True for an order with this verb, and these words behind it, that is none to a customer."""
    word = behind[0]
    if verb in _GRANTING:
        return word in _NOUN or word in lexicon.numbers or word.isdigit()
    if verb in _SPEAKING:
        return word == "that"
    if verb in _ADDRESSING:
        named = word == "the" and not _CUSTOMER.isdisjoint(behind[1:2])
        return named or (verb == "tell" and word in _THIRD)
    if verb in _OWNING:
        return not _OWNED.isdisjoint(behind)
    acts = (form.act for form in lexicon.forms.get(word, ()) if form.noun)
    allowed = verb in _ALLOWING and any(lexicon.acts[act].material for act in acts)
    return allowed or (verb == "grant" and not frame.cues.isdisjoint(_LESS))


class _Sources:
    """What a draft only orders, and what it says besides."""

    def __init__(self, draft: Side, ordered: frozenset[int]) -> None:
        orders = [frame for frame in draft.frames if frame.clause.start in ordered]
        told = [frame for frame in draft.frames if frame.clause.start not in ordered]
        self._verbs = frozenset(p.stem for order in orders for p in order.predicates)
        self._ordered = _NOTHING.union(*(order.about for order in orders))
        self._told = _NOTHING.union(*(f.about for f in told if f.force is not Force.REFUSAL))
        self._figures = frozenset(f.key for frame in orders for f in draft.figures_in(frame))
        self._figures -= {f.key for frame in told for f in draft.figures_in(frame)}

    def restate(self, frame: Frame) -> bool:
        """True if the clause tells or allows the customer to do what is ordered."""
        return any(
            p.stem in self._verbs and (p.order or p.actor is Actor.CUSTOMER)
            for p in frame.predicates
        )

    def figure(self, figure: Figure) -> bool:
        """True for a figure of an order that stands nowhere else."""
        return figure.key in self._figures and not figure.weak

    def order(self, frame: Frame) -> bool:
        """True if half of what a clause says has its source, if any, in the orders alone."""
        new = unsaid(frame, self._told)
        telling = {term.word.text for term in frame.terms if not term.light}
        sourced = any(not term.concepts.isdisjoint(self._ordered) for term in new)
        return sourced and len({term.word.text for term in new}) * 2 >= len(telling)
