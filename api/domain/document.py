"""A text as its parts: blocks, sentences with ids and exact spans, protected pieces.

Offsets are code points into `Document.text`, end exclusive. Reading never changes the text, so
writing an unchanged document gives the same bytes.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """How a draft is marked up."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class BlockKind(StrEnum):
    """What a block is, which decides whether its words may be rewritten."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    HEADING = "heading"
    TABLE_ROW = "table_row"
    QUOTED = "quoted"
    CODE = "code"
    SIGNATURE = "signature"


FIXED_KINDS = frozenset({BlockKind.QUOTED, BlockKind.CODE, BlockKind.SIGNATURE})
"""Blocks kept byte for byte: they have no sentences."""


class ProtectedKind(StrEnum):
    """What a protected piece is."""

    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    ID = "id"
    PLACEHOLDER = "placeholder"
    MENTION = "mention"
    CODE = "code"
    EMOJI = "emoji"


class Sentence(NamedTuple):
    """One sentence: `id` is the source mark (`D1`, `F2`, `C1`), `block` an index into blocks."""

    id: str
    start: int
    end: int
    text: str
    block: int


class Block(NamedTuple):
    """A paragraph, list item, heading, ...: `start` includes a list marker, `end` no newline."""

    kind: BlockKind
    start: int
    end: int
    marker: str = ""
    """The list marker or heading prefix with its indentation and space: `"  - "`, `"## "`."""

    @property
    def fixed(self) -> bool:
        """True where the words are kept byte for byte."""
        return self.kind in FIXED_KINDS


class Protected(NamedTuple):
    """A piece that a reply must carry byte for byte."""

    kind: ProtectedKind
    start: int
    end: int
    text: str


class Document(NamedTuple):
    """A text that has been read."""

    text: str
    format: Format
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    protected: tuple[Protected, ...]

    def write(self, wording: Mapping[str, str]) -> str:
        """The text with the sentences named in `wording` replaced; everything between is kept.

        Raises KeyError for an id that the document does not have.
        """
        unknown = wording.keys() - {sentence.id for sentence in self.sentences}
        if unknown:
            raise KeyError(min(unknown))
        pieces, at = [], 0
        for sentence in self.sentences:
            if sentence.id in wording:
                pieces += [self.text[at : sentence.start], wording[sentence.id]]
                at = sentence.end
        return "".join([*pieces, self.text[at:]])
