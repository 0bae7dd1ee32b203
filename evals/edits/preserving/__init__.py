"""Edits that keep the meaning: a guardrail that speaks up here accuses honest work."""

from evals.edits.edit import Edit
from evals.edits.preserving import (
    courtesies,
    lists,
    notation,
    order,
    spelling,
    synonyms,
    wording,
)

PRESERVING: tuple[Edit, ...] = (
    *courtesies.EDITS,
    *spelling.EDITS,
    *wording.EDITS,
    *synonyms.EDITS,
    *notation.EDITS,
    *lists.EDITS,
    *order.EDITS,
)
