"""Text that a rewrite must carry byte for byte: links, addresses, ids, placeholders, quotes."""

from collections.abc import Iterator

from api.domain.comparison import Comparison, Side
from api.domain.document import Protected, ProtectedKind
from api.domain.finding import Finding, Severity, Span, Value

_KEPT = frozenset(ProtectedKind) - {ProtectedKind.EMOJI}
_NEVER_NEW = frozenset(
    {ProtectedKind.URL, ProtectedKind.EMAIL, ProtectedKind.PHONE, ProtectedKind.PLACEHOLDER}
)
_NAMES = {
    ProtectedKind.URL: "link",
    ProtectedKind.EMAIL: "address",
    ProtectedKind.PHONE: "phone number",
    ProtectedKind.ID: "reference",
    ProtectedKind.PLACEHOLDER: "placeholder",
    ProtectedKind.MENTION: "name",
    ProtectedKind.CODE: "code",
}


def altered_protected(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per protected piece that is lost, changed or new.

    A piece counts as kept where its exact text stands in the rewrite and does not run on into
    more of the same (a link with something appended is another link).
    """
    draft, reply = comparison.draft.document, comparison.reply.document
    new = [piece for piece in reply.protected if _new(piece, comparison)]
    for piece in _distinct(draft.protected):
        if _stands(piece.text, reply.text, piece.kind):
            continue
        instead = next((other for other in new if other.kind is piece.kind), None)
        if instead:
            new.remove(instead)
        yield _finding(comparison, piece, instead)
    for piece in new:
        if piece.kind in _NEVER_NEW:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"The rewrite has the {_NAMES[piece.kind]} '{piece.text}'; your draft has not.",
                Value.INTEGRITY,
                reply=Span.of(reply.text, piece.start, piece.end),
            )
    for block in draft.blocks:
        words = draft.text[block.start : block.end]
        if block.fixed and words not in reply.text:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"Your draft's {block.kind.value} text must stay as it is; the rewrite changes it.",
                Value.INTEGRITY,
                draft=Span.of(draft.text, block.start, block.end),
            )


def _distinct(pieces: tuple[Protected, ...]) -> Iterator[Protected]:
    seen: set[str] = set()
    for piece in pieces:
        if piece.kind in _KEPT and piece.text not in seen:
            seen.add(piece.text)
            yield piece


def _stands(piece: str, text: str, kind: ProtectedKind) -> bool:
    at = text.find(piece)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(piece) : at + len(piece) + 1]
        rest = text[at + len(piece) + 1 : at + len(piece) + 2]
        address = kind in {ProtectedKind.URL, ProtectedKind.EMAIL}
        runs_on = after.isalnum() or (
            address and (after in set("/-_=&#") or (after in set(".?") and rest.isalnum()))
        )
        if not (before.isalnum() and piece[0].isalnum()) and not runs_on:
            return True
        at = text.find(piece, at + 1)
    return False


def _new(piece: Protected, comparison: Comparison) -> bool:
    """True if neither the draft, the facts nor the customer has the piece."""
    sides: tuple[Side | None, ...] = (comparison.draft, comparison.facts, comparison.customer)
    return not any(side and piece.text in side.document.text for side in sides)


def _finding(comparison: Comparison, piece: Protected, instead: Protected | None) -> Finding:
    draft, reply = comparison.draft.document.text, comparison.reply.document.text
    name = _NAMES[piece.kind]
    message = (
        f"Your draft says '{piece.text}'; the rewrite says '{instead.text}'."
        if instead
        else f"Your draft has the {name} '{piece.text}'; the rewrite leaves it out."
    )
    return Finding(
        "altered_protected",
        Severity.BLOCK,
        message,
        Value.INTEGRITY,
        draft=Span.of(draft, piece.start, piece.end),
        reply=Span.of(reply, instead.start, instead.end) if instead else None,
        also=() if instead else ("dropped_fact",),
    )
