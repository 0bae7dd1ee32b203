"""What was edited in a rewrite that is otherwise the draft.

Sentences that stand in both texts word for word are the frame; a few words that differ between what
is left of the two are an edit, and what they said and say can be told. Many are a rewording.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from api.domain.comparison import Comparison
from api.domain.frames import TALK, Frame
from api.domain.lexicon import Lexicon
from api.domain.pairing import unsaid
from api.domain.side import Side
from api.domain.words import Word, misspelled, spelled_alike

_FEW = 4
"""Words that an edit takes out at most, and puts in."""
_SHARED = 0.55
"""Share of the words of both texts' changed sentences that an edit leaves as they are."""

_JOINING = frozenset({"under", "upon", "toward", "towards", "regarding", "concerning", "per"})
"""Prepositions that are no stopwords, and say nothing by themselves: "per", "under our terms"."""
_GREETING = frozenset({"hi", "hello", "hey", "dear", "hiya"})
_GREETED = 4
"""Words of a clause that begins with a greeting, up to which somebody is named."""
_IDLE = TALK | {"speaking"}


@dataclass(frozen=True)
class Edit:
    """The clauses of the draft that changed, and what they became.

    `out` and `put` count the words that only the one and only the other has.
    """

    draft: tuple[Frame, ...]
    reply: tuple[Frame, ...]
    out: Mapping[str, int]
    put: Mapping[str, int]
    lexicon: Lexicon
    stated: frozenset[str]
    """The concepts of the facts and of the customer's message: what they say is not new."""
    counted: frozenset[Word]
    """The words of figures, which are compared by their values elsewhere."""
    mended: Mapping[str, str]
    """Words of the draft that no list knows, and the words of the rewrite that spell them right."""

    @cached_property
    def then(self) -> Counter[str]:
        """How often each side of a contrast is named in the draft: "order before"."""
        return self._sides(self.draft)

    @cached_property
    def now(self) -> Counter[str]:
        """The same in the rewrite."""
        return self._sides(self.reply)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """Words of the draft that say something which nothing in the rewrite's clauses does."""
        return self._unsaid(self.draft, self.reply, self.now)

    @cached_property
    def new(self) -> tuple[str, ...]:
        """Words of the rewrite that say something which nothing in the draft's clauses does."""
        new = self._unsaid(self.reply, self.draft, self.then)
        return tuple(word for word in new if self.lexicon.concepts(word).isdisjoint(self.stated))

    def _sides(self, frames: Sequence[Frame]) -> Counter[str]:
        words = tuple(self.mended.get(word, word) for word in _words(frames))
        return Counter(cue.name for cue in self.lexicon.contrasts.find(words))

    def _unsaid(
        self, frames: Sequence[Frame], others: Sequence[Frame], named: Mapping[str, int]
    ) -> tuple[str, ...]:
        """Words without a counterpart: none that means the same, contrasts or is spelled alike."""
        about = frozenset[str]().union(*[other.about for other in others])
        there = frozenset(_words(others))
        contrasting = self.lexicon.contrasting
        mended = {*self.mended, *self.mended.values()}
        return tuple(
            term.word.text
            for frame in frames
            for idle in (self._idle(frame),)
            for term in unsaid(frame, about)
            if term.word not in self.counted
            and term.word.text not in _JOINING
            and term.word.text not in idle
            and contrasting.get(term.word.text, frozenset()).isdisjoint(named)
            and not any(spelled_alike(term.word.text, word) for word in there)
            and term.word.text not in mended
        )

    def _idle(self, frame: Frame) -> frozenset[str]:
        """The words of phrases that state nothing, "in order to", and the name that is greeted."""
        texts = frame.clause.texts
        idle = {
            word
            for name, start, end in self.lexicon.cues.find(texts)
            if name in _IDLE
            for word in texts[start:end]
        }
        return frozenset(idle.union(texts[:_GREETED] if texts[0] in _GREETING else ()))


def edit(comparison: Comparison) -> Edit | None:
    """What was edited; None where nothing was, or so much that it is a rewording.

    As many sentences must have changed in both; courtesy in a sentence of its own is no edit.
    """
    draft, reply, lexicon = comparison.draft, comparison.reply, comparison.lexicon
    before = _changed(draft, reply)
    after = [said for said in _changed(reply, draft) if not all(frame.talk for frame in said)]
    if not before or len(before) != len(after):
        return None
    made = _joined(before), _joined(after)
    then, now = map(Counter, map(_words, made))
    many = max((then - now).total(), (now - then).total()) > _FEW
    if many or 2 * (then & now).total() < _SHARED * (then.total() + now.total()):
        return None
    counted = frozenset((*_counted(draft, made[0]), *_counted(reply, made[1])))
    then, now = (
        Counter(
            word.text
            for frame in frames
            for word in frame.clause.words
            if word not in counted and word.text not in _JOINING
        )
        for frames in made
    )
    out, put = then - now, now - then
    mended = {
        word: right
        for word in out
        if not lexicon.knows(word)
        for right in put
        if misspelled(word, right)
    }
    beside = [side.about for side in (comparison.facts, comparison.customer) if side]
    return Edit(*made, out, put, lexicon, frozenset().union(*beside), counted, mended)


def _changed(side: Side, other: Side) -> Sequence[tuple[Frame, ...]]:
    """The clauses of each sentence that does not stand in the other text."""
    kept = {sentence.text for sentence in other.document.sentences}
    sentences = zip(side.document.sentences, side.by_sentence, strict=True)
    return [said for sentence, said in sentences if sentence.text not in kept]


def _counted(side: Side, frames: Sequence[Frame]) -> Iterator[Word]:
    for frame in frames:
        for figure in side.figures_in(frame):
            yield from (w for w in frame.clause.words if figure.start <= w.start < figure.end)


def _joined(sentences: Sequence[tuple[Frame, ...]]) -> tuple[Frame, ...]:
    return tuple(chain.from_iterable(sentences))


def _words(frames: Sequence[Frame]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(frame.clause.texts for frame in frames))
