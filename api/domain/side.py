"""One side of a comparison: a document with all that the rules read off it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from api.domain.clauses import clauses
from api.domain.document import Document, ProtectedKind
from api.domain.errors import EmptyDraft
from api.domain.figure import Figure, FigureKey
from api.domain.figures import figures
from api.domain.finding import Span
from api.domain.forces import Force
from api.domain.frames import Frame, frames
from api.domain.language import in_language
from api.domain.lexicon import Lexicon
from api.domain.pairing import Said
from api.domain.reading import read
from api.domain.words import Word, words

_ACT, _FIGURE = 0.8, 2.5
"""How much an act and a figure weigh beside a word."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a sentence says, by any of its features: a word's concepts, "!" and an act,
    "=" and a figure or a protected piece.
    """

    features: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Side:
    """A document with all that the rules read off it, by sentence where that matters."""

    document: Document
    words: tuple[tuple[Word, ...], ...]
    figures: tuple[Figure, ...]
    figure_keys: frozenset[FigureKey]
    """The keys of all its figures."""
    frames: tuple[Frame, ...]
    items: tuple[tuple[Item, ...], ...]
    about: frozenset[str]
    """The concepts of all its words."""
    said: tuple[frozenset[str], ...]
    """The concepts of each sentence's words."""
    known_language: bool
    by_sentence: tuple[tuple[Frame, ...], ...]
    index: Said = field(compare=False)

    def frames_of(self, sentences: Iterable[int]) -> tuple[Frame, ...]:
        """The frames of the sentences at these positions."""
        return tuple(frame for n in sentences for frame in self.by_sentence[n])

    def figures_in(self, frame: Frame) -> tuple[Figure, ...]:
        """The figures that start within a clause of this text."""
        first = bisect_left(self.figures, frame.clause.start, key=attrgetter("start"))
        last = bisect_left(self.figures, frame.clause.end, first, key=attrgetter("start"))
        return self.figures[first:last]

    def quote(self, frame: Frame) -> Span:
        """The words of one clause, as written."""
        return Span.of(self.document.text, frame.clause.start, frame.clause.end)

    def clause_at(self, start: int, end: int) -> Span:
        """The words of the clause in which a piece stands, or the piece where it has none."""
        at = self.sentence_at(start)
        frames = self.by_sentence[at] if at is not None else ()
        last = bisect_right(frames, start, key=lambda frame: frame.clause.start)
        if not last:
            return Span.of(self.document.text, start, end)
        clause = frames[last - 1].clause
        return Span.of(self.document.text, clause.start, max(clause.end, end))

    def place(self, frame: Frame) -> float:
        """Where a clause of this text stands, from 0 at its start to 1 at its end."""
        return frame.clause.start / max(len(self.document.text), 1)

    def sentence_at(self, offset: int) -> int | None:
        """Position of the sentence that holds the offset."""
        sentences = self.document.sentences
        at = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
        return at if at >= 0 and offset < sentences[at].end else None


def look(document: Document, lexicon: Lexicon) -> Side:
    """Read everything off a document that the rules need."""
    said = tuple(words(document.text, s.start, s.end) for s in document.sentences)
    found = figures(document, lexicon)
    read_frames = frames(clauses(document, said), lexicon)
    known = in_language(document.text, chain.from_iterable(said), lexicon)
    by_id: dict[str, list[Frame]] = {sentence.id: [] for sentence in document.sentences}
    for frame in read_frames:
        by_id[frame.clause.sentence.id].append(frame)
    by_sentence = tuple(tuple(of) for of in by_id.values())
    items = _items(document, found, by_sentence)
    concepts = tuple(frozenset().union(*(f.about for f in of)) for of in by_sentence)
    about = frozenset().union(*concepts)
    return Side(
        document, said, found, frozenset(figure.key for figure in found), read_frames, items, about,
        concepts, known, by_sentence, Said(concepts),
    )  # fmt: skip


def look_at(texts: Iterable[str], prefix: str, lexicon: Lexicon) -> Side | None:
    """Texts beside the draft, read as one; None where there is nothing in them to see.

    Raises DraftError where it is over a limit.
    """
    try:
        stated = "\n".join(text for text in texts if text.strip())
        return look(read(stated, prefix=prefix), lexicon)
    except EmptyDraft:
        return None


def _items(
    document: Document,
    found: Sequence[Figure],
    by_sentence: Sequence[Sequence[Frame]],
) -> tuple[tuple[Item, ...], ...]:
    """What each sentence says: its words, the acts it names, its figures and protected text."""
    items: list[list[Item]] = [
        [
            *(Item(t.concepts, t.weight) for f in spoken for t in f.terms),
            *(
                Item(frozenset(("!" + act,)), _ACT)
                for act in sorted({act for frame in spoken for act in frame.acts})
            ),
        ]
        for spoken in by_sentence
    ]
    for n, spoken in enumerate(by_sentence):
        if any(frame.force is Force.REFUSAL for frame in spoken):
            items[n].append(Item(frozenset(("!no",)), _ACT))
    at = 0
    pieces = [
        (p.start, "=" + p.text) for p in document.protected if p.kind is not ProtectedKind.EMOJI
    ] + [(figure.start, figure.feature) for figure in found]
    for start, feature in sorted(pieces):
        while at < len(document.sentences) and document.sentences[at].end <= start:
            at += 1
        if at < len(document.sentences) and document.sentences[at].start <= start:
            items[at].append(Item(frozenset((feature,)), _FIGURE))
    return tuple(tuple(of) for of in items)
