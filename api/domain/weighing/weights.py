"""How much each sign speaks for a slip: a linear model, frozen as data.

The data is `prompts/lexicon/en.weights.json`, fitted by `evals.weights` and parsed by the
composition root. Weights are log-odds as in logistic regression; a clause's score is their sum.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.domain.digest import digest

Sign = tuple[str, str]
"""A kind of evidence, and which."""

LIKELY = 0.12
"""Probability from which a finding is called by another name as well."""

_NONE: Mapping[str, float] = {}

Table = Mapping[str, Mapping[str, float]]
"""Kind of sign to value to weight; what is not there weighs nothing."""


class WeightsError(ValueError):
    """The weights' data has a wrong form: the message names the key."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a slip, and from which score on."""

    signs: Table
    names: Mapping[str, Table]
    """Guardrail to what speaks for its name, of a clause that is accused."""
    keep: float
    """Score from which a clause blocks of which a guardrail says that it does."""
    block: float
    """Score from which any clause blocks."""
    own: float
    """The same in a rewrite in the draft's own words, which has little to excuse."""
    digest: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Weights":
        """Build from parsed JSON; raises WeightsError naming what is wrong."""
        try:
            return cls(
                signs=data["signs"],
                names=data["names"],
                keep=float(data["keep"]),
                block=float(data["block"]),
                own=float(data["own"]),
                digest=digest(data),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"weights: {type(error).__name__}: {error}") from error

    def score(self, signs: Iterable[Sign]) -> float:
        """The sum of what the signs weigh; a sign counts as often as it is given."""
        return _sum(self.signs, signs)

    def likely(self, signs: Iterable[Sign]) -> tuple[str, ...]:
        """The guardrails that these signs speak for, the likeliest first, by softmax.

        The first one always; others where they are at least `LIKELY`.
        """
        seen = tuple(signs)
        odds = {name: _sum(table, seen) for name, table in self.names.items()}
        best = max(odds, key=odds.__getitem__)
        shares = {name: math.exp(value - odds[best]) for name, value in odds.items()}
        total = math.fsum(shares.values())
        ranked = sorted(shares, key=shares.__getitem__, reverse=True)
        others = (name for name in ranked if name != best and shares[name] >= LIKELY * total)
        return best, *others


def _sum(table: Table, signs: Iterable[Sign]) -> float:
    """Exactly rounded: signs come in any order, and a score must not depend on it."""
    return math.fsum([table.get(kind, _NONE).get(value, 0.0) for kind, value in signs])
