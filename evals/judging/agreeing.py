"""A judge held against readers, where several readers may have labelled the same item.

Labels of one item are alike: the text is the same. So intervals come from drawing items, with all
their labels, and not labels. A draw in which everybody gives one level shows no agreement beyond
chance and counts as 0, or a judge that was right once among forty equal replies would look perfect.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from random import Random

from pydantic import Field

from evals.judging.lines import Entry
from evals.judging.rubric import LEVELS
from evals.statistics.estimates import RESAMPLES, TAIL, Estimate
from evals.statistics.quantiles import quantile
from evals.statistics.shares import Share
from evals.suite.rates import Rate

Pair = tuple[int, int]
"""The judge's level, and a reader's."""


class Agreed(Entry):
    """One judge on one value, against the labels of people, or of models."""

    labels: int = Field(ge=0)
    """With a usable level of the judge beside them."""
    items: int
    raters: int
    kappa: Estimate | None
    """Cohen's, with quadratic weights; None where all give one level, so it has no meaning."""
    agreed: Rate
    constant: Rate
    """What always giving the readers' commonest level would have reached."""
    base_rate: dict[int, Rate]
    """Level -> how often readers give it."""


def agreed(
    pairs: Mapping[str, Sequence[Pair]], *, raters: int, seed: int, resamples: int = RESAMPLES
) -> Agreed | None:
    """Hold a judge against the labels of each item; None where there is no label."""
    flat = list(chain.from_iterable(pairs.values()))
    if not flat:
        return None
    n, units = len(flat), len(pairs)
    given = Counter(reader for _, reader in flat)

    def share(hits: int) -> Share:
        return Share(hits, n, units if units < n else None)

    return Agreed(
        labels=n,
        items=units,
        raters=raters,
        kappa=_estimate(list(pairs.values()), seed, resamples),
        agreed=share(sum(one == other for one, other in flat)),
        constant=share(max(given.values())),
        base_rate={level: share(given[level]) for level in LEVELS},
    )


Sums = tuple[int, int, int, int, int]
"""Of one item: labels, the judge's levels, the readers', the squares of both, and of the misses."""


def _estimate(items: Sequence[Sequence[Pair]], seed: int, resamples: int) -> Estimate | None:
    sums = [_sums(pairs) for pairs in items]
    value = _kappa(sums)
    if value is None:
        return None
    chance = Random(seed)  # noqa: S311 - chance that can be repeated, no secret
    drawn = sorted(_kappa(chance.choices(sums, k=len(sums))) or 0.0 for _ in range(resamples))
    return Estimate(value, quantile(drawn, TAIL), quantile(drawn, 1 - TAIL))


def _sums(pairs: Sequence[Pair]) -> Sums:
    return (
        len(pairs),
        sum(one for one, _ in pairs),
        sum(other for _, other in pairs),
        sum(one**2 + other**2 for one, other in pairs),
        sum((one - other) ** 2 for one, other in pairs),
    )


def _kappa(items: Iterable[Sums]) -> float | None:
    """As `weighted_kappa`, which needs no more than sums: items are drawn 10,000 times."""
    n, ones, others, squares, missed = map(sum, zip(*items, strict=True))
    by_chance = n * squares - 2 * ones * others
    return 1 - n * missed / by_chance if by_chance else None
