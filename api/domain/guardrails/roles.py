"""The right figures and links stay on the right things.

Two items of one kind that changed places: each stands among words that in the draft belong to the
other alone. Only what tells the two apart in the draft counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from api.domain.comparison import Comparison
from api.domain.document import ProtectedKind
from api.domain.finding import Finding, Severity, Value
from api.domain.side import Side
from api.domain.words import stem

_TOLD = 3
"""Words of the other item, for both together, from which they have changed places."""
_FIRST = 60
"""Items of a text that are placed; the first ones."""
_MANY = 24
"""Items of a text that are compared with one another; the first ones."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure or a protected piece that a text has once, and the words it stands among."""

    key: str
    kind: str
    start: int
    end: int
    among: frozenset[str]


def reattached_facts(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per item that has changed places with another of its kind."""
    draft, reply = _items(comparison.draft), _items(comparison.reply)
    both = [key for key in draft if key in reply][:_MANY]
    for one, other in combinations(both, 2):
        first, second = draft[one], draft[other]
        if first.kind != second.kind:
            continue
        ours, theirs = first.among - second.among, second.among - first.among
        now, then = reply[one].among, reply[other].among
        kept = len(now & ours) + len(then & theirs)
        crossed = len(now & theirs), len(then & ours)
        whole = now <= second.among and then <= first.among
        if not kept and min(crossed) and (sum(crossed) >= _TOLD or whole):
            for item in (one, other):
                yield _finding(comparison, draft[item], reply[item])


def _items(side: Side) -> dict[str, _Item]:
    """Items that the text has once, by what they are, in order."""
    spans: list[tuple[int, int, str, str]] = [
        (piece.start, piece.end, "=" + piece.text, piece.kind.value)
        for piece in side.document.protected
        if piece.kind is not ProtectedKind.EMOJI
    ]
    spans += [(f.start, f.end, f.feature, f.kind.value) for f in side.figures if not f.weak]
    times = Counter(key for _, _, key, _ in spans)
    by_sentence: dict[int, list[tuple[int, int, str, str]]] = defaultdict(list)
    for span in sorted(spans)[:_FIRST]:
        at = side.sentence_at(span[0])
        if at is not None:
            by_sentence[at].append(span)
    return {
        key: _Item(key, kind, start, end, _among(side, at, (start, end, kind), found))
        for at, found in by_sentence.items()
        for start, end, key, kind in found
        if times[key] == 1
    }


def _among(
    side: Side,
    at: int,
    item: tuple[int, int, str],
    found: Sequence[tuple[int, int, str, str]],
) -> frozenset[str]:
    """Words and other items around an item, up to the next one of its kind or its clause's end.

    Where nothing stands beside it, the words of the sentence before ("click here:" and the link).
    """
    start, end, kind = item
    sentence = side.document.sentences[at]
    left = max((e for s, e, _, k in found if k == kind and e <= start), default=sentence.start)
    right = min((s for s, _, _, k in found if k == kind and s >= end), default=sentence.end)
    own = [frame for frame in side.by_sentence[at] if frame.clause.start <= start]
    if own:
        right = min(right, max(own[-1].clause.end, end))
    words = _words(side, at, left, right)
    words |= {key for s, _, key, k in found if left <= s < right and k != kind}
    if not words and at:
        words = _words(side, at - 1, 0, start)
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
