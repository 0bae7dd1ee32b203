"""Which sentences of the draft each sentence of a rewrite says the same as.

A link that the writer gave is a hint; where it is missing, or nothing in the named sentence
supports it, or another sentence says all of that already, the whole draft is searched by what the
sentences share: figures and protected text
weigh most, then acts, then words, rare ones more than common ones. Work is bounded for texts in
which everything is alike: a sentence has few sources, found among few candidates.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from api.domain.document import Document
from api.domain.features import Item, items
from api.domain.reply import Answer
from api.domain.side import Side

_LINKED = 0.34
"""Share of the smaller sentence's weight that two sentences must have in common."""
_ALIKE = 0.6
"""Share from which a second source is linked as well."""
_CARRIED = 0.3
"""Share of a draft sentence's weight that carries it, where no rewrite sentence chose it."""
_TOLD = 0.8
"""Share of a draft sentence that another sentence says, from which nothing of it is left to say."""
_OWN = 1.5
"""Weight of what a sentence says by itself, from which it is no mere word about its source."""
_SHORT = 3.0
"""Weight of a draft sentence that others may name in passing: "Practice Manager"."""
_SOURCES = 8
"""Draft sentences that one sentence of a rewrite can come from."""

_NONE = (0.0, 0)
"""What is said of a draft sentence before anything has said it."""

Links = tuple[frozenset[int], ...]


def align(draft: Side, reply: Side, answer: Answer) -> Links:
    """For each sentence of the rewrite, the positions of the draft sentences it carries."""
    return _Aligner(draft, reply).links(_hints(reply.document, answer, draft.document))


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
        hints.append(frozenset(sorted(named)[:_SOURCES]) if said else None)
    return hints


class _Aligner:
    """Two texts, and the best carrier seen so far for each sentence of the draft."""

    def __init__(self, draft: Side, reply: Side) -> None:
        self._draft, self._reply = draft, reply
        self._best: dict[int, tuple[float, int]] = {}
        self._limits = [max(total, 1.0) for total in draft.features.totals]

    def links(self, hints: Sequence[frozenset[int] | None]) -> Links:
        same = self._same()
        chosen: list[set[int]] = []
        scores: dict[int, tuple[float, Mapping[int, float]]] = {}
        for n, said in enumerate(self._reply.utterances):
            if n in same:
                chosen.append({same[n]})
                continue
            if hints[n] == frozenset() and self._only_courtesy(n):
                chosen.append(set())  # it names the order it is sorry about, and carries nothing
                continue
            content = items(self._reply.document, said)
            score = self._score(n, content)
            chosen.append(self._choose(score, hints[n], self._place(n)))
            scores[n] = self._draft.features.weight(content), score
        verbatim = frozenset(same.values())
        for n, (total, shares) in scores.items():
            chosen[n] = {
                source
                for source in chosen[n]
                if not (source in verbatim or self._told(source, n))
                or self._repeats(source, shares.get(source, 0.0), total)
            }
        carried = set().union(*chosen)
        for source, (share, n) in self._best.items():
            if source not in carried and share >= _CARRIED and n not in same:
                chosen[n].add(source)
        return tuple(frozenset(sources) for sources in chosen)

    def _told(self, source: int, position: int) -> bool:
        """True if another sentence says nearly all of the draft's: nothing of it is left to say."""
        share, by = self._best.get(source, (0.0, position))
        return by != position and share >= _TOLD

    def _repeats(self, source: int, share: float, total: float) -> bool:
        """True if a sentence that says so much in `total` says its source, or little beside it."""
        held = self._draft.features.totals[source]
        common = share * max(min(total, held), 1.0)
        told = share >= _ALIKE and (held >= _SHORT or common >= _LINKED * total)
        return told or total - common < _OWN

    def _only_courtesy(self, position: int) -> bool:
        frames = self._reply.by_sentence[position]
        return bool(frames) and all(f.courtesy and not f.mentions for f in frames)

    def _same(self) -> dict[int, int]:
        """Sentences kept word for word, the first with the first where one is repeated."""
        places: dict[str, list[int]] = defaultdict(list)
        for n, sentence in enumerate(self._draft.document.sentences):
            places[sentence.text].append(n)
        seen: Counter[str] = Counter()
        same: dict[int, int] = {}
        for n, sentence in enumerate(self._reply.document.sentences):
            found = places.get(sentence.text)
            if found:
                same[n] = found[min(seen[sentence.text], len(found) - 1)]
                seen[sentence.text] += 1
        return same

    def _place(self, position: int) -> int:
        """The draft position that lies as far into the draft as this lies into the rewrite."""
        return position * len(self._draft.utterances) // max(len(self._reply.utterances), 1)

    def _score(self, position: int, said: Sequence[Item]) -> dict[int, float]:
        held = self._draft.features
        total = held.weight(said)
        place = self._place(position)
        shared: dict[int, float] = defaultdict(float)
        for item in said:
            for source, weight in held.shared(item, place).items():
                shared[source] += weight
        whole = max(total, 1.0)
        score: dict[int, float] = {}
        for source, weight in shared.items():
            limit = self._limits[source]
            score[source] = weight / (limit if limit < whole else whole)
            share = weight / limit
            if share > self._best.get(source, _NONE)[0]:
                self._best[source] = (share, position)
        return score

    @staticmethod
    def _choose(score: Mapping[int, float], hint: frozenset[int] | None, place: int) -> set[int]:
        """The sources of one sentence: its hint, if anything supports it, and what is alike."""

        def rank(source: int) -> tuple[float, int]:
            return score[source], -abs(source - place)

        enough = [source for source, share in score.items() if share >= _LINKED]
        best = sorted(enough, key=rank, reverse=True)[:_SOURCES]
        likely = {source for source in best if score[source] >= _ALIKE}
        if hint is not None and (not hint or any(score.get(source, 0.0) > 0 for source in hint)):
            return set(hint) | likely
        if not best:
            return set(hint or ())
        first = best[0]
        return {first} | {source for source in likely if score[source] >= _ALIKE * score[first]}
