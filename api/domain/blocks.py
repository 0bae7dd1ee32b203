"""A text as blocks: paragraphs, list items, headings, tables, and what is kept byte for byte.

Each line is looked at once, with one line of look-ahead. Rules ("-----") belong to no block.
"""

import re
from collections.abc import Callable, Iterator

from api.domain.document import Block, BlockKind, Format
from api.domain.lines import lines, wraps

_MARKER = re.compile(
    r"[ \t]{0,40}(?:[-*•–·▪◦‣●○■]|\d{1,3}[.)]|[a-z][.)]|[A-Z]\)|[ivx]{2,5}[.)]|\(\d{1,3}\)"
    r"|\([a-z]\)|\d\ufe0f?\u20e3)[ \t\u00a0]{1,8}(?:\[[ xX]\][ \t]{1,8})?(?=\S)"
)
_PLUS = r"[ \t]{0,40}\+[ \t]{1,8}(?=\S)"
_HASHES = re.compile(r"[ ]{0,3}#{1,6}[ \t]{1,8}(?=[^\s\d])")
_FENCE = re.compile(r"[ \t]{0,12}(?P<fence>`{3,200}|~{3,200})(?P<info>[^`]{0,200})$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,200}|-{3,200})[ \t]{0,8}$")
_SENT_FROM = re.compile(
    r"[ \t]{0,8}(?:[—–-] ?)?(?:Sent from (?:my |Outlook|Yahoo|Mail\b|Proton)|Get Outlook for )"
)
_FORWARDED = r"(?i)[ \t]{0,8}-{2,20} ?(?:Original Message|Forwarded message) ?-{2,20}"
_WROTE = r"\b(?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu)\b"
_ROW_RULE = frozenset(" \t|:-")
_RULE = frozenset("-*_=~—–─━#+•")
_RULE_CHARS = 3
_HEADING_WORDS = 8
_HEADING_LETTERS = 4
_WROTE_REACH = 200
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔")


def blocks(text: str, format: Format) -> Iterator[Block]:  # noqa: A002 - the contract's word
    """Yield the blocks in order; between them lie only blank lines, rules and underlines."""
    return iter(_Walk(text, markdown=format is Format.MARKDOWN))


