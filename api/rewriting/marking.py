"""The form in which a draft goes to the model, and in which its answer comes back.

    Your parcel is late. [D1] We are sorry. [D2]

    ⟦1⟧

Each sentence is followed by a mark with its id; quoted lines, code and signature are kept here
and stand in the draft as tokens. `parse` is tolerant of form and strict about content. A draft
that itself holds text in the form of a mark is sent without marks: brackets of the answer are
then the draft's own, and its sentences come back without links.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.domain.document import Document
from api.domain.reply import Answer
from api.rewriting.assembly import Part, assembled, restore
from api.rewriting.envelope import unwrapped
from api.rewriting.marks import MARK, ROUND_MARK, Piece, pieces
from api.rewriting.model import BadAnswer
from api.rewriting.personal.redaction import Edit, edited, marked
from api.rewriting.tokens import TOKEN, Tokens

_DEBRIS = re.compile(
    r"[\[【]\s{0,3}(?:[DFC]|[dfc](?=\d))\d{0,16}(?![A-Za-z\d])"
    r"|(?<!\w)[DFC]\d{1,4}\s{0,3}[\]】]"
    r"|[\[【](?=\s{0,64}\Z)"
    r"|⟦\s{0,3}\d{0,8}\s{0,3}(?:⟧|(?!\w))"
    r"|(?<![\w·])\d{0,8}\s{0,3}⟧"
    r"|</?\s{0,3}(?i:reply|draft|customer|facts|channel|slip|earlier-(?:agent|customer))\b"
)
"""What is left of a broken mark or token, and the tags of the prompt."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft for the model's eyes; hand `tokens` to `parse` with the answer."""

    text: str
    tokens: Tokens

    @property
    def collides(self) -> bool:
        """True where the draft has text in the form of a mark, and so was not marked."""
        return bool(self.tokens.own_marks)


def mark(document: Document, hidden: Sequence[Edit] = ()) -> Marked:
    """Put a mark after each sentence and a token for each run of fixed blocks.

    `hidden` are pieces outside of these for which something else is shown.
    """
    text, runs = document.text, fixed_runs(document)
    edges = [0, *(at for run in runs for at in run), len(text)]
    visible = [text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    shown = "\0".join(visible)
    newline = _newline(shown)
    # A mark takes the white space before it along, and a model sees one kind of line ending.
    seen = shown.replace(newline, "\n") if newline else shown
    own_marks = Counter(found.group() for found in MARK.finditer(seen))
    # Numbers above those that the draft itself has in such brackets.
    first = 1 + max((int(found[1]) for found in TOKEN.finditer(shown)), default=0)
    edits = [(*run, f"⟦{first + number}⟧") for number, run in enumerate(runs)]
    names = [name for _, _, name in edits]
    ends = [sentence.end for sentence in document.sentences]
    before = [bisect_right(ends, start) for start, _ in runs]
    marks = [] if own_marks else [(each.end, f" [{each.id}]") for each in document.sentences]
    written = edited(text, [*edits, *marked(hidden, marks)])
    tokens = Tokens(
        texts={name: text[slice(*run)] for name, run in zip(names, runs, strict=True)},
        before=dict(zip(names, before, strict=True)),
        gaps={
            name: _space_after(visible[i]) if before[i] else _space_before(visible[i + 1])
            for i, name in enumerate(names)
        },
        sentences=len(ends),
        own=frozenset(_debris(visible)),
        own_marks=own_marks,
        round_marks=not ROUND_MARK.search(shown),
        head=_space_before(written),
        tail=_space_after(written.lstrip()),
        newline=newline,
    )
    body = written.strip()
    return Marked(body.replace(newline, "\n") if newline else body, tokens)


def fixed_runs(document: Document) -> list[tuple[int, int]]:
    """Fixed blocks with nothing but white space between them go as one: fewer tokens to lose."""
    runs: list[tuple[int, int]] = []
    for block in document.blocks:
        if not block.fixed:
            continue
        if runs and not document.text[runs[-1][1] : block.start].strip():
            runs[-1] = (runs[-1][0], block.end)
        else:
            runs.append((block.start, block.end))
    return runs


def _newline(text: str) -> str:
    """CRLF is put back later where nothing else ends a line: a model answers with plain ones."""
    pairs, returns = text.count("\r\n"), text.count("\r")
    if not returns:
        return "\n"
    return "\r\n" if pairs == returns == text.count("\n") else ""


def _space_before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _space_after(text: str) -> str:
    return text[len(text.rstrip()) :]


def parse(answer: str, tokens: Mapping[str, str]) -> Answer:
    """The answer without its marks, each piece with the ids it names, fixed blocks back in place.

    Text without a mark has ids None. Raises BadAnswer, or CutShort where the end of the reply is
    missing.
    """
    known = tokens if isinstance(tokens, Tokens) else Tokens(tokens)
    body = unwrapped(answer.replace("\r\n", "\n") if known.newline else answer)
    parts = list(_parts(body, known))
    if known.sentences != 0 and not any(isinstance(p, Piece) and p.text.strip() for p in parts):
        raise BadAnswer("an empty reply")
    _refuse_debris(parts, known)
    return assembled(restore(parts, known), known)


def _parts(body: str, known: Tokens) -> Iterator[Part]:
    """Pieces and tokens in the order of the answer; a token's second time is passed over."""
    written = MARK
    if not MARK.search(body) and known.round_marks:
        written = ROUND_MARK
    links = True
    if not known.own_marks and (lead := written.match(body)):
        # A mark with nothing before it. If there is text after the last one, marks were written
        # before their sentences, and which is whose cannot be told.
        last = [*written.finditer(body)][-1]
        links = not TOKEN.sub("", body[last.end() :]).strip(" .!?\n")
        body = body[lead.end() :].lstrip()
    left = set(known)
    at = 0
    for found in TOKEN.finditer(body):
        name = f"⟦{int(found[1])}⟧"
        if name not in known:
            continue
        yield from _pieces(body[at : found.start()], written, known, links=links)
        at = found.end()
        if name in left:
            left.remove(name)
            yield name
    yield from _pieces(body[at:], written, known, links=links)


def _pieces(text: str, written: re.Pattern[str], known: Tokens, *, links: bool) -> Iterator[Piece]:
    if known.own_marks:
        yield Piece(text)
        return
    for piece in pieces(text, written, sentences=known.sentences):
        yield piece if links else Piece(piece.text)


def _refuse_debris(parts: list[Part], known: Tokens) -> None:
    runs = groupby(parts, key=lambda part: isinstance(part, Piece))
    texts = ["".join(p.text for p in run if isinstance(p, Piece)) for _, run in runs]
    if not known.own.issuperset(_debris(texts)):
        raise BadAnswer("a broken mark, token or tag")
    if known.own_marks:
        found_marks = Counter(found.group() for text in texts for found in MARK.finditer(text))
        if found_marks - known.own_marks:
            raise BadAnswer("marks that the draft does not have")


def _debris(texts: list[str]) -> Iterator[str]:
    """What looks like the rest of a mark, token or tag, white space left out."""
    for text in texts:
        for found in _DEBRIS.finditer(text):
            yield "".join(found.group().split())
