"""The ledger: what the draft binds the business to, and the words that carry it in the reply."""

from enum import StrEnum
from typing import NamedTuple

from api.domain.finding import Span


class Change(StrEnum):
    """What became of a commitment on its way from draft to reply."""

    SAME = "same"
    WEAKER = "weaker"
    STRONGER = "stronger"
    NEW = "new"
    LOST = "lost"


class Commitment(NamedTuple):
    """A promise, refusal, condition, deadline or request that binds (Searle 1976: commissives)."""

    act: str
    actor: str
    strength: str
    polarity: str
    condition: str | None
    figures: tuple[str, ...]
    draft: Span | None
    reply: Span | None
    change: Change
