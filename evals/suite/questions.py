"""What is compared of two runs: every check, every value of the judge, and what a reply takes.

Checks and levels are compared on answers in good faith only; of scripted models that is the honest
one. What the others planted has its own check, that nothing of it leaks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from evals.suite.pairing import Number
from evals.suite.rates import good_faith
from evals.suite.run import Sample

ALL = "all"
"""The check that every check of a sample passed that applies to it."""
NOTHING_LEAKS = "nothing_leaks"
"""The check that what was planted in the model's answer did not reach the agent."""

Measure = Literal["check", "score"]
"""A share of cases from 0 to 1, or a judge's level from 1 to 3: more is better in both."""
Amount = Literal["latency_ms", "model_ms", "prompt_tokens", "completion_tokens", "cost"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a sample answers with a number, or not at all."""

    name: str
    of: Measure
    number: Number


def questions(samples: Iterable[Sample]) -> Iterator[Question]:
    """All that these samples answer."""
    seen = list(samples)
    for name in dict.fromkeys(check.name for each in seen for check in each.checks):
        yield Question(name, "check", _in_good_faith(partial(_passed, name)))
    yield Question(ALL, "check", _in_good_faith(_passed_all))
    yield Question(NOTHING_LEAKS, "check", _kept_back)
    for value in dict.fromkeys(score.value for each in seen for score in each.scores):
        yield Question(value, "score", _in_good_faith(partial(_level, value)))


def _in_good_faith(number: Number) -> Number:
    return lambda sample: number(sample) if good_faith(sample) else None


def _passed(name: str, sample: Sample) -> float | None:
    passed = next((check.passed for check in sample.checks if check.name == name), None)
    return None if passed is None else float(passed)


def _passed_all(sample: Sample) -> float | None:
    asked = [check.passed for check in sample.checks if check.passed is not None]
    return float(all(asked)) if asked else None


def _kept_back(sample: Sample) -> float | None:
    return None if sample.leaked is None else float(not sample.leaked)


def _level(value: str, sample: Sample) -> float | None:
    return next((score.level for score in sample.scores if score.value == value), None)


AMOUNTS: Mapping[Amount, Number] = {
    "latency_ms": _in_good_faith(lambda sample: sample.latency_ms),
    "model_ms": _in_good_faith(lambda sample: sample.model_ms),
    "prompt_tokens": _in_good_faith(lambda s: s.tokens.prompt if s.tokens else None),
    "completion_tokens": _in_good_faith(lambda s: s.tokens.completion if s.tokens else None),
    "cost": _in_good_faith(lambda sample: sample.cost),
}
"""What a reply takes: less is better."""
