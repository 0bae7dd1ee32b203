"""One side of a comparison: a document with all that the rules read off it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from api.domain.clauses import clauses
from api.domain.document import Document, ProtectedKind
from api.domain.errors import EmptyDraft
from api.domain.figure import Figure
from api.domain.figures import figures
from api.domain.finding import Span
from api.domain.frames import Force, Frame, frames
from api.domain.language import in_language
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.words import Word, words


@dataclass(frozen=True, slots=True)
class Side:
    """A document with all that the rules read off it, by sentence where that matters."""

    document: Document
    words: tuple[tuple[Word, ...], ...]
    figures: tuple[Figure, ...]
    frames: tuple[Frame, ...]
    features: tuple[frozenset[str], ...]
    known_language: bool
    by_sentence: tuple[tuple[Frame, ...], ...]

    def frames_of(self, sentences: Iterable[int]) -> tuple[Frame, ...]:
        """The frames of the sentences at these positions."""
        return tuple(frame for n in sentences for frame in self.by_sentence[n])

    def quote(self, frame: Frame) -> Span:
        """The words of one clause, as written."""
        return Span.of(self.document.text, frame.clause.start, frame.clause.end)

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
    features = _features(document, said, found, read_frames, lexicon)
    known = in_language(document.text, chain.from_iterable(said), lexicon)
    by_id: dict[str, list[Frame]] = {sentence.id: [] for sentence in document.sentences}
    for frame in read_frames:
        by_id[frame.clause.sentence.id].append(frame)
    by_sentence = tuple(tuple(of) for of in by_id.values())
    return Side(document, said, found, read_frames, features, known, by_sentence)


def look_at(texts: Iterable[str], prefix: str, lexicon: Lexicon) -> Side | None:
    """Texts beside the draft, read as one; None where there is nothing in them to see.

    Raises DraftError where it is over a limit.
    """
    try:
        stated = "\n".join(text for text in texts if text.strip())
        return look(read(stated, prefix=prefix), lexicon)
    except EmptyDraft:
        return None


def _features(
    document: Document,
    said: Sequence[Sequence[Word]],
    found: Sequence[Figure],
    read_frames: Sequence[Frame],
    lexicon: Lexicon,
) -> tuple[frozenset[str], ...]:
    """What a sentence is about: "=" figures and protected text, "!" acts, and its words."""
    by_id = {sentence.id: n for n, sentence in enumerate(document.sentences)}
    features = [
        {
            lexicon.concept(word.text)
            for word in spoken
            if word.text not in lexicon.stopwords and not word.text[0].isdigit()
        }
        for spoken in said
    ]
    at = 0
    pieces = [
        (p.start, "=" + p.text) for p in document.protected if p.kind is not ProtectedKind.EMOJI
    ] + [(f.start, f"={f.kind}{f.unit}{f.values}") for f in found]
    for start, feature in sorted(pieces):
        while at < len(document.sentences) and document.sentences[at].end <= start:
            at += 1
        if at < len(document.sentences) and document.sentences[at].start <= start:
            features[at].add(feature)
    for frame in read_frames:
        n = by_id[frame.clause.sentence.id]
        features[n] |= {"!" + act for act in frame.acts}
        if frame.force is Force.REFUSAL:
            features[n].add("!no")
    return tuple(frozenset(found) for found in features)
