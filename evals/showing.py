"""The figures of the guardrails as lines to read and as JSON to keep."""

from collections.abc import Iterator
from typing import Any

from evals.figures import Figures, GuardrailFigures
from evals.statistics.shares import Share

WORDING = {"softened": "softened (honest sentences kept)"}
"""Figures whose name alone would mislead."""


def lines(figures: Figures) -> Iterator[str]:
    """Yield the figures, then by length, by guardrail and by threshold."""
    for name, share in figures.overall.items():
        yield f"  {WORDING.get(name, name):<34}{share}"
    for length, shares in figures.lengths.items():
        yield f"  {length} drafts"
        yield from (f"    {name:<16}{share}" for name, share in shares.items())
    yield f"  {'guardrail':<19}{'right':>5}{'wrong':>6}  {'precision':<29}{'recall':<29}caught"
    yield from map(_guardrail_line, figures.guardrails)
    thresholds = next(iter(figures.curve.values()))
    yield "  " + " ".join(f"{name:<28}" for name in ("what stops", *thresholds)).rstrip()
    for threshold, shares in figures.curve.items():
        cells = (threshold, *map(str, shares.values()))
        yield "  " + " ".join(f"{cell:<28}" for cell in cells).rstrip()


def as_json(figures: Figures) -> dict[str, Any]:
    """The same, each share with its count and interval."""
    return {
        "drafts": figures.drafts,
        "overall": _table(figures.overall),
        "lengths": {length: _table(shares) for length, shares in figures.lengths.items()},
        "guardrails": {
            row.guardrail: {
                "right": row.right,
                "wrong": row.wrong,
                **_table({"precision": row.precision, "recall": row.recall, "caught": row.caught}),
            }
            for row in figures.guardrails
        },
        "curve": {threshold: _table(shares) for threshold, shares in figures.curve.items()},
    }


def _guardrail_line(row: GuardrailFigures) -> str:
    precision, recall = (_cell(share) for share in (row.precision, row.recall))
    caught = f"{row.caught.hits} of {row.caught.n}"
    return f"  {row.guardrail:<19}{row.right:>5}{row.wrong:>6}  {precision:<29}{recall:<29}{caught}"


def _cell(share: Share) -> str:
    return str(share) if share.n else "-"


def _table(shares: dict[str, Share]) -> dict[str, Any]:
    return {name: _numbers(share) for name, share in shares.items()}


def _numbers(share: Share) -> dict[str, Any]:
    low, high = share.interval
    rate = share.hits / share.n if share.n else None
    return {"hits": share.hits, "n": share.n, "share": rate, "low": low, "high": high}
