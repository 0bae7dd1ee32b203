"""One comparison of a draft and a rewrite, made once and read by every guardrail.

Each sentence of the rewrite is linked to the sentences of the draft that it says the same as. A
link that the writer gave is a hint; where it is missing, or nothing in the named sentence
supports it, the whole draft is searched by what the sentences share: figures and protected text
weigh most, then acts, then words, rare ones more than common ones.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from api.domain.clauses import clauses
from api.domain.document import Document, ProtectedKind
from api.domain.figures import Figure, figures
from api.domain.finding import Span
from api.domain.frames import Force, Frame, frames
from api.domain.language import in_language
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.words import Word, words

_LINKED = 0.34
"""Share of the smaller sentence's weight that two sentences must have in common."""
_ALIKE = 0.6
"""Share from which a second source is linked as well."""
_CARRIED = 0.3
"""Share of a draft sentence's weight that carries it, where no rewrite sentence chose it."""
_FIGURE_WEIGHT = 2.5
_ACT_WEIGHT = 0.8


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

    def about(self, frame: Frame, lexicon: Lexicon) -> frozenset[str]:
        """What one clause is about: the concepts of its words that say something."""
        return frozenset(
            lexicon.concept(word.text)
            for word in frame.clause.words
            if word.text not in lexicon.stopwords
        )

    def sentence_at(self, offset: int) -> int | None:
        """Position of the sentence that holds the offset."""
        for n, sentence in enumerate(self.document.sentences):
            if sentence.start <= offset < sentence.end:
                return n
        return None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Draft and rewrite side by side.

    `links[n]` are positions of the draft sentences that the rewrite's n-th sentence carries.
    """

    draft: Side
    reply: Side
    facts: Side | None
    customer: Side | None
    links: tuple[frozenset[int], ...]
    lexicon: Lexicon

    def sources(self, frame: Frame) -> tuple[Frame, ...]:
        """The draft's frames in the sentences behind a clause of the rewrite."""
        at = self.reply.sentence_at(frame.clause.start)
        return self.draft.frames_of(self.links[at]) if at is not None else ()

    def nearest(self, frame: Frame, carriers: Sequence[int]) -> Frame | None:
        """The clause of these rewrite sentences that shares most words with a draft clause."""
        about = self.draft.about(frame, self.lexicon)
        return max(
            self.reply.frames_of(carriers),
            key=lambda other: len(about & self.reply.about(other, self.lexicon)),
            default=None,
        )

    def carriers(self, draft_sentence: int) -> tuple[int, ...]:
        """Positions of the rewrite's sentences that carry this sentence of the draft."""
        return tuple(n for n, sources in enumerate(self.links) if draft_sentence in sources)


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


def compare(
    draft: Document,
    answer: Answer,
    *,
    lexicon: Lexicon,
    facts: Sequence[str] = (),
    customer: str | None = None,
) -> Comparison:
    """Link every sentence of the answer to the draft and read both sides.

    Raises DraftError where the answer, a fact or the customer's message is over a limit.
    """
    draft_side = look(draft, lexicon)
    return compare_with(draft_side, answer, lexicon=lexicon, facts=facts, customer=customer)


def compare_with(
    draft: Side,
    answer: Answer,
    *,
    lexicon: Lexicon,
    facts: Sequence[str] = (),
    customer: str | None = None,
) -> Comparison:
    """As `compare`, with a draft that has been looked at already."""
    reply = look(read(answer.text, draft.document.format, prefix="R"), lexicon)
    stated = "\n".join(fact for fact in facts if fact.strip())
    return Comparison(
        draft=draft,
        reply=reply,
        facts=look(read(stated, prefix="F"), lexicon) if stated else None,
        customer=look(read(customer, prefix="C"), lexicon)
        if customer and customer.strip()
        else None,
        links=_links(draft, reply, _hints(reply.document, answer, draft.document)),
        lexicon=lexicon,
    )


def _hints(reply: Document, answer: Answer, draft: Document) -> list[frozenset[int] | None]:
    """For each rewrite sentence the draft positions that its writer named; None for no word."""
    positions = {sentence.id: n for n, sentence in enumerate(draft.sentences)}
    hints: list[frozenset[int] | None] = []
    at = 0
    for sentence in reply.sentences:
        while at < len(answer.sources) and answer.sources[at].end <= sentence.start:
            at += 1
        named: set[int] = set()
        said = False
        for source in answer.sources[at:]:
            if source.start >= sentence.end:
                break
            if source.ids is not None:
                said = True
                named |= {positions[name] for name in source.ids if name in positions}
        hints.append(frozenset(named) if said else None)
    return hints


def _links(
    draft: Side, reply: Side, hints: Sequence[frozenset[int] | None]
) -> tuple[frozenset[int], ...]:
    common = Counter(feature for features in draft.features for feature in features)
    weigh = _weights(common)
    totals = [sum(weigh(f) for f in features) for features in draft.features]
    holders: Mapping[str, list[int]] = _holders(draft.features)
    links: list[set[int]] = []
    scores: dict[tuple[int, int], float] = {}
    for n, features in enumerate(reply.features):
        total = sum(weigh(f) for f in features)
        shared: dict[int, float] = defaultdict(float)
        for feature in features:
            for source in holders.get(feature, ()):
                shared[source] += weigh(feature)
        score = {
            source: weight / max(min(total, totals[source]), 1.0)
            for source, weight in shared.items()
        }
        for source, weight in shared.items():
            scores[n, source] = weight / max(totals[source], 1.0)
        links.append(_choose(n, len(reply.features), len(draft.features), score, hints[n]))
    for source in range(len(draft.features)):
        if not any(source in chosen for chosen in links):
            best = max(range(len(links)), key=lambda n: scores.get((n, source), 0.0), default=None)
            if best is not None and scores.get((best, source), 0.0) >= _CARRIED:
                links[best].add(source)
    return tuple(frozenset(chosen) for chosen in links)


def _choose(
    position: int,
    replies: int,
    drafts: int,
    score: Mapping[int, float],
    hint: frozenset[int] | None,
) -> set[int]:
    """The draft sentences behind one rewrite sentence: its hint, if anything supports it."""
    likely = {source for source, value in score.items() if value >= _ALIKE}
    if hint and any(score.get(source, 0.0) > 0 for source in hint):
        return set(hint) | likely
    if hint is not None and not hint:
        return likely
    fitting = [source for source, value in score.items() if value >= _LINKED]
    if not fitting:
        return set(hint or ())
    here = position / max(replies, 1)
    best = max(fitting, key=lambda source: (score[source], -abs(source / max(drafts, 1) - here)))
    return {best} | {source for source in likely if score[source] >= _ALIKE * score[best]}


def _holders(features: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for n, found in enumerate(features):
        for feature in found:
            holders[feature].append(n)
    return holders


def _weights(common: Mapping[str, int]) -> Callable[[str], float]:
    def weigh(feature: str) -> float:
        base = _FIGURE_WEIGHT if feature[:1] == "=" else _ACT_WEIGHT if feature[:1] == "!" else 1.0
        return base / math.sqrt(common.get(feature, 1))

    return weigh


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