class _Walk:
    """One walk down the lines; `at` is the line that comes next."""

    def __init__(self, text: str, *, markdown: bool) -> None:
        self.text = text
        self.markdown = markdown
        self.spans = list(lines(text, 0, len(text)))
        self.at = 0
        self.after_gap = True
        """The line above is blank, a rule, or not there."""
        self.in_list = False
        self.above: BlockKind | None = None

    def __iter__(self) -> Iterator[Block]:
        while self.at < len(self.spans):
            line = self.line(self.at)
            bare = line.strip()
            if not bare or _is_separator(line, bare):
                self.after_gap = True
                self.at += 1
                continue
            block = self.fixed(line, bare) or self.written(line, bare)
            self.after_gap, self.above = False, block.kind
            self.in_list = block.kind is BlockKind.LIST_ITEM or (self.in_list and line[0].isspace())
            yield block

    def line(self, number: int) -> str:
        """The line's text, empty past the end."""
        if number >= len(self.spans):
            return ""
        start, end = self.spans[number]
        return self.text[start:end]

    def block(self, kind: BlockKind, until: int, marker: str = "") -> Block:
        """A block from this line to before line `until`, without blank ones at its end."""
        first, self.at, last = self.at, until, until - 1
        while not self.line(last).strip():
            last -= 1
        return Block(kind, self.spans[first][0], self.spans[last][1], marker)

    def fixed(self, line: str, bare: str) -> Block | None:
        """A block that is kept byte for byte, if one starts here."""
        if bare in ("--", "__") or _SENT_FROM.match(line):
            return self.block(BlockKind.SIGNATURE, len(self.spans))
        if bare[0] == ">":
            return self.block(BlockKind.QUOTED, self.run(self.at, _is_quoted))
        if bare[0] == "-" and re.match(_FORWARDED, line):
            return self.block(BlockKind.QUOTED, len(self.spans))
        if bare[-1] == ":" and re.search(_WROTE, line[-_WROTE_REACH:]) and self.quote_follows():
            return self.block(BlockKind.QUOTED, self.at + 1)
        return self.code(line)

    def code(self, line: str) -> Block | None:
        """Fenced lines, or in markdown indented ones, if they start here."""
        if fence := _FENCE.match(line):
            return self.block(BlockKind.CODE, self.fence_end(fence["fence"]))
        code_may_start = self.markdown and self.after_gap and not self.in_list
        if code_may_start and line.startswith(("    ", "\t")):
            return self.block(BlockKind.CODE, self.run(self.at, _is_indented))
        return None

    def run(self, at: int, belongs: Callable[[str], bool]) -> int:
        """The first line from `at` on that does not belong."""
        while at < len(self.spans) and belongs(self.line(at)):
            at += 1
        return at

    def quote_follows(self) -> bool:
        """True where quoted lines start below, at most one blank line between."""
        below = self.line(self.at + 1)
        return _is_quoted(below if below.strip() else self.line(self.at + 2))

    def fence_end(self, fence: str) -> int:
        """The line after the closing fence, or the end of the text where none closes it."""
        for number in range(self.at + 1, len(self.spans)):
            bare = self.line(number).strip()
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                return number + 1
        return len(self.spans)

    def written(self, line: str, bare: str) -> Block:
        """A block with sentences: the wording may change, the marker may not."""
        if bare[0] == "#" and (hashes := _HASHES.match(line)):
            return self.block(BlockKind.HEADING, self.at + 1, hashes[0])
        if "|" in bare and (bare[0] == "|" or self.in_table()):
            return self.block(BlockKind.TABLE_ROW, self.at + 1)
        if marker := self.marker(line):
            return self.block(
                BlockKind.LIST_ITEM, self.paragraph_end(len(line) - len(line.lstrip())), marker
            )
        if self.is_heading(bare):
            return self.block(BlockKind.HEADING, self.at + 1)
        return self.block(BlockKind.PARAGRAPH, self.paragraph_end(None))

    def marker(self, line: str) -> str:
        """The list marker with its indentation and space, empty where there is none."""
        match = _MARKER.match(line) or (re.match(_PLUS, line) if self.markdown else None)
        return match[0] if match else ""

    def in_table(self) -> bool:
        """True in a table without outer pipes: a header above its rule, the rule, a row below."""
        if self.above is BlockKind.TABLE_ROW and not self.after_gap:
            return True
        return _is_row_rule(self.line(self.at + 1))

    def is_heading(self, bare: str) -> bool:
        """True for a short line that is underlined, or in capitals with a gap above."""
        if len(bare.split()) > _HEADING_WORDS or bare.endswith((".", ",", ";")):
            return False
        below = self.line(self.at + 1)
        if _UNDERLINE.match(below) and below.strip() != "--":
            return True
        if not (self.after_gap and bare.isupper()) or ":" in bare[:-1]:
            return False
        return sum(map(str.isalpha, bare)) >= _HEADING_LETTERS

    def paragraph_end(self, indent: int | None) -> int:
        """The line after this paragraph; with `indent`, after the list item indented so far."""
        at, bare = self.at + 1, self.line(self.at).strip()
        while (following := self.line(at).strip()) and not self.starts_block(at, following):
            if indent is not None:
                line = self.line(at)
                inside = len(line) - len(line.lstrip()) > indent
                if not inside and (bare.endswith(_ENDS) or not wraps(bare, following)):
                    break
            at, bare = at + 1, following
        return at

    def starts_block(self, number: int, bare: str) -> bool:
        """True where a line below a paragraph's line is no part of that paragraph."""
        line = self.line(number)
        if bare[0] in ">|" or (bare[0] == "#" and _HASHES.match(line)):
            return True
        if bare in ("--", "__") or _SENT_FROM.match(line) or _is_separator(line, bare):
            return True
        if bare[0] in "`~-" and (_FENCE.match(line) or re.match(_FORWARDED, line)):
            return True
        if bare[-1] == ":" and re.search(_WROTE, line[-_WROTE_REACH:]):
            return True
        return bool(self.marker(line))


def _is_separator(line: str, bare: str) -> bool:
    """True for a rule or an underline: three or more of one sign, spaces between allowed."""
    if bare[0] not in _RULE or _FENCE.match(line):
        return False
    return bare.count(bare[0]) >= _RULE_CHARS and not bare.strip(bare[0] + " \t\u00a0")


def _is_row_rule(line: str) -> bool:
    return "|" in line and "-" in line and _ROW_RULE.issuperset(line)


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _is_indented(line: str) -> bool:
    return line.startswith(("    ", "\t")) and not line.isspace()
