"""What the draft makes depend on something still depends on it."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Value
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.pairing import nearest

_ALONE, _TOGETHER = 0.4, 0.5
"""Shares of a condition's words that one sentence must say, or else two that stand together."""
_ALIKE = 0.4
"""Share of the smaller clause that must be common for an "only" to be the draft's."""
_INVITING = frozenset({"contact", "respond", "help"})
"""Acts to which a customer is only invited: "if you are unhappy, write to us"."""
_TELLING = 2
"""Words, not light ones, from which a condition is more than a turn of phrase."""


def dropped_conditions(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per condition of the draft that the rewrite no longer sets.

    A condition is kept where one sentence says most of it, however it is worded; one of light
    words alone ("if needed") where its carriers set any condition at all.
    """
    for n, frames in comparison.altered:
        if not any(frame.force is Force.CONDITION or _only(frame) for frame in frames):
            continue
        carried = comparison.reply.frames_of(comparison.carriers(n))
        if not carried or any("closers" in frame.cues for frame in frames):
            continue
        for frame in frames:
            if not frame.terms:
                continue
            if frame.force is Force.CONDITION and _dropped(frame, carried, comparison):
                severity = _severity(frame, frames, carried)
                if severity:
                    yield _finding(comparison, frame, severity)
            elif _only(frame) and not _still_only(frame, carried, comparison):
                also = ("widened_scope", "dropped_fact")
                yield _finding(comparison, frame, Severity.BLOCK, also)


def _dropped(frame: Frame, carried: tuple[Frame, ...], comparison: Comparison) -> bool:
    if any(not term.light for term in frame.terms):
        said = comparison.carried_of(frame)
        return said.alone < _ALONE and said.together < _TOGETHER
    conditional = any("condition" in other.cues for other in carried)
    return not conditional and "wishing" not in frame.cues


def _still_only(frame: Frame, carried: tuple[Frame, ...], comparison: Comparison) -> bool:
    """True if a carrier, or a clause about the same anywhere, limits as well."""
    limiting = {"restrictive", "negative"}
    if any(other.cues & limiting for other in carried):
        return True
    pair = nearest(frame, (r for r in comparison.reply.frames if r.cues & limiting))
    return pair is not None and pair.shared >= _ALIKE


def _only(frame: Frame) -> bool:
    return "only" in frame.clause.texts and not frame.courtesy


def _severity(frame: Frame, sentence: Sequence[Frame], carried: Sequence[Frame]) -> Severity | None:
    """Blocks where nothing binds the carriers any more, and the sentence is no invitation."""
    inviting = any(f.courtesy or f.acts & _INVITING for f in sentence if f is not frame)
    bound = any("condition" in other.cues for other in carried)
    telling = sum(not term.light for term in frame.terms) >= _TELLING
    loose = not (inviting or bound)
    if telling and loose:
        return Severity.BLOCK
    return Severity.REVIEW if telling or loose else None


def _finding(
    comparison: Comparison, frame: Frame, severity: Severity, also: tuple[str, ...] = ()
) -> Finding:
    source = comparison.draft.quote(frame)
    message = f"Your draft sets the condition '{source.quote}'; the rewrite drops it."
    return Finding("dropped_condition", severity, message, Value.INTEGRITY, draft=source, also=also)
