"""Text that a rewrite must carry byte for byte: links, addresses, ids, placeholders, quotes."""

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.document import Protected, ProtectedKind
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.fixed import missing
from api.domain.side import Side

_KEPT = frozenset(ProtectedKind) - {ProtectedKind.EMOJI}
_NEVER_NEW = frozenset(
    {
        ProtectedKind.URL,
        ProtectedKind.EMAIL,
        ProtectedKind.PHONE,
        ProtectedKind.PLACEHOLDER,
        ProtectedKind.CODE,
    }
)
"""What no other rule reads, so that a rewrite could hide a promise in it."""
_BEFORE = {
    ProtectedKind.EMAIL: frozenset("._%+-"),
    ProtectedKind.ID: frozenset("-_"),
    ProtectedKind.PHONE: frozenset("+-"),
}
"""What makes a piece part of a longer one where it stands right before it."""
_PLACES = 40
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

    A piece counts as kept where the rewrite reads as having it, or where its exact text stands
    there and does not run on into more of the same (a link with something appended is another
    link). Fixed blocks stay whole, and none is new: nothing else reads what they say.
    """
    draft, reply = comparison.draft.document, comparison.reply.document
    new = _new(comparison)
    waiting: dict[ProtectedKind, deque[Protected]] = defaultdict(deque)
    for piece in new:
        waiting[piece.kind].append(piece)
    read = {(piece.kind, piece.text) for piece in reply.protected}
    for piece in _distinct(draft.protected):
        if (piece.kind, piece.text) in read or _stands(piece.text, reply.text, piece.kind):
            continue
        instead = waiting[piece.kind].popleft() if waiting[piece.kind] else None
        yield _finding(comparison, piece, instead)
    left = {piece.start for pieces in waiting.values() for piece in pieces}
    for piece in new:
        if piece.kind in _NEVER_NEW and piece.start in left:
            yield Finding(
                "altered_protected",
                Severity.BLOCK,
                f"The rewrite has the {_NAMES[piece.kind]} '{piece.text}'; your draft has not.",
                Value.INTEGRITY,
                reply=Span.of(reply.text, piece.start, piece.end),
            )
    for block in missing(draft, reply):
        yield Finding(
            "altered_protected",
            Severity.BLOCK,
            f"Your draft's {block.kind.value} text must stay as it is; the rewrite changes it.",
            Value.INTEGRITY,
            draft=Span.of(draft.text, block.start, block.end),
        )
    for block in missing(reply, draft):
        yield Finding(
            "altered_protected",
            Severity.BLOCK,
            f"The rewrite has {block.kind.value} text that your draft has not.",
            Value.INTEGRITY,
            reply=Span.of(reply.text, block.start, block.end),
        )


def _distinct(pieces: tuple[Protected, ...]) -> Iterator[Protected]:
    seen: set[str] = set()
    for piece in pieces:
        if piece.kind in _KEPT and piece.text not in seen:
            seen.add(piece.text)
            yield piece


def _stands(piece: str, text: str, kind: ProtectedKind) -> bool:
    at = -1
    for _ in range(_PLACES):
        at = text.find(piece, at + 1)
        if at < 0:
            return False
        if not _is_part(text, at, at + len(piece), kind):
            return True
    return False


def _is_part(text: str, start: int, end: int, kind: ProtectedKind) -> bool:
    """True if a piece that could stand at this place is only a part of a longer one."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    rest = text[end + 1 : end + 2]
    if text[start].isalnum() and (before.isalnum() or before in _BEFORE.get(kind, frozenset())):
        return True
    if kind in {ProtectedKind.URL, ProtectedKind.EMAIL}:
        longer = after.isalnum() or after in set("/-_=&#")
        return longer or (after in set(".?") and rest.isalnum())
    if not text[end - 1].isalnum():
        return False
    return after.isalnum() or (after in set("-_/") and rest.isalnum())


def _new(comparison: Comparison) -> list[Protected]:
    """The rewrite's pieces that the draft has not, nor any text that may stand in for it.

    A fact may make a sentence of the draft more exact; the customer's references may be repeated,
    never what leads elsewhere. Code marks round words of the draft are only layout.
    """
    draft, facts, customer = (
        _Held.of(side) for side in (comparison.draft, comparison.facts, comparison.customer)
    )
    new: list[Protected] = []
    for piece in comparison.reply.document.protected:
        leads = piece.kind in _NEVER_NEW
        sides = [
            draft,
            *([facts] if not leads or _linked(piece, comparison) else ()),
            *([customer] if not leads else ()),
        ]
        if not any(side.has(piece) for side in sides):
            new.append(piece)
    return new


class _Held(NamedTuple):
    """The pieces of a text, and the text."""

    read: frozenset[tuple[ProtectedKind, str]]
    text: str

    @classmethod
    def of(cls, side: Side | None) -> "_Held":
        """All that a text has; nothing where there is none."""
        pieces = side.document.protected if side else ()
        return cls(frozenset((p.kind, p.text) for p in pieces), side.document.text if side else "")

    def has(self, piece: Protected) -> bool:
        """True if the text reads as having the piece, or its exact words stand there."""
        words = piece.text.strip("`") if piece.kind is ProtectedKind.CODE else piece.text
        return (piece.kind, piece.text) in self.read or _stands(words, self.text, piece.kind)


def _linked(piece: Protected, comparison: Comparison) -> bool:
    """True if the sentence with the piece has a source in the draft."""
    at = comparison.reply.sentence_at(piece.start)
    return at is not None and bool(comparison.links[at])


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
