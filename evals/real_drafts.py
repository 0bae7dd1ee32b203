"""Real drafts and what others wrote over them, read from a folder outside the project.

The folder is named by `KINDREPLY_BENCH`. Its texts are under the licences of their sources and are
never copied into the project: they are read, run and counted.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLANTED = "planted"
DEFAULT_FOLDER = Path(__file__).parent.parent / "../shared/bench"


@dataclass(frozen=True, slots=True)
class RealDraft:
    """A support reply that somebody really wrote, with the message it answers where it is known."""

    id: str
    draft: str
    customer_message: str | None = None
    channel: str | None = None
    facts: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    rewrites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Arm -> rewrites of this draft: `honest`, `planted`, `eager`, and the natural ones."""
    planted_words: str | None = None
    """The words that the planted rewrite adds; None where its violation is something lost."""


def folder() -> Path:
    """Where the real drafts are; the folder may not exist."""
    return Path(os.environ.get("KINDREPLY_BENCH") or DEFAULT_FOLDER).resolve()


def load(bench: Path) -> tuple[RealDraft, ...]:
    """Every draft of `dev_pairs.jsonl`, with the natural rewrites that belong to it.

    Raises FileNotFoundError where the folder lacks a file.
    """
    natural: dict[str, dict[str, list[str]]] = {}
    for row in _rows(bench / "natural.jsonl"):
        arms = natural.setdefault(row["id"], {})
        arms.setdefault(f"natural {row['arm']}", []).append(row["rewrite"])
    return tuple(
        RealDraft(
            id=row["id"],
            draft=row["draft"],
            customer_message=row["customer_message"],
            channel=row["channel"],
            facts=(row["policy"],) if row["policy"] else (),
            tags=frozenset(row["tags"]),
            rewrites={
                "honest": (row["honest"],),
                PLANTED: (row[PLANTED]["text"],),
                "eager": (row["eager"]["text"],),
                **{arm: tuple(texts) for arm, texts in natural.get(row["id"], {}).items()},
            },
            planted_words=row[PLANTED]["rewrite_span"] or None,
        )
        for row in _rows(bench / "dev_pairs.jsonl")
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
