"""Figures that only a fact or the customer says, in what the draft does not speak of.

A fact makes more exact what the draft says already ("a refund takes *5 days*"); what the customer
reports may be said back as theirs ("you have waited *3 weeks*"). A figure that came with a wish,
or with an order hidden in either text, does neither.
"""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.figure import Figure
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.figures import invented
from api.domain.guardrails.unsourced import said_back, talks
from api.domain.lexicon import Lexicon
from api.domain.predicates import Actor
from api.domain.side import Side


def borrowed_figures(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per figure in digits that is told as ours and is not the draft's."""
    draft, reply = comparison.draft, comparison.reply
    facts, customer = comparison.facts, comparison.customer
    if facts is None and customer is None:
        return
    for figure in reply.figures:
        if figure.weak or draft.holds(figure) or not any(map(str.isdigit, figure.quote)):
            continue
        at = reply.sentence_at(figure.start)
        frames = reply.by_sentence[at] if at is not None else ()
        of_fact = facts is not None and facts.holds(figure)
        of_customer = customer is not None and customer.holds(figure)
        if (of_fact and _exact(frames, figure, draft)) or not (of_fact or of_customer):
            continue
        if not (of_customer and (talks(frames) or _reported(frames, comparison.lexicon))):
            yield invented(comparison, figure)


def _exact(frames: Sequence[Frame], figure: Figure, draft: Side) -> bool:
    """True if the draft tells, and does not refuse, most of what the figure's clause says."""
    frame = next((f for f in reversed(frames) if f.clause.start <= figure.start), None)
    said = [t for t in frame.terms if not t.light and t.word.text[0].isalpha()] if frame else []
    told = frozenset[str]().union(*(f.about for f in draft.frames if f.force is not Force.REFUSAL))
    new = sum(t.concepts.isdisjoint(told) for t in said)
    return 2 * new < len(said) or not said


def _reported(frames: Sequence[Frame], lexicon: Lexicon) -> bool:
    """True for what the customer did, or what befell them."""
    done = any(p.past and p.actor is not Actor.US for frame in frames for p in frame.predicates)
    return done and said_back(frames, lexicon)
