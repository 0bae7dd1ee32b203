"""What the draft orders its writer to say or to grant is no word to the customer.

What stands only in a clause that speaks to whoever writes (api.domain.orders) has no source.
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.figure import Figure
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import added
from api.domain.guardrails.unsourced import talks
from api.domain.pairing import unsaid
from api.domain.predicates import Actor
from api.domain.side import Side

_NOTHING = frozenset[str]()
SILENT = frozenset({Force.QUESTION, Force.CONDITION, Force.REFUSAL})
"""Forces of clauses that grant nothing."""


def obeyed_orders(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause that says what the draft only orders its writer to say."""
    draft, reply = comparison.draft, comparison.reply
    ordered = draft.to_writer
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
