"""The right figures and links stay on the right things.

Two items of one kind that changed places: each stands among words that in the draft belong to the
other alone. Only what tells the two apart in the draft counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from operator import attrgetter
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.document import ProtectedKind
from api.domain.figure import Figure, FigureKind
from api.domain.finding import Finding, Severity, Value
from api.domain.side import Side
from api.domain.words import stem

_TOLD = 3
"""Words of the other item, for both together, from which they have changed places."""
_WAYS = frozenset({"from", "to"})
"""Words by which two items of one change keep their places: "to £5 from £7"."""
_PLAIN = frozenset({"and", "again", "then", "once", "more", "also", "later", "at", "on", "by"})
"""Words between two items of which both say the same."""
_WORD = 12
"""Characters before an item in which the word before it stands."""
_FIRST = 60
"""Items of a text that are placed; the first ones."""
_MANY = 24
"""Items of a text that are compared with one another; the first ones."""


class _Item(NamedTuple):
    """A figure or a protected piece; `sentence` is its position."""

    start: int
    end: int
    key: str
    kind: str
    sentence: int


def reattached_facts(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per item that has changed places with another of its kind."""
    draft, reply = _Items(comparison.draft), _Items(comparison.reply)
    both = [key for key in draft.once if key in reply.once][:_MANY]
    for one, other in combinations(both, 2):
        if draft.once[one].kind != draft.once[other].kind:
            continue
        first, second = draft.among(one), draft.among(other)
        ours, theirs = first - second, second - first
        now, then = reply.among(one), reply.among(other)
        ways = draft.way(one), draft.way(other)
        if draft.paired(one, other):
            continue
        if frozenset(ways) == _WAYS and ways == (reply.way(one), reply.way(other)):
            continue
        kept = len(now & ours) + len(then & theirs)
        crossed = len(now & theirs), len(then & ours)
        whole = now <= second and then <= first
        if not kept and min(crossed) and (sum(crossed) >= _TOLD or whole):
            for item in (one, other):
                yield _finding(comparison, draft.once[item], reply.once[item])


def exchanged_figures(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per sentence that is kept but for two figures that changed places."""
    for n, sources in enumerate(comparison.links):
        now = _by_kind(comparison.reply, n)
        if not any(len(figures) > 1 for figures in now.values()):
            continue
        for source in sources:
            then = _by_kind(comparison.draft, source)
            pair = next((moved for kind in now if (moved := _moved(then[kind], now[kind]))), None)
            if pair and _pattern(comparison.draft, source) == _pattern(comparison.reply, n):
                yield _finding(comparison, *(_Item(f.start, f.end, "", "", n) for f in pair))


def _by_kind(side: Side, at: int) -> dict[FigureKind, list[Figure]]:
    found: dict[FigureKind, list[Figure]] = defaultdict(list)
    for figure in side.utterances[at].figures[:_MANY]:
        if not figure.weak:
            found[figure.kind].append(figure)
    return found


def _moved(then: list[Figure], now: list[Figure]) -> tuple[Figure, Figure] | None:
    """The first figures of one kind that differ where all of them are there in another order."""
    if Counter(figure.key for figure in then) != Counter(figure.key for figure in now):
        return None
    return next(((a, b) for a, b in zip(then, now, strict=True) if a.key != b.key), None)


def _pattern(side: Side, at: int) -> list[str]:
    """The words of a sentence that say something, in order; for a figure its kind."""
    figures = [f for f in side.utterances[at].figures if not f.weak]
    said = [
        (term.word.start, stem(term.word.text))
        for frame in side.by_sentence[at]
        for term in frame.terms
        if not term.light and not any(f.start <= term.word.start < f.end for f in figures)
    ]
    return [word for _, word in sorted((*said, *((f.start, f.kind.value) for f in figures)))]


class _Items:
    """The items of a text; `once` are those that it has once, by what they are, in order."""

    def __init__(self, side: Side) -> None:
        self._side = side
        spans = [
            (piece.start, piece.end, "=" + piece.text, piece.kind.value)
            for piece in side.document.protected
            if piece.kind is not ProtectedKind.EMOJI
        ] + [(f.start, f.end, f.feature, f.kind.value) for f in side.figures if not f.weak]
        times = Counter(key for _, _, key, _ in spans)
        placed = ((span, side.sentence_at(span[0])) for span in sorted(spans)[:_FIRST])
        items = [_Item(*span, at) for span, at in placed if at is not None]
        self.once = {item.key: item for item in items if times[item.key] == 1}
        self._by_sentence = {at: tuple(of) for at, of in groupby(items, attrgetter("sentence"))}
        self._among: dict[str, frozenset[str]] = {}

    def among(self, key: str) -> frozenset[str]:
        """Words and other items around an item that the text has once."""
        if key not in self._among:
            self._among[key] = self._around(self.once[key])
        return self._among[key]

    def way(self, key: str) -> str:
        """The word before an item that the text has once."""
        start = self.once[key].start
        before = self._side.document.text[max(0, start - _WORD) : start].lower().split()
        return before[-1] if before else ""

    def paired(self, one: str, other: str) -> bool:
        """True where nothing but an "and" tells two items apart: "at 9:10 and again at 9:40"."""
        first, second = sorted((self.once[one], self.once[other]))
        if first.sentence != second.sentence:
            return False
        between = self._side.document.text[first.end : second.start]
        said = between.lower().split()
        return "and" in said and _PLAIN.issuperset(said)

    def _around(self, item: _Item) -> frozenset[str]:
        """Up to the next item of its kind or the end of its clause.

        Where nothing stands beside it, the words of the sentence before ("click here:", and the
        link).
        """
        start, end, _, kind, at = item
        found = self._by_sentence[at]
        sentence = self._side.document.sentences[at]
        alike = [other for other in found if other.kind == kind]
        left = max((o.end for o in alike if o.end <= start), default=sentence.start)
        right = min((o.start for o in alike if o.start >= end), default=sentence.end)
        own = [frame for frame in self._side.by_sentence[at] if frame.clause.start <= start]
        if own:
            right = min(right, max(own[-1].clause.end, end))
        words = _words(self._side, at, left, right)
        words |= {o.key for o in found if left <= o.start < right and o.kind != kind}
        if not words and at:
            words = _words(self._side, at - 1, 0, start)
        return frozenset(words)


def _words(side: Side, at: int, left: int, right: int) -> set[str]:
    return {
        stem(term.word.text)
        for frame in side.by_sentence[at]
        for term in frame.terms
        if not term.light and left <= term.word.start < right
    }


def _finding(comparison: Comparison, source: _Item, item: _Item) -> Finding:
    draft = comparison.draft.clause_at(source.start, source.end)
    reply = comparison.reply.clause_at(item.start, item.end)
    return Finding(
        "reattached_fact",
        Severity.BLOCK,
        f"Your draft says '{draft.quote}'; the rewrite says '{reply.quote}'.",
        Value.INTEGRITY,
        draft=draft,
        reply=reply,
        also=("changed_figure",),
    )
