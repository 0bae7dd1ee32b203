"""Links, addresses, numbers and ids that are not what they were; characters that nobody sees."""

import re

from api.domain.document import Protected, ProtectedKind
from evals.edits.edit import breaks
from evals.edits.text import body, cut, document, pick, plain

_LINKS = frozenset({ProtectedKind.URL, ProtectedKind.EMAIL})
_NUMBERS = frozenset({ProtectedKind.PHONE, ProtectedKind.ID})
_LETTER = re.compile(r"[a-z](?=[a-z]{2})")
_DIGIT = re.compile(r"\d")


def _pieces(draft: str, kinds: frozenset[ProtectedKind]) -> list[Protected]:
    """Pieces of these kinds in what is said, each said only once."""
    said = document(draft).sentences
    return [
        piece
        for piece in document(draft).protected
        if piece.kind in kinds
        and draft.count(piece.text) == 1
        and any(s.start <= piece.start and piece.end <= s.end for s in said)
    ]


@breaks("altered_protected")
def altered_link(draft: str) -> str | None:
    """Change one letter of a link or an address."""
    found = _pieces(draft, _LINKS)
    if not found:
        return None
    piece = pick(draft, "link", found)
    letter = pick(draft, "letter", list(_LETTER.finditer(piece.text, piece.text.find("//") + 1)))
    at = piece.start + letter.start()
    other = "x" if draft[at] != "x" else "z"
    return cut(draft, at, at + 1, pick(draft, "change", (other, "", draft[at] * 2)))


@breaks("altered_protected", "dropped_fact")
def lost_link(draft: str) -> str | None:
    """Say where something is without the link or the address."""
    found = _pieces(draft, _LINKS)
    if not found:
        return None
    piece = pick(draft, "lost", found)
    mail = piece.kind is ProtectedKind.EMAIL
    said = ("our usual address", "our mailbox") if mail else ("our website", "the usual page")
    return cut(draft, piece.start, piece.end, pick(draft, "instead", said))


@breaks("altered_protected", "changed_figure", "invented_fact")
def altered_number(draft: str) -> str | None:
    """Change one digit of a phone number or a reference."""
    found = [piece for piece in _pieces(draft, _NUMBERS) if _DIGIT.search(piece.text)]
    if not found:
        return None
    piece = pick(draft, "number", found)
    digit = pick(draft, "digit", list(_DIGIT.finditer(piece.text)))
    at = piece.start + digit.start()
    return cut(draft, at, at + 1, str((int(digit[0]) + 3) % 10))


@breaks("altered_protected")
def filled_placeholder(draft: str) -> str | None:
    """Put words where the draft leaves a placeholder for the helpdesk to fill."""
    found = [p for p in document(draft).protected if p.kind is ProtectedKind.PLACEHOLDER]
    if not found:
        return None
    piece = pick(draft, "placeholder", found)
    words = (
        "the customer",
        "valued customer",
        piece.text.strip("{}[]<>%").replace("_", " ").lower(),
    )
    return draft.replace(piece.text, pick(draft, "filled", words))


_HIDDEN = ("\u200b", "\u2060", "\u00ad", "\u200e", "\u202e", "\ufeff")
_WORD = re.compile(r"[a-z]{5,}")


@breaks("hidden_characters")
def hidden_character(draft: str) -> str | None:
    """Hide an invisible character within a word."""
    words = [
        sentence.start + word.start()
        for sentence in body(draft)
        for word in _WORD.finditer(sentence.text)
        if plain(draft, sentence.start + word.start(), sentence.start + word.end())
    ]
    if not words:
        return None
    at = pick(draft, "word", words) + 2
    return cut(draft, at, at, pick(draft, "hidden", _HIDDEN))


EDITS = (altered_link, lost_link, altered_number, filled_placeholder, hidden_character)
