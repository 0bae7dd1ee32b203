"""A model that judges replies: one value at a time, each with its own prompt.

What the model says never raises: an answer that cannot be used is an opinion without a level, and
says why. What does raise is a model that does not answer, since asking again may help.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from api.domain.reply import Usage
from api.rewriting.model import (
    CutShort,
    LanguageModel,
    PromptRejected,
    Refused,
    UnusableAnswer,
)
from evals.judging.opinion import Opinion, Preference, opinion, preference
from evals.judging.rubric import VALUES, judges
from evals.suite.case import Case
from evals.suite.run import PromptUsed, Score, Tokens
from prompts import Prompt

DEADLINE_S = 60.0
"""For one question, retries included: nobody waits at a button."""
NO_REPLY = "there is no reply"

Better = Literal["a", "b", "same", "disagrees"]
_BACK: Mapping[str | None, Better] = {"first": "b", "second": "a", "same": "same"}
_FORTH: Mapping[str | None, Better] = {"first": "a", "second": "b", "same": "same"}


@dataclass(slots=True)
class Spent:
    """What a judge has cost so far; tokens of `unknown` calls nobody counted."""

    calls: int = 0
    prompt: int = 0
    completion: int = 0
    unknown: int = 0

    def add(self, usage: Usage | None) -> None:
        """Count one call; None where the provider did not say what it took."""
        self.calls += 1
        if usage is None:
            self.unknown += 1
        else:
            self.prompt += usage.prompt_tokens
            self.completion += usage.completion_tokens

    @property
    def tokens(self) -> Tokens | None:
        """Of all calls; None where any was not counted."""
        return None if self.unknown else Tokens(prompt=self.prompt, completion=self.completion)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two replies on one value, asked in both orders."""

    value: str
    better: Better | None
    """`disagrees` where the order decided; None where an answer cannot be used."""
    evidence: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Judge:
    """The judge of each value and the one model that is asked; gates are bound to its `name`."""

    model: LanguageModel
    name: str
    prompts: Mapping[str, Prompt]
    endpoint: str = ""
    """Where the model is, without credentials."""
    spent: Spent = field(default_factory=Spent)

    @classmethod
    def of(
        cls, model: LanguageModel, name: str, *, version: str = "production", endpoint: str = ""
    ) -> "Judge":
        """All five judges in one version. Raises PromptError."""
        return cls(model, name, judges(version), endpoint)

    @property
    def used(self) -> dict[str, PromptUsed]:
        """Value -> the prompt that judges it."""
        return {
            value: PromptUsed(name=prompt.name, version=prompt.version, id=prompt.id)
            for value, prompt in self.prompts.items()
        }

    async def pointwise(self, case: Case, reply: str) -> tuple[Score, ...]:
        """A level of each value, in the order of `VALUES`; five calls, all at once.

        Raises ModelError where the model does not answer at all.
        """
        return tuple(await _all([self._score(value, case, reply) for value in VALUES]))

    async def pairwise(self, case: Case, a: str, b: str) -> tuple[Compared, ...]:
        """Which reply is better on each value; ten calls, none for replies that are the same.

        Raises ModelError where the model does not answer at all.
        """
        if a == b:
            return tuple(Compared(value, "same", (), ("the same words",)) for value in VALUES)
        return tuple(await _all([self._compared(value, case, a, b) for value in VALUES]))

    async def _score(self, value: str, case: Case, reply: str) -> Score:
        said = Opinion(None, reason=NO_REPLY)
        if reply.strip():
            answer, why = await self._ask(value, case, reply=reply)
            said = Opinion(None, reason=why) if answer is None else opinion(answer, reply)
        return Score(
            value=value,
            level=said.level,
            evidence=said.evidence,
            reason=said.reason,
            judge=self.used[value],
            model=self.name,
        )

    async def _compared(self, value: str, case: Case, a: str, b: str) -> Compared:
        forth, back = await _all(
            [self._prefers(value, case, a, b), self._prefers(value, case, b, a)]
        )
        one, other = _FORTH.get(forth.better), _BACK.get(back.better)
        better = None if one is None or other is None else one if one == other else "disagrees"
        quotes = dict.fromkeys((*forth.evidence, *back.evidence))
        return Compared(value, better, tuple(quotes), (forth.reason, back.reason))

    async def _prefers(self, value: str, case: Case, first: str, second: str) -> Preference:
        if not (first.strip() and second.strip()):
            return Preference(None, reason=NO_REPLY)
        answer, why = await self._ask(value, case, reply=first, other=second)
        return Preference(None, reason=why) if answer is None else preference(answer, first, second)

    async def _ask(self, value: str, case: Case, **replies: str) -> tuple[str | None, str]:
        """What the model says; or None, and why there is nothing to read."""
        prompt = self.prompts[value]
        messages = prompt.render(
            draft=case.draft,
            customer=case.customer_message,
            facts=list(case.facts),
            **replies,
        )
        try:
            completion = await self.model.complete(
                messages, parameters=prompt.parameters, deadline_s=DEADLINE_S
            )
        except (UnusableAnswer, PromptRejected) as error:
            self.spent.add(None)
            return None, _WHY.get(type(error), "nothing that can be read")
        self.spent.add(completion.usage)
        return completion.text, ""


_WHY: Mapping[type[Exception], str] = {
    CutShort: "the answer was cut short",
    Refused: "the judge declined",
    PromptRejected: "the endpoint does not take the question",
}


async def _all(questions: Sequence[Any]) -> list[Any]:
    """Every answer in order; the first failure calls off the rest, so that nobody pays for them."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(question) for question in questions]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
