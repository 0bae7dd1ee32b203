"""How far two raters of the same things agree, and how much of that is luck.

Agreement alone flatters: where nine of ten replies are good, a judge that always says "good" agrees
nine times of ten and has judged nothing. So beside the share agreed stand Cohen's kappa (1960),
which is 0 for luck and 1 for full agreement, and what a constant answer would have reached.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from evals.statistics.estimates import RESAMPLES, TAIL, Estimate
from evals.statistics.quantiles import quantile
from evals.statistics.shares import Share

Levels = tuple[int, int]
"""What the one and the other said of the same thing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One rater held against another, whose levels are taken as the truth."""

    agreed: Share
    """The same level."""
    constant: Share
    """What always saying the commonest true level would have reached."""
    base_rate: dict[int, Share]
    """True level -> how common it is."""
    kappa: Estimate | None
    """Near misses count as misses. None where chance alone agrees fully, so it has no meaning."""
    weighted: Estimate | None
    """A miss counts by the square of its distance, so 1 for 3 is four times as bad as 1 for 2."""


def agreement(
    rated: Sequence[int], truth: Sequence[int], *, seed: int, resamples: int = RESAMPLES
) -> Agreement:
    """Hold one rater's levels against the true ones, item by item.

    Raises ValueError where the two do not rate the same number of items, or none.
    """
    pairs = list(zip(rated, truth, strict=True))
    if not pairs:
        raise ValueError("nobody rated anything")
    n, common = len(pairs), Counter(truth)
    drawn = list(_resampled(pairs, seed, resamples))
    return Agreement(
        agreed=Share(sum(one == other for one, other in pairs), n),
        constant=Share(max(common.values()), n),
        base_rate={level: Share(common[level], n) for level in sorted(common)},
        kappa=_estimate(pairs, drawn, power=0),
        weighted=_estimate(pairs, drawn, power=2),
    )


def kappa(rated: Sequence[int], truth: Sequence[int]) -> float | None:
    """Cohen's kappa, where near misses count as misses; None where it has no meaning."""
    return _kappa(Counter(zip(rated, truth, strict=True)), power=0)


def weighted_kappa(rated: Sequence[int], truth: Sequence[int]) -> float | None:
    """Cohen's kappa (1968) with quadratic weights; None where it has no meaning."""
    return _kappa(Counter(zip(rated, truth, strict=True)), power=2)


def _kappa(table: Mapping[Levels, int], *, power: int) -> float | None:
    """One less the weight of the misses, by the weight that chance would give them."""
    n = sum(table.values())
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    missed = 0
    for (one, other), count in table.items():
        rows[one] += count
        columns[other] += count
        missed += count * _weight(one, other, power)
    by_chance = sum(
        here * there * _weight(one, other, power)
        for one, here in rows.items()
        for other, there in columns.items()
    )
    return 1 - n * missed / by_chance if by_chance else None


def _weight(one: int, other: int, power: int) -> int:
    return abs(one - other) ** power if one != other else 0


def _resampled(pairs: Sequence[Levels], seed: int, resamples: int) -> "list[Counter[Levels]]":
    chance = Random(seed)  # noqa: S311 - chance that can be repeated, no secret
    return [Counter(chance.choices(pairs, k=len(pairs))) for _ in range(resamples)]


def _estimate(
    pairs: Sequence[Levels], drawn: Sequence[Mapping[Levels, int]], *, power: int
) -> Estimate | None:
    """Resamples in which it has no meaning are left out."""
    value = _kappa(Counter(pairs), power=power)
    if value is None:
        return None
    found = (_kappa(table, power=power) for table in drawn)
    values = sorted(each for each in found if each is not None)
    return Estimate(value, quantile(values, TAIL), quantile(values, 1 - TAIL))
