"""A judge at work on many replies: what is judged already is not asked again.

session = Session(judge)
for sample in session.scored(samples, cases):   # with scores, or as it was where that failed
    ...
session.failed                                  # why, and how often
"""

from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from api.rewriting.model import Misconfigured, ModelError
from evals.judging.background import as_they_come
from evals.judging.judge import Judge
from evals.suite.case import Case
from evals.suite.rates import good_faith
from evals.suite.run import Sample

GIVE_UP_AFTER = 10
"""Failures in a row: the endpoint is down, and the rest would only wait for it."""
AHEAD = 32

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


class Session:
    """Questions to one judge, until there are no more or its endpoint fails."""

    def __init__(
        self, judge: Judge, close: Callable[[], Coroutine[Any, Any, None]] | None = None
    ) -> None:
        self.judge = judge
        self._close = close
        self._in_a_row = 0
        self._gave_up = False
        self.failed: Counter[str] = Counter()
        """Why things were not judged -> how many."""

    def wants(self, sample: Sample) -> bool:
        """Whether a sample is to be judged: answered in good faith, and not by this judge yet."""
        if sample.error is not None or not good_faith(sample):
            return False
        used = self.judge.used
        done = {s.value for s in sample.scores if s.judge == used.get(s.value)}
        same_model = all(score.model == self.judge.name for score in sample.scores)
        return not (same_model and done == used.keys())

    def scored(self, samples: Iterable[Sample], cases: Mapping[str, Case]) -> Iterator[Sample]:
        """Every sample in order, with scores where it is wanted and the judge answers."""

        async def ask(sample: Sample) -> Sample:
            if not self.wants(sample):
                return sample
            scores = await self._asked(self.judge.pointwise(cases[sample.case], sample.reply))
            return sample.model_copy(update={"scores": scores}) if scores else sample

        return as_they_come(samples, ask, ahead=AHEAD, close=self._close)

    def asked(
        self, things: Iterable[Thing], ask: Callable[[Thing], Coroutine[Any, Any, Answer]]
    ) -> Iterator[tuple[Thing, Answer]]:
        """The judge's answer to each thing; those that it does not answer are left out."""

        async def each(thing: Thing) -> tuple[Thing, Answer | None]:
            return thing, await self._asked(ask(thing))

        for thing, answer in as_they_come(things, each, ahead=AHEAD, close=self._close):
            if answer is not None:
                yield thing, answer

    async def _asked(self, question: Coroutine[Any, Any, Answer]) -> Answer | None:
        """The answer, or None, with the reason kept."""
        if self._gave_up:
            question.close()
            self.failed["not asked any more"] += 1
            return None
        try:
            answer = await question
        except ModelError as error:
            self.failed[f"{error.reason}: {error}"] += 1
            self._in_a_row += 1
            self._gave_up |= isinstance(error, Misconfigured) or self._in_a_row >= GIVE_UP_AFTER
            return None
        self._in_a_row = 0
        return answer
