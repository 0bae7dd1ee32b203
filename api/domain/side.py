"""One side of a comparison: a document with all that the rules read off it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from api.domain.document import Document
from api.domain.errors import EmptyDraft
from api.domain.features import Features, items
from api.domain.figure import Figure, FigureKey
from api.domain.finding import Span
from api.domain.frames import Frame
from api.domain.held_figures import HeldFigures
from api.domain.language import in_language
from api.domain.lexicon import Lexicon
from api.domain.orders import to_writer
from api.domain.pairing import Said
from api.domain.reading import read
from api.domain.utterance import Key, Utterance, utterances


@dataclass(frozen=True)
class Side:
    """A document with what was read off each sentence.

    What is only asked of some sides is made when it is first asked for, and kept.
    """

    document: Document
    lexicon: Lexicon
    utterances: tuple[Utterance, ...]

    @cached_property
    def by_sentence(self) -> tuple[tuple[Frame, ...], ...]:
        """The frames of each sentence."""
        return tuple(utterance.frames for utterance in self.utterances)

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """All frames in order."""
        return tuple(chain.from_iterable(self.by_sentence))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in order."""
        return tuple(chain.from_iterable(utterance.figures for utterance in self.utterances))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple([sentence.start for sentence in self.document.sentences])

    @cached_property
    def _figured(self) -> Mapping[int, tuple[Figure, ...]]:
        """The figures of each clause that has any, by its start."""
        found: dict[int, tuple[Figure, ...]] = {}
        for said in self.utterances:
            starts = [figure.start for figure in said.figures]
            for frame in said.frames if starts else ():
                start = frame.clause.start
                first = bisect_left(starts, start)
                last = bisect_left(starts, frame.clause.end, first)
                if first < last:
                    found[start] = said.figures[first:last]
        return found

    @cached_property
    def figure_keys(self) -> frozenset[FigureKey]:
        """The keys of all figures."""
        return frozenset([figure.key for figure in self.figures])

    @cached_property
    def held(self) -> HeldFigures:
        """All figures, ready to be asked for those of another text."""
        return HeldFigures(self.figures, self.document.text)

    def holds(self, figure: Figure) -> bool:
        """True if the figure of another text stands here, in whatever form."""
        return figure.key in self.figure_keys or figure in self.held

    @cached_property
    def said(self) -> tuple[frozenset[str], ...]:
        """The concepts of each sentence's words."""
        return tuple(
            frozenset().union(*[frame.about for frame in frames]) for frames in self.by_sentence
        )

    @cached_property
    def about(self) -> frozenset[str]:
        """The concepts of all words."""
        return frozenset().union(*self.said)

    @cached_property
    def done(self) -> frozenset[str]:
        """The concepts of all words in a past form."""
        return frozenset().union(*(frame.done for frame in self.frames))

    @cached_property
    def cues(self) -> frozenset[str]:
        """The names of the lexicon's lists of which a phrase occurs anywhere."""
        return frozenset().union(*[frame.cues for frame in self.frames])

    @cached_property
    def texts(self) -> frozenset[str]:
        """All words of its clauses, as the rules read them."""
        return frozenset().union(*(frame.clause.texts for frame in self.frames))

    @cached_property
    def wordings(self) -> frozenset[tuple[str, ...]]:
        """The words of each clause, as the rules read them."""
        return frozenset(frame.clause.texts for frame in self.frames)

    @cached_property
    def to_writer(self) -> frozenset[int]:
        """Where the clauses start that order the writer to say or to grant something."""
        return to_writer(self.document, self.by_sentence, self.lexicon)

    @cached_property
    def index(self) -> Said:
        """Which sentence says what."""
        return Said(self.said)

    @cached_property
    def features(self) -> Features:
        """What each sentence says, weighed and indexed."""
        return Features([items(self.document, said) for said in self.utterances])

    @cached_property
    def known_language(self) -> bool:
        """True if the text may be in the language of the lexicon."""
        said = chain.from_iterable(utterance.words for utterance in self.utterances)
        return in_language(self.document.text, said, self.lexicon)

    @cached_property
    def known(self) -> Mapping[Key, Utterance]:
        """The sentences as they were read, for other texts that hold them."""
        return {said.key: said for said in self.utterances}

    def frames_of(self, sentences: Iterable[int]) -> tuple[Frame, ...]:
        """The frames of the sentences at these positions."""
        return tuple(chain.from_iterable(map(self.by_sentence.__getitem__, sentences)))

    def figures_in(self, frame: Frame) -> tuple[Figure, ...]:
        """The figures that start within a clause of this text."""
        return self._figured.get(frame.clause.start, ())

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
        at = bisect_right(self._sentence_starts, offset) - 1
        return at if at >= 0 and offset < self.document.sentences[at].end else None


def look(document: Document, lexicon: Lexicon, known: Iterable[Side] = ()) -> Side:
    """Read everything off a document that the rules need.

    Sentences that stand word for word in one of the `known` sides are not read again.
    """
    read: dict[Key, Utterance] = {}
    for side in known:
        read.update(side.known)
    return Side(document, lexicon, utterances(document, lexicon, read))


def look_at(texts: Iterable[str], prefix: str, lexicon: Lexicon) -> Side | None:
    """Texts beside the draft, read as one; None where there is nothing in them to see.

    Raises DraftError where it is over a limit.
    """
    try:
        stated = "\n".join(text for text in texts if text.strip())
        return look(read(stated, prefix=prefix), lexicon)
    except EmptyDraft:
        return None
