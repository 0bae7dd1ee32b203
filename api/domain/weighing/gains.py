"""What a clause of the rewrite shows beside the draft sentences behind it: what is new in it."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from api.domain.comparison import Comparison
from api.domain.figure import Figure
from api.domain.frames import Frame
from api.domain.pairing import nearest
from api.domain.predicates import Predicate
from api.domain.weighing.signs import Together, all_pairs, of_runs, pairs, runs, step, telling
from api.domain.weighing.weights import Sign

_HALVES = (0.01, 0.25, 0.5, 0.75, 1.0)
_SHARED = (0.2, 0.4, 0.6, 0.8, 1.0)
_LENGTHS = (3, 6, 10, 15)
_AROUND = 4
"""Words around a figure that tell what it is the figure of."""
_MANY = 5
_FIGURES = 40
"""Figures of a draft, above which it is not asked what each of them belongs to."""


class Gains:
    """The signs of one rewrite's clauses; what the whole draft says is gathered once."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._draft = comparison.draft
        self._behind: tuple[int, Together] | None = None

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return all_pairs(self._draft.frames)

    def _sources(self, sentence: int) -> Together:
        """What stands behind a sentence: asked for by each of its clauses in turn."""
        if self._behind is None or self._behind[0] != sentence:
            links = sorted(self._comparison.links[sentence])
            self._behind = sentence, Together.of(self._draft.frames_of(links))
        return self._behind[1]

    @cached_property
    def _known(self) -> frozenset[str]:
        comparison = self._comparison
        sides = (self._draft, comparison.customer, comparison.facts)
        return frozenset().union(*[side.about for side in sides if side])

    def signs(self, frame: Frame, sentence: int) -> list[Sign]:
        """All signs of a clause in the rewrite's sentence at this position."""
        sources = self._sources(sentence)
        frames = self._comparison.reply.by_sentence[sentence]
        linked = f"{bool(sources.frames):d}{any(other.talk for other in frames):d}"
        found = [("clause", linked), ("length", str(step(len(frame.clause.texts), _LENGTHS)))]
        found += self._words(frame, sources, linked)
        found += self._stretches(frame, sources, linked)
        found += _force(frame, sources.frames, linked)
        found += self._cues(frame, sources)
        for predicate in frame.predicates:
            found += _predicate(predicate, sources.frames, linked)
        for act in frame.acts - sources.acts:
            found += [("act", act), ("act by", f"{act} {frame.force} {frame.actor}")]
        for figure in self._comparison.reply.figures_in(frame):
            found += self._figure(figure, frame, sources.frames)
        return found

    def _words(self, frame: Frame, sources: Together, linked: str) -> Iterator[Sign]:
        behind = sources.texts
        anywhere = self._draft.texts
        for word in dict.fromkeys(frame.clause.texts):
            if word not in anywhere:
                yield "new", word
            elif word not in behind:
                yield "elsewhere", word
        for pair in pairs(frame.clause):
            if pair not in self._pairs:
                yield "new pair", f"{pair[0]} {pair[1]}"
        known = self._known
        new = 0
        for term in frame.terms:
            if term.concepts.isdisjoint(known):
                new += not term.light
                for concept in term.concepts:
                    if concept[0] == "~":
                        yield "new group", concept
        yield "new words", f"{min(new, _MANY)} {linked}"
        yield "new share", f"{step(new / max(telling(frame.terms), 1), _HALVES)} {linked}"

    def _stretches(self, frame: Frame, sources: Together, linked: str) -> Iterator[Sign]:
        said = self._draft.about
        own = sum([not t.light and t.concepts.isdisjoint(said) for t in frame.terms])
        share = step(1 - own / max(telling(frame.terms), 1))
        if sources.frames:
            yield from of_runs("new", tuple(runs(frame, self._known)), share, linked)
        longest = max([length for length, _, _ in runs(frame, sources.about)], default=0)
        yield "run beside its source", f"{min(longest, _MANY)} {share} {linked}"

    def _cues(self, frame: Frame, sources: Together) -> Iterator[Sign]:
        for cue in frame.cues - sources.cues:
            yield "cue", cue
        for cue in frame.cues - self._draft.cues:
            yield "cue nowhere", cue
        pair = nearest(frame, sources.frames)
        if pair is None:
            return
        source = pair.frame
        yield "shared", str(step(pair.shared, _SHARED))
        for cue in source.cues - frame.cues:
            yield "cue gone", cue
        for kind, before, after in (
            ("force from", source.force, frame.force),
            ("actor from", source.actor, frame.actor),
            ("strength from", source.strength, frame.strength),
            ("modal from", source.modal, frame.modal),
        ):
            if before != after:
                yield kind, f"{before} {after}"

    def _figure(self, figure: Figure, frame: Frame, sources: Sequence[Frame]) -> Iterator[Sign]:
        draft = self._draft
        if not draft.holds(figure):
            yield "figure", f"{figure.kind}{' weak' if figure.weak else ''} new"
        elif not any(figure.key == f.key for s in sources for f in draft.figures_in(s)):
            yield "figure", "from elsewhere"
        if figure.weak or len(draft.figures) > _FIGURES:
            return
        around = _around(figure, frame)
        own = other = -1
        for source in draft.frames:
            for twin in draft.figures_in(source):
                if twin.kind is not figure.kind:
                    continue
                common = _common(around, _around(twin, source))
                if twin.key == figure.key:
                    own = max(own, common)
                else:
                    other = max(other, common)
        if own >= 0:
            yield "figure among", f"{own} {len(around)}"
            if other >= 0:
                yield "figure rather", str(max(-3, min(3, own - other)))


