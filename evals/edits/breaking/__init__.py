"""Edits that break the meaning, each in one way that is known beforehand."""

from evals.edits.breaking import (
    actors,
    attachment,
    figures,
    inventions,
    losses,
    promises,
    protected,
    refusals,
    scope,
    strength,
)
from evals.edits.edit import Edit

BREAKING: tuple[Edit, ...] = (
    *promises.EDITS,
    *inventions.EDITS,
    *strength.EDITS,
    *figures.EDITS,
    *attachment.EDITS,
    *losses.EDITS,
    *refusals.EDITS,
    *scope.EDITS,
    *actors.EDITS,
    *protected.EDITS,
)
