"""Text in, document out: the first step of every request."""

import re

from api.domain.blocks import blocks
from api.domain.document import Block, Document, Format, Protected, ProtectedKind, Sentence
from api.domain.errors import (
    MAX_CHARS,
    MAX_SENTENCES,
    MAX_WORD_CHARS,
    EmptyDraft,
    ForbiddenCharacter,
    TooLong,
    TooManySentences,
    UnsupportedFormat,
    WordTooLong,
)
from api.domain.protected import protected
from api.domain.sentences import Shields, sentences

_FORBIDDEN = "[\x00\ud800-\udfff]"
_INVISIBLE = "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
)
_WORD = r"[^\s\u0e00-\U0010ffff]{1,40000}"
"""Patterns of texts that few send: to compile them takes longer than all others together."""
_EXEMPT = frozenset(
    {ProtectedKind.URL, ProtectedKind.EMAIL, ProtectedKind.ID, ProtectedKind.PLACEHOLDER}
)


def read(text: str, format: Format = Format.TEXT, *, prefix: str = "D") -> Document:  # noqa: A002
    """Read a text into blocks, sentences with ids (`D1`, `D2`, ...) and protected pieces.

    The text is never changed. Raises DraftError where it cannot be read.
    """
    _refuse(text, format)
    pieces = protected(text)
    _refuse_long_words(text, pieces)
    shields = Shields(pieces)
    found: list[Block] = []
    written: list[Sentence] = []
    for block in blocks(text, format):
        for start, end in sentences(text, block, shields):
            if len(written) == MAX_SENTENCES:
                raise TooManySentences
            name = f"{prefix}{len(written) + 1}"
            written.append(Sentence(name, start, end, text[start:end], len(found)))
        found.append(block)
    return Document(text, format, tuple(found), tuple(written), pieces)


def _refuse(text: str, format: Format) -> None:  # noqa: A002 - the contract's word
    if format is Format.HTML:
        raise UnsupportedFormat(format.value)
    if len(text) > MAX_CHARS:
        raise TooLong(len(text))
    rare = "\0" in text or not text.isascii()
    if rare and (forbidden := re.search(_FORBIDDEN, text)):
        raise ForbiddenCharacter(forbidden.start())
    if not text.strip() or not any(word.strip(_INVISIBLE) for word in text.split()):
        raise EmptyDraft


def _refuse_long_words(text: str, pieces: tuple[Protected, ...]) -> None:
    if max(map(len, text.split())) <= MAX_WORD_CHARS:
        return
    exempt = [piece for piece in pieces if piece.kind in _EXEMPT]
    at = 0
    for word in re.finditer(_WORD, text):
        chars = word.end() - word.start()
        if chars <= MAX_WORD_CHARS:
            continue
        while at < len(exempt) and exempt[at].end <= word.start():
            at += 1
        while at < len(exempt) and exempt[at].start < word.end():
            piece = exempt[at]
            chars -= min(piece.end, word.end()) - max(piece.start, word.start())
            at += 1
        if chars > MAX_WORD_CHARS:
            raise WordTooLong(chars)
