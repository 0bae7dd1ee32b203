"""Scored rewrites counted: the figures of the guardrails, by length, by guardrail, by threshold.

Two errors are weighed against each other: the slip that goes out, and the honest rewrite that is
accused. The second is the dangerous one for usefulness: agents switch off a tool that accuses them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.domain.finding import Severity
from api.domain.guardrails.precedence import PRECEDENCE
from evals.labels import LENGTHS, Kind
from evals.scoring import BLOCKS, Scored
from evals.statistics.shares import Share

LOOKED_AT = BLOCKS | {Severity.REVIEW}
THRESHOLDS = {
    "block": BLOCKS,
    "block or review": LOOKED_AT,
    "any finding": LOOKED_AT | {Severity.NOTE},
}


@dataclass(frozen=True, slots=True)
class GuardrailFigures:
    """How far to trust one guardrail's blocks, and how many slips of its category it knows."""

    guardrail: str
    precision: Share
    """Blocks that touch the planted span, of all its blocks on written rewrites."""
    recall: Share
    """Planted rewrites of its category, blocked at the planted span and under its name."""
    caught: Share
    """Planted rewrites of its category, blocked anywhere and under any name."""

    @property
    def right(self) -> int:
        """Blocks that touch what was planted."""
        return self.precision.hits

    @property
    def wrong(self) -> int:
        """Blocks beside what was planted, and on honest and natural rewrites."""
        return self.precision.n - self.precision.hits


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted of one scoring."""

    drafts: int
    overall: dict[str, Share]
    lengths: dict[str, dict[str, Share]]
    guardrails: tuple[GuardrailFigures, ...]
    curve: dict[str, dict[str, Share]]

    @classmethod
    def of(cls, scored: Sequence[Scored]) -> "Figures":
        """Count them."""
        return cls(
            drafts=len({one.pair.id for one in scored}),
            overall=shares(scored),
            lengths={
                length: shares([one for one in scored if one.pair.length == length])
                for length in LENGTHS
            },
            guardrails=by_guardrail(scored),
            curve=curve(scored),
        )


def shares(scored: Iterable[Scored]) -> dict[str, Share]:
    """Slips that are caught, located, named and left; good rewrites accused, and what is kept."""
    of = _by_kind(scored)
    planted, honest = of[Kind.PLANTED], of[Kind.HONEST]
    located = [one for one in planted if one.located]
    return {
        "catch": _share(bool(one.reported()) for one in planted),
        "located": Share(len(located), len(planted)),
        "named": _share(one.named for one in located),
        "leak": _share(one.leaked for one in planted),
        "honest accused": _share(bool(one.reported()) for one in honest),
        "natural accused": _share(bool(one.reported()) for one in of[Kind.NATURAL]),
        "softened": _share(kept for one in honest for kept in one.kept),
        "identity": _share(bool(one.reported(LOOKED_AT)) for one in of[Kind.IDENTITY]),
    }


def by_guardrail(scored: Iterable[Scored]) -> tuple[GuardrailFigures, ...]:
    """A line for each guardrail, the most telling first, then categories that none is named for."""
    of = _by_kind(scored)
    planted = of[Kind.PLANTED]
    accused = [
        f for kind in (Kind.HONEST, Kind.NATURAL) for one in of[kind] for f in one.reported()
    ]
    right = [f for one in planted for f in one.located]
    blocks = [*accused, *(f for one in planted for f in one.reported())]
    categories = {one.pair.label.category for one in planted if one.pair.label}
    names = (*PRECEDENCE, *sorted(categories - set(PRECEDENCE)))
    found: list[GuardrailFigures] = []
    for name in names:
        slips = [one for one in planted if one.pair.label and one.pair.label.category == name]
        hits, n = (sum(f.guardrail == name for f in some) for some in (right, blocks))
        recall = _share(one.named for one in slips)
        caught = _share(bool(one.reported()) for one in slips)
        found.append(GuardrailFigures(name, Share(hits, n), recall, caught))
    return tuple(found)


def curve(scored: Iterable[Scored]) -> dict[str, dict[str, Share]]:
    """What would be caught and accused if milder findings stopped a rewrite as well."""
    of = _by_kind(scored)
    names = {"catch": Kind.PLANTED, "honest accused": Kind.HONEST, "natural accused": Kind.NATURAL}
    return {
        threshold: {
            name: _share(bool(one.reported(severities)) for one in of[kind])
            for name, kind in names.items()
        }
        for threshold, severities in THRESHOLDS.items()
    }


def _by_kind(scored: Iterable[Scored]) -> dict[Kind, list[Scored]]:
    of: dict[Kind, list[Scored]] = {kind: [] for kind in Kind}
    for one in scored:
        of[one.pair.kind].append(one)
    return of


def _share(hits: Iterable[bool]) -> Share:
    counted = list(hits)
    return Share(sum(counted), len(counted))
