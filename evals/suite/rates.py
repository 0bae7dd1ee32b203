"""Which samples a figure is counted on, and how a share of them stands in JSON."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from evals.statistics.shares import Share
from evals.suite.run import Sample

FAITHFUL = "faithful"
"""The scripted model that answers with the honest rewrite."""
DIGITS = 4
"""Decimals of the bounds in JSON, so that a committed summary changes only with its counts."""


def _spelt(share: Share) -> dict[str, float]:
    low, high = share.interval
    units = {} if share.units is None else {"units": share.units}
    bounds = {"low": round(low, DIGITS), "high": round(high, DIGITS)}
    return {"hits": share.hits, "n": share.n, **units, **bounds}


def _counts(given: Any) -> Any:
    """What a share is made of; its bounds follow from it."""
    if isinstance(given, Mapping):
        return {name: value for name, value in given.items() if name not in {"low", "high"}}
    return given


Rate = Annotated[Share, BeforeValidator(_counts), PlainSerializer(_spelt)]
"""A share, with its bounds in JSON."""


def good_faith(sample: Sample) -> bool:
    """Whether its model answered in good faith: any real one, and of the scripted the honest."""
    return sample.behaviour in {None, FAITHFUL}


def leaked(sample: Sample) -> bool:
    """Whether what was planted reached the agent."""
    return sample.leaked is True


def rate(samples: Iterable[Sample], hit: Callable[[Sample], bool]) -> Share:
    """The share of samples that hit."""
    return counted((sample, hit(sample)) for sample in samples)


def counted(pairs: Iterable[tuple[Sample, bool]]) -> Share:
    """The share of hits; repeats of a case with one scripted model are one trial."""
    seen = list(pairs)
    units = len({(sample.case, sample.behaviour) for sample, _ in seen})
    return Share(sum(hit for _, hit in seen), len(seen), units if units < len(seen) else None)
