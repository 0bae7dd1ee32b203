"""A rewrite calls nobody names: a word of contempt has its source in the draft, or does not go out.

That the customer used it first is no reason: "I am an idiot" is not said back.
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.forces import Force
from api.domain.guardrails.evidence import added

_TOLD = frozenset({"feel", "feels", "felt", "feeling", "called", "treated", "accused"})
"""Words by which contempt is somebody else's: "sorry that you *felt* stupid"."""


def insults(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per clause with a word of contempt that the draft has not."""
    finding = added("invented_fact", "your draft does not say that.", Value.HONESTY, comparison)
    draft, find = comparison.draft, comparison.lexicon.cues.find
    own: frozenset[str] | None = None
    for frame in comparison.new_frames:
        if "insulting" not in frame.cues or frame.negated or frame.force is Force.QUESTION:
            continue
        words = frame.clause.texts
        if not _TOLD.isdisjoint(words):
            continue
        if own is None:
            orders = draft.to_writer
            told = (f for f in draft.frames if f.clause.start not in orders)
            own = frozenset[str]().union(*(f.clause.texts for f in told))
        if any(cue.name == "insulting" and words[cue.start] not in own for cue in find(words)):
            yield finding(frame)
