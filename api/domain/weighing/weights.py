"""How much each sign speaks for a slip: a linear model, frozen as data.

The data is `prompts/lexicon/en.weights.json`, fitted by `evals.weights` and parsed by the
composition root. Weights are log-odds as in logistic regression; a clause's score is their sum.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Sign = tuple[str, str]
"""A kind of evidence, and which."""

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
    digest: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Weights":
        """Build from parsed JSON; raises WeightsError naming what is wrong."""
        try:
            digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
            return cls(
                signs=data["signs"],
                names=data["names"],
                keep=float(data["keep"]),
                block=float(data["block"]),
                digest=digest,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(f"weights: {type(error).__name__}: {error}") from error

    def score(self, signs: Iterable[Sign]) -> float:
        """The sum of what the signs weigh; a sign counts as often as it is given."""
        return _sum(self.signs, signs)

    def name(self, signs: Iterable[Sign]) -> str:
        """The guardrail that these signs speak for most."""
        seen = tuple(signs)
        return max(self.names, key=lambda name: _sum(self.names[name], seen))


def _sum(table: Table, signs: Iterable[Sign]) -> float:
    """Exactly rounded: signs come in any order, and a score must not depend on it."""
    return math.fsum(
        [table[kind][value] for kind, value in signs if kind in table and value in table[kind]]
    )
