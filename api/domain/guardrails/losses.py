"""Sentences of the draft that no sentence of the rewrite carries."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.frames import Force, Frame

_COVERED = 0.25
"""Share of a sentence's words that the rewrite must hold somewhere to count as carried."""
_MEANINGFUL = 2
"""Words besides the common ones below which a sentence says nothing of its own."""


def lost_sentences(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per draft sentence that is gone and said something."""
    for n in lost(comparison):
        sentence = comparison.draft.document.sentences[n]
        forces = {frame.force for frame in comparison.draft.frames_of([n])}
        name = (
            "lost_refusal"
            if Force.REFUSAL in forces
            else "lost_request"
            if forces & {Force.QUESTION, Force.INSTRUCTION}
            else "dropped_fact"
        )
        yield Finding(
            name,
            Severity.BLOCK,
            f"Your draft says '{sentence.text}'; the rewrite leaves it out.",
            Value.HONESTY,
            draft=Span.of(comparison.draft.document.text, sentence.start, sentence.end),
        )


def lost(comparison: Comparison) -> Iterator[int]:
    """Positions of draft sentences that say something and are said nowhere in the rewrite.

    Courtesy, and what another sentence of the draft that is carried says as well, may go.
    """
    everywhere = frozenset().union(*comparison.reply.features)
    for n, features in enumerate(comparison.draft.features):
        about = {feature for feature in features if feature[:1] != "!"}
        frames = comparison.draft.frames_of([n])
        if comparison.carriers(n) or len(about) < _MEANINGFUL:
            continue
        if _courtesy(frames, comparison) or _repeated(about, comparison):
            continue
        if len(about & everywhere) < _COVERED * len(about):
            yield n


def _courtesy(frames: tuple[Frame, ...], comparison: Comparison) -> bool:
    if any(comparison.lexicon.closers.within(frame.clause.words) for frame in frames):
        return True
    return all(frame.courtesy and not frame.mentions for frame in frames)


def _repeated(about: set[str], comparison: Comparison) -> bool:
    """True if a sentence of the draft that is carried says half of it as well."""
    return any(
        len(about & features) * 2 >= len(about) and comparison.carriers(n)
        for n, features in enumerate(comparison.draft.features)
    )
