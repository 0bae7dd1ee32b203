"""Clauses of the draft that no sentence of the rewrite carries."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.guardrails.evidence import gone
from api.domain.pairing import Carried

_BLOCKS, _BLOCKS_REFUSED = 0.25, 0.34
"""Share of a clause's words that one sentence must say; of a refusal, which is worth more."""
_TELLING = 2.3
"""Weight of words from which a clause that is gone may not go out."""
_LOOKS = Carried(alone=0.34, together=0.45, anywhere=0.5)
"""Shares below which a strict reader would look."""
_MOST = 0.6
"""Share of each clause that one sentence must say where the sentences are not linked."""
_ALL = 0.95
"""The same where all of the rewrite is the draft's own, word for word."""
_MEANINGFUL = 1.6
"""Weight of words below which a clause says nothing of its own."""


def lost_clauses(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per draft clause that is gone and said something.

    A sentence that no sentence of the rewrite comes from is gone unless one says most of it.
    """
    enough = _ALL if _untouched(comparison) else _MOST
    for n, frames in comparison.altered:
        uncarried = not comparison.carriers(n) and _stated(frames)
        uncarried = uncarried and _unsaid(frames, comparison, enough)
        for frame in frames:
            severity = _lost(frame, comparison)
            if uncarried and frame.weight >= _MEANINGFUL:
                severity = Severity.BLOCK
            if severity:
                yield gone(_name(frame), Value.HONESTY, comparison, frame, severity)


def _stated(frames: Sequence[Frame]) -> bool:
    """True unless the sentence is courtesy or an invitation, which may go."""
    if any("closers" in frame.cues for frame in frames):
        return False
    return not all(frame.courtesy and not frame.mentions for frame in frames)


def _untouched(comparison: Comparison) -> bool:
    """True if each sentence of the rewrite is one of the draft's, so that none says another's."""
    own = {sentence.text for sentence in comparison.draft.document.sentences}
    said = zip(comparison.reply.document.sentences, comparison.reply.by_sentence, strict=True)
    return all(sentence.text in own or not _stated(frames) for sentence, frames in said)


def _unsaid(frames: Sequence[Frame], comparison: Comparison, enough: float) -> bool:
    return all(comparison.carried_of(frame).alone < enough for frame in frames)


def lost(comparison: Comparison) -> Iterator[int]:
    """Positions of draft sentences of which a clause is said nowhere in the rewrite."""
    for n, frames in enumerate(comparison.draft.by_sentence):
        if any(_lost(frame, comparison) for frame in frames):
            yield n


def _lost(frame: Frame, comparison: Comparison) -> Severity | None:
    """How bad it is that a clause, no courtesy, is not said; None where enough of it is."""
    if (frame.courtesy and not frame.mentions) or "closers" in frame.cues:
        return None
    if frame.weight < _MEANINGFUL:
        return None
    if _figure_kept(frame, comparison):
        return None
    said = comparison.carried_of(frame)
    refused = frame.force is Force.REFUSAL
    telling = refused or frame.weight >= _TELLING
    if telling and said.alone < (_BLOCKS_REFUSED if refused else _BLOCKS):
        return Severity.BLOCK
    few = said.together < _LOOKS.together or said.anywhere < _LOOKS.anywhere
    if few or said.alone < _LOOKS.alone:
        return Severity.REVIEW
    return None


def _figure_kept(frame: Frame, comparison: Comparison) -> bool:
    """True if the clause is about a figure, and the rewrite has it: it says it in other words."""
    telling = [figure.key for figure in comparison.draft.figures_in(frame) if not figure.weak]
    return bool(telling) and comparison.reply.figure_keys.issuperset(telling)


def _name(frame: Frame) -> str:
    if frame.force is Force.REFUSAL:
        return "lost_refusal"
    if frame.force is Force.QUESTION or any(p.duty for p in frame.predicates):
        return "lost_request"
    return "dropped_condition" if frame.force is Force.CONDITION else "dropped_fact"
