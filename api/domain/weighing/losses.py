"""What a clause of the draft shows beside the rewrite sentences that carry it: what is gone."""

from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.frames import Frame
from api.domain.weighing.signs import Together, of_runs, pairs, runs, step, telling
from api.domain.weighing.weights import Sign

_SHARES = (0.01, 0.25, 0.5, 0.75, 0.99)
_LENGTHS = (3, 6, 10, 15)
_MOST = 3
"""Step of a share from which a clause is said but for the rest."""
_MANY = 5


class Losses:
    """The signs of one draft's clauses."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._reply = comparison.reply
        self._carrying: tuple[int, Together] | None = None

    def signs(self, frame: Frame, sentence: int) -> list[Sign]:
        """All signs of a clause in the draft's sentence at this position."""
        together = self._carriers(sentence)
        carriers = together.frames
        carried = f"{bool(carriers):d}"
        said = self._comparison.carried_of(frame)
        lost = sum([not t.light and t.concepts.isdisjoint(self._reply.about) for t in frame.terms])
        total = max(telling(frame.terms), 1)
        share = step(1 - lost / total)
        talk = f"{frame.talk:d}"
        longest = max([length for length, _, _ in runs(frame, together.about)], default=0)
        found = [
            ("kept", f"{step(said.alone, _SHARES)} {carried}"),
            ("kept together", str(step(said.together, _SHARES))),
            ("kept anywhere", str(step(said.anywhere, _SHARES))),
            ("length of draft", str(step(len(frame.clause.texts), _LENGTHS))),
            ("lost words", f"{min(lost, _MANY)} {talk}"),
            ("lost share", f"{step(lost / total, _SHARES)} {talk}"),
            ("run beside its carrier", f"{min(longest, _MANY)} {share} {carried}"),
        ]
        found += of_runs("lost", tuple(runs(frame, self._reply.about)), share, carried)
        found += self._words(frame, together, share)
        found += _force(frame, carriers, carried)
        for figure in self._comparison.draft.figures_in(frame):
            if figure.key not in self._reply.figure_keys:
                found.append(("figure", f"{figure.kind}{' weak' if figure.weak else ''} lost"))
        return found

    def _carriers(self, sentence: int) -> Together:
        """What carries a sentence: asked for by each of its clauses in turn."""
        if self._carrying is None or self._carrying[0] != sentence:
            carriers = self._comparison.carriers(sentence)
            self._carrying = sentence, Together.of(self._reply.frames_of(carriers))
        return self._carrying[1]

    def _words(self, frame: Frame, carriers: Together, share: int) -> Iterator[Sign]:
        for word in dict.fromkeys(frame.clause.texts):
            if word not in carriers.texts:
                yield ("moved" if word in self._reply.texts else "lost"), word
                if not carriers.frames:
                    yield "lost with all", word
                elif share >= _MOST:
                    yield "lost alone", word
        for pair in pairs(frame.clause):
            if pair not in carriers.pairs:
                yield "lost pair", f"{pair[0]} {pair[1]}"
        for cue in frame.cues - carriers.cues:
            yield "cue lost", cue
        for cue in frame.cues - self._reply.cues:
            yield "cue lost everywhere", cue


def _force(frame: Frame, carriers: Sequence[Frame], carried: str) -> Iterator[Sign]:
    same = frame.force in [c.force for c in carriers]
    yield "force of draft", f"{frame.force}{_gone(same)} {carried}"
    same = (frame.actor, frame.force) in [(c.actor, c.force) for c in carriers]
    yield "act of draft", f"{frame.actor} {frame.force}{_gone(same)}"
    same = frame.strength in [c.strength for c in carriers]
    yield "strength of draft", f"{frame.strength}{_gone(same)}"
    if frame.negated and True not in [c.negated for c in carriers]:
        yield "no lost", carried
    if frame.denies and True not in [c.denies for c in carriers]:
        yield "denial lost", carried
    if frame.clause.opener:
        same = frame.clause.opener in [c.clause.opener for c in carriers]
        yield "opener of draft", f"{frame.clause.opener}{_gone(same)}"
    for predicate in frame.predicates:
        told = [
            other
            for carrier in carriers
            for other in carrier.predicates
            if not other.about.isdisjoint(predicate.about) or other.word == predicate.word
        ]
        if predicate.duty and not any(other.duty for other in told):
            yield "duty lost", f"{bool(told):d}"
        if predicate.negated and not any(other.negated for other in told):
            yield "denied lost", f"{bool(told):d}"


def _gone(kept: bool) -> str:
    return "" if kept else "-"
