"""Personal data: the draft's own is there once more, and nobody else's is there at all."""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value


def disclosures(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per piece of personal data that the draft does not have."""
    personal = comparison.personal
    draft, reply = comparison.draft.document.text, comparison.reply.document.text
    for piece in sorted(personal.foreign) if personal else ():
        if piece in draft:
            continue
        for start in _anywhere(piece, reply):
            yield Finding(
                "disclosure",
                Severity.BLOCK,
                "The rewrite holds personal data, or a placeholder for it, that your draft does"
                " not have.",
                Value.INTEGRITY,
                reply=Span.of(reply, start, start + len(piece)),
            )


def altered_personal(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per piece of the draft's personal data that is lost or said once too often.

    The model saw a placeholder for it, and may have lost, changed or repeated that.
    """
    personal = comparison.personal
    draft, reply = comparison.draft.document.text, comparison.reply.document.text
    for piece in personal.own if personal else ():
        drafted, said = _alone(piece, draft), _alone(piece, reply)
        if not drafted:
            drafted, said = _anywhere(piece, draft), _anywhere(piece, reply)
        if not said:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"Your draft has '{piece}'; the rewrite leaves it out.",
                Value.INTEGRITY,
                draft=Span.of(draft, drafted[0], drafted[0] + len(piece)),
                also=("dropped_fact",),
            )
        for start in _unsourced_first(comparison, piece, said)[len(drafted) :]:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"The rewrite says '{piece}' more often than your draft.",
                Value.INTEGRITY,
                reply=Span.of(reply, start, start + len(piece)),
            )


def _anywhere(piece: str, text: str) -> list[int]:
    """Where the piece stands, also within a longer word."""
    found: list[int] = []
    at = text.find(piece)
    while at >= 0:
        found.append(at)
        at = text.find(piece, at + len(piece))
    return found


def _alone(piece: str, text: str) -> list[int]:
    """Where the piece stands and is no part of a longer word."""
    return [
        at
        for at in _anywhere(piece, text)
        if not (
            _runs_on(text[max(0, at - 1) : at + 1]) or _runs_on(text[at + len(piece) - 1 :][:2])
        )
    ]


def _runs_on(two: str) -> bool:
    """True for two letters or digits side by side."""
    return len(two) == len("ab") and two.isascii() and two.isalnum()


def _unsourced_first(comparison: Comparison, piece: str, starts: list[int]) -> list[int]:
    """The places in the order in which they may stay: behind a source that has the piece first."""
    sentences = comparison.draft.document.sentences

    def unsourced(start: int) -> bool:
        at = comparison.reply.sentence_at(start)
        links = comparison.links[at] if at is not None else ()
        return not any(piece in sentences[n].text for n in links)

    return sorted(starts, key=unsourced)