def _force(frame: Frame, sources: Sequence[Frame], linked: str) -> Iterator[Sign]:
    force, actor, strength = frame.force, frame.actor, frame.strength
    yield "force", f"{force}{_new(force in [s.force for s in sources])}"
    yield "actor", f"{actor}{_new(actor in [s.actor for s in sources])}"
    yield "strength", f"{strength}{_new(strength in [s.strength for s in sources])}"
    same = (force, actor) in [(s.force, s.actor) for s in sources]
    yield "act of", f"{force} {actor}{_new(same)} {linked}"
    if frame.clause.opener:
        same = frame.clause.opener in [s.clause.opener for s in sources]
        yield "opener", f"{frame.clause.opener}{_new(same)}"
    denied = [source.negated for source in sources]
    if frame.negated and not any(denied):
        yield "no", "new"
    if sources and not frame.negated and all(denied):
        yield "no", "gone"


def _predicate(predicate: Predicate, sources: Sequence[Frame], linked: str) -> Iterator[Sign]:
    same = [
        other
        for source in sources
        for other in source.predicates
        if not other.about.isdisjoint(predicate.about) or other.word == predicate.word
    ]
    said = _manner(predicate)
    told = "same" if any(_manner(o) == said for o in same) else "other" if same else "new"
    yield "predicate", f"{told} {said} {linked[1]}"
    if told == "other":
        first = same[0]
        yield "subject from", f"{first.actor} {predicate.actor}"
        if predicate.past and not first.past:
            yield "chain", "past"
        for word in predicate.chain - first.chain:
            yield "chain", f"+{word}"
        for word in first.chain - predicate.chain:
            yield "chain", f"-{word}"


def _manner(predicate: Predicate) -> str:
    """Who does it, and whether it is promised, done, passive, a duty, denied."""
    marks = (
        (predicate.promised, "W"), (predicate.past, "P"), (predicate.passive, "V"),
        (predicate.duty, "D"), (predicate.negated, "N"),
    )  # fmt: skip
    return predicate.actor + " " + "".join([mark for holds, mark in marks if holds])


def _around(figure: Figure, frame: Frame) -> list[frozenset[str]]:
    """The concepts of the words nearest to a figure in its clause."""
    near = sorted(
        [
            (max(term.word.start - figure.end, figure.start - term.word.end), n)
            for n, term in enumerate(frame.terms)
            if term.word.start >= figure.end or term.word.end <= figure.start
        ]
    )
    return [frame.terms[n].concepts for _, n in near[:_AROUND]]


def _common(around: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> int:
    said = frozenset().union(*other)
    return sum([not concepts.isdisjoint(said) for concepts in around])


def _new(held: bool) -> str:
    return "" if held else "+"
