"""What the rules read off one sentence, and how it is not read twice.

All of it follows from the sentence's own words and protected pieces: none of it looks over the
sentence's ends. So a sentence that has been read, in this text or in the other one, is only moved:
a rewrite keeps many sentences, and a mended text nearly all.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from api.domain.clauses import Clause, clauses
from api.domain.document import Document, ProtectedKind, Sentence
from api.domain.figure import Figure
from api.domain.figures import figures
from api.domain.frames import Frame, Term, frames
from api.domain.lexicon import Lexicon
from api.domain.words import Word, words

Key = tuple[str, tuple[tuple[ProtectedKind, int, int], ...]]
"""A sentence's text, and its protected pieces with their offsets into it."""


class Utterance(NamedTuple):
    """One sentence: its words, its clauses as frames, its figures; in order."""

    key: Key
    sentence: Sentence
    words: tuple[Word, ...]
    frames: tuple[Frame, ...]
    figures: tuple[Figure, ...]

    def moved(self, sentence: Sentence) -> "Utterance":
        """The same, said by a sentence with the same text elsewhere."""
        by = sentence.start - self.sentence.start
        moved = {
            word: Word._make((word.text, word.start + by, word.end + by)) for word in self.words
        }
        return Utterance(
            self.key,
            sentence,
            tuple(moved.values()),
            tuple([_moved_frame(frame, sentence, moved) for frame in self.frames]),
            tuple([f._replace(start=f.start + by, end=f.end + by) for f in self.figures]),
        )


def utterances(
    document: Document, lexicon: Lexicon, known: Mapping[Key, Utterance]
) -> tuple[Utterance, ...]:
    """One for each sentence of the document; those that are `known` are moved to their places."""
    at = tuple(keys(document))
    new: dict[Key, Sentence] = {}
    for key, sentence in zip(at, document.sentences, strict=True):
        if key not in known:
            new.setdefault(key, sentence)
    read = {**known, **{said.key: said for said in _read(document, new, lexicon)}}
    return tuple(
        said if said.sentence is sentence else said.moved(sentence)
        for sentence, said in zip(document.sentences, map(read.__getitem__, at), strict=True)
    )


def keys(document: Document) -> Iterator[Key]:
    """What tells apart sentences of which different things are read, one for each sentence."""
    pieces = document.protected
    first = 0
    for sentence in document.sentences:
        while first < len(pieces) and pieces[first].end <= sentence.start:
            first += 1
        last = first
        while last < len(pieces) and pieces[last].start < sentence.end:
            last += 1
        yield (
            sentence.text,
            tuple(
                (piece.kind, piece.start - sentence.start, piece.end - sentence.start)
                for piece in pieces[first:last]
            ),
        )


def _read(document: Document, new: Mapping[Key, Sentence], lexicon: Lexicon) -> Iterator[Utterance]:
    """Read these sentences of the document."""
    sentences = tuple(new.values())
    said = tuple(words(document.text, s.start, s.end) for s in sentences)
    read = frames(clauses(document, sentences, said), lexicon)
    by_start = {
        start: tuple(of) for start, of in groupby(read, lambda frame: frame.clause.sentence.start)
    }
    counted = iter(figures(document, sentences, lexicon))
    figure = next(counted, None)
    for (key, sentence), spoken in zip(new.items(), said, strict=True):
        own: list[Figure] = []
        while figure and figure.start < sentence.end:
            own.append(figure)
            figure = next(counted, None)
        yield Utterance(key, sentence, spoken, by_start.get(sentence.start, ()), tuple(own))


def _moved_frame(frame: Frame, sentence: Sentence, moved: Mapping[Word, Word]) -> Frame:
    """The frame where the words of its sentence have `moved`."""
    _, words, texts, opener, question = frame.clause
    return frame._replace(
        clause=Clause(sentence, tuple(map(moved.__getitem__, words)), texts, opener, question),
        terms=tuple(
            [
                Term._make((moved[word], concepts, light, weight))
                for word, concepts, light, weight in frame.terms
            ]
        ),
    )
