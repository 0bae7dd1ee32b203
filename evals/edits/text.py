"""Draft text as the edits see it: its sentences, what may be touched, a choice without chance."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from api.domain.document import BlockKind, Document, Sentence
from api.domain.reading import read

T = TypeVar("T")
Words = Callable[[re.Match[str]], str | None]
"""What to say instead of a match; None leaves it as it is."""

GREETING = re.compile(
    r"(?:hi|hiya|hello|hey|dear|bonjour|good (?:morning|day|afternoon|evening)|morning)\b", re.I
)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm|many|with|yours|your)?\s*(?:regards|rgds|wishes|sincerely|faithfully"
    r"|truly|thanks|greetings|gratitude|cheers|ta|best|respectfully)\b|.{0,30}\b(?:team|desk)$)",
    re.I,
)
_SAID = re.compile(r"\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|(?<!\w)'[^'\n]{2,80}'(?!\w)")
_PATH = re.compile(r"\b[A-Z][\w-]{1,20}(?: [A-Za-z][\w-]{1,20}){0,2}(?: [>→] [\w' -]{1,40})+")
"""A way through menus: "Settings > Payouts"."""
ENDS = (".", "!", "?")
"""How a sentence ends."""
_SHORT = 3
"""A sentence of fewer words is a heading, a name or an aside."""


@lru_cache(maxsize=512)
def document(draft: str) -> Document:
    """The draft as it is read: once, for all edits look at the same few hundred drafts."""
    return read(draft)


def pick(draft: str, name: str, options: Sequence[T]) -> T:
    """One of the options by a hash of the draft: another draft, another wording."""
    digest = hashlib.sha256(f"{name}\0{draft}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]


def body(draft: str) -> tuple[Sentence, ...]:
    """The sentences that say something: no greeting, heading or sign-off."""
    found = document(draft)
    return tuple(
        sentence
        for sentence in found.sentences
        if found.blocks[sentence.block].kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
        and _says_something(sentence.text, alone=len(found.sentences) == 1)
    )


def _says_something(text: str, *, alone: bool) -> bool:
    stripped = text.rstrip("'\")")
    if len(text.split()) < _SHORT or stripped.endswith((",", ":")):
        return alone
    return stripped.endswith(ENDS) or not (GREETING.match(text) or _SIGN_OFF.match(text))


def finished(sentence: Sentence) -> bool:
    """True if it ends as a sentence does, so that another can follow."""
    return sentence.text.endswith(ENDS)


def plain(draft: str, start: int, end: int) -> bool:
    """True if nothing protected and nothing quoted stands between the offsets."""
    return not any(a < end and start < b for a, b in _fixed(draft))


def substituted(draft: str, pattern: re.Pattern[str], words: str | Words, limit: int = 0) -> str:
    """Say something else for what matches within one sentence, outside protected text.

    Where the match had a capital, so has what replaces it. `limit` 0 means every match.
    """
    pieces, at, done = [], 0, 0
    for start, match in matches(draft, pattern):
        said = words if isinstance(words, str) else words(match)
        if said is None or start < at or (limit and done == limit):
            continue
        begins = match[0][:1].isupper() and not (match.start() and _I.match(match[0]))
        pieces += [draft[at:start], capital(said) if begins else said]
        at, done = start + len(match[0]), done + 1
    return "".join([*pieces, draft[at:]])


_I = re.compile(r"I\b")
"""Written large wherever it stands, so it says nothing of where a sentence begins."""


def matches(draft: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield offset and match, sentence by sentence; `^` and `$` are a sentence's ends."""
    for sentence in document(draft).sentences:
        for match in pattern.finditer(sentence.text):
            start = sentence.start + match.start()
            if match[0] and plain(draft, start, start + len(match[0])):
                yield start, match


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The words with a small letter at the start, but for "I" and what is written in capitals."""
    first = words.partition(" ")[0]
    if _I.match(first) or first[1:] != first[1:].lower():
        return words
    return words[:1].lower() + words[1:]


def cut(draft: str, start: int, end: int, instead: str = "") -> str:
    """The draft with other words, or none, between two offsets."""
    return draft[:start] + instead + draft[end:]


@lru_cache(maxsize=512)
def _fixed(draft: str) -> tuple[tuple[int, int], ...]:
    protected = tuple((piece.start, piece.end) for piece in document(draft).protected)
    said = tuple(match.span() for form in (_SAID, _PATH) for match in form.finditer(draft))
    return protected + said
