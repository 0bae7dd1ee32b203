"""One comparison of a draft and a rewrite, made once and read by every guardrail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from api.domain.alignment import Links, align
from api.domain.document import Document
from api.domain.frames import Frame
from api.domain.lexicon import Lexicon
from api.domain.pairing import Carried, nearest
from api.domain.personal import Personal
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.side import Side, look, look_at

_MOSTLY = 0.4
"""Share of a rewrite's sentences that are kept, from which what is new is no mere wording."""
_FEW = 3
"""Sentences up to which a rewrite is short."""
_OWN = 0.6
"""Share of the words of both texts from which a short rewrite is in the draft's own."""
_TOLD = 3
"""Words of a clause that stands in both texts from which no finding on it is kept."""

Told = tuple[tuple[int, tuple[Frame, ...]], ...]
"""Sentences of a text by their positions, with their frames."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Draft and rewrite side by side.

    `links[n]` are positions of the draft sentences that the rewrite's n-th sentence carries,
    `carried[n]` those of the rewrite's sentences that carry the draft's n-th.
    """

    draft: Side
    reply: Side
    facts: Side | None
    customer: Side | None
    links: Links
    carried: tuple[tuple[int, ...], ...]
    lexicon: Lexicon
    anew: Told
    """The rewrite's sentences but for those that stand in the draft word for word: what a
    guardrail calls new, changed or lost there is no finding (`guardrails.verbatim`).
    """
    altered: Told
    """The draft's sentences but for those that stand in the rewrite word for word."""
    own_words: bool = False
    """True for a rewrite in the draft's own words: many of its sentences, or a short one."""
    personal: Personal | None = None
    """What is known of personal data; None where nobody has looked for it."""
    _carried: dict[int, Carried] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """How much is said of a draft clause, by its start: asked for by several guardrails."""

    @property
    def new_frames(self) -> Iterator[Frame]:
        """The frames of the rewrite's sentences that do not stand in the draft as they are."""
        return chain.from_iterable(frames for _, frames in self.anew)

    def sources(self, frame: Frame) -> tuple[Frame, ...]:
        """The draft's frames in the sentences behind a clause of the rewrite."""
        at = self.reply.sentence_at(frame.clause.start)
        return self.draft.frames_of(self.links[at]) if at is not None else ()

    def nearest(self, frame: Frame, carriers: Sequence[int]) -> Frame | None:
        """The clause of these rewrite sentences that shares most with a draft clause."""
        pair = nearest(frame, (other for n in carriers for other in self.reply.by_sentence[n]))
        return pair.frame if pair else None

    def carried_of(self, frame: Frame) -> Carried:
        """How much of a draft clause the rewrite says."""
        start = frame.clause.start
        if start not in self._carried:
            self._carried[start] = self.reply.index.carried(frame, self.draft.place(frame))
        return self._carried[start]

    def carriers(self, draft_sentence: int) -> tuple[int, ...]:
        """Positions of the rewrite's sentences that carry this sentence of the draft."""
        return self.carried[draft_sentence]


def compare(
    draft: Document,
    answer: Answer,
    *,
    lexicon: Lexicon,
    facts: Sequence[str] = (),
    customer: str | None = None,
) -> Comparison:
    """Read everything and hold the answer against the draft.

    Raises DraftError where the answer, a fact or the customer's message is over a limit.
    """
    return hold(
        look(draft, lexicon),
        answer,
        lexicon=lexicon,
        facts=look_at(facts, "F", lexicon),
        customer=look_at([customer or ""], "C", lexicon),
    )


def hold(
    draft: Side,
    answer: Answer,
    *,
    lexicon: Lexicon,
    facts: Side | None = None,
    customer: Side | None = None,
    personal: Personal | None = None,
    like: Side | None = None,
) -> Comparison:
    """Link every sentence of the answer to a draft that has been looked at already.

    `like` is another text that has been looked at, and has many sentences of the answer.
    Raises DraftError where the answer is over a limit.
    """
    reply = look(
        read(answer.text, draft.document.format, prefix="R"),
        lexicon,
        (draft, like) if like else (draft,),
    )
    links = align(draft, reply, answer)
    carried: list[list[int]] = [[] for _ in draft.document.sentences]
    for n, sources in enumerate(links):
        for source in sources:
            carried[source].append(n)
    return Comparison(
        draft=draft,
        reply=reply,
        facts=facts,
        customer=customer,
        links=links,
        carried=tuple(tuple(carriers) for carriers in carried),
        lexicon=lexicon,
        anew=_beside(reply, draft),
        altered=_beside(draft, reply),
        own_words=_in_own_words(draft, reply),
        personal=personal,
    )


def _beside(side: Side, other: Side) -> Told:
    """The sentences of a text that the other one does not have, or that have a clause so short
    that to have it in both texts proves nothing.
    """
    return tuple(
        (n, said.frames)
        for n, said in enumerate(side.utterances)
        if said.key not in other.known or any(map(_short, said.frames))
    )


def _short(frame: Frame) -> bool:
    """True for a clause of hardly a word; one of a contraction counts for two."""
    words = frame.clause.words
    return len(words) < 2 * _TOLD and len({word.start for word in words}) < _TOLD


def _in_own_words(draft: Side, reply: Side) -> bool:
    own = {sentence.text for sentence in draft.document.sentences}
    said = reply.document.sentences
    if sum(sentence.text in own for sentence in said) >= _MOSTLY * max(len(said), 1):
        return True
    if len(said) > _FEW:
        return False
    before, now = (
        Counter(chain.from_iterable(frame.clause.texts for frame in side.frames))
        for side in (draft, reply)
    )
    return 2 * (before & now).total() >= _OWN * (before.total() + now.total())
