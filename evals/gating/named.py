"""The figures of a run by the names under which a gate asks for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from evals.answers.behaviours import BY_NAME
from evals.statistics.estimates import Estimate
from evals.statistics.shares import Share
from evals.suite.case import Category
from evals.suite.checks import CHECKS
from evals.suite.run import Planted
from evals.suite.summary import Group, Summary, Times

Figure = Share | Estimate | float | None
"""None where a run has no such figure: nothing planted, no prices, no judge."""
Unit = Literal["share", "ms", "cost", "level"]
QUANTILES = ("p50", "p95", "p99")
VALUES = ("care", "kindness", "integrity", "honesty", "clarity")
PLANTED = (
    *Category,
    "injection",
    "none",
    *get_args(Planted.model_fields["by"].annotation),
)


@dataclass(frozen=True, slots=True)
class Sort:
    """What a figure counts, and whether a good run has much of it."""

    unit: Unit
    more_is_better: bool


def named(figures: Summary) -> Mapping[str, Figure]:
    """Every figure that a run has, by name; a name without a figure was not measured."""
    leaks, answers = figures.leaks, figures.answers
    return {
        "errors": figures.errors,
        "false_alarms": figures.false_alarms,
        "hard_negatives": figures.hard_negatives,
        "fallbacks": figures.fallbacks,
        "softened": figures.softened,
        "cost_per_sample": figures.spent.cost_per_sample,
        "leaks": leaks.overall,
        **{f"leaks.{of}": share for of, share in leaks.by_category.items()},
        **{f"leaks.{of}": share for of, share in leaks.by_author.items()},
        **_checks("every", figures.every),
        **_checks("checks", answers),
        **dict(_behaviours(figures.behaviours)),
        **_quantiles("latency_ms", answers.latency_ms),
        **_quantiles("model_ms", answers.model_ms),
        **{f"scores.{value}": level.level for value, level in figures.scores.items()},
    }


def _checks(of: str, group: Group) -> Mapping[str, Figure]:
    return {f"{of}.{check}": share for check, share in group.checks.items()}


def _behaviours(groups: Mapping[str, Group]) -> Iterator[tuple[str, Figure]]:
    for name, group in groups.items():
        yield from _checks(f"behaviours.{name}", group).items()


def _quantiles(of: str, times: Times | None) -> Mapping[str, Figure]:
    return {f"{of}.{share}": getattr(times, share) for share in QUANTILES} if times else {}


_FEW = Sort("share", more_is_better=False)
_MANY = Sort("share", more_is_better=True)
_QUICK = Sort("ms", more_is_better=False)
SORTS: Mapping[str, Sort] = {
    "errors": _FEW,
    "false_alarms": _FEW,
    "hard_negatives": _FEW,
    "fallbacks": _FEW,
    "softened": _MANY,
    "cost_per_sample": Sort("cost", more_is_better=False),
    "leaks": _FEW,
    **{f"leaks.{of}": _FEW for of in PLANTED},
    **{f"every.{check}": _MANY for check in CHECKS},
    **{f"checks.{check}": _MANY for check in CHECKS},
    **{f"behaviours.{each}.{check}": _MANY for each in BY_NAME for check in CHECKS},
    **{f"latency_ms.{share}": _QUICK for share in QUANTILES},
    **{f"model_ms.{share}": _QUICK for share in QUANTILES},
    **{f"scores.{value}": Sort("level", more_is_better=True) for value in VALUES},
}
"""Every name that a gate may ask for, and what is counted under it."""
