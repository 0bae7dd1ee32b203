"""Blind pairs: a reader who wrote neither text says which is kinder; the key says which was ours.

Pairs hold no label and no tag, and come in random order. Drafts that came back unchanged are not
shown, since a reader would learn nothing from them: the key counts them as neither kinder nor odd.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.statistics.shares import Share

UNKIND_TAGS = frozenset({"cold", "blunt", "rude", "defensive", "scripted"})
SIDES = ("A", "B")
KINDER = frozenset({"A", "B", "same"})
ODD = frozenset({"A", "B", "both", "none"})
WORSE = frozenset({"A", "B", "none"})


class JudgementError(ValueError):
    """The reader's file does not fit the key; the message says where."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft and its reply, before they are hidden."""

    id: str
    draft: str
    reply: str
    customer_message: str | None
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures of one reader."""

    kinder: Share
    """Of the drafts with an unkind tag: the reply is the kinder one."""
    odd_or_worse: Share
    """Of all drafts: the reply reads oddly, or is worse, or less kind, than the draft."""
    odd_like_the_draft: int
    """Of those, how many where the draft itself was called odd too."""
    worst: tuple[str, ...]
    """Draft ids behind `odd_or_worse`, with the reader's note."""


def hide(pairs: Iterable[Pair], seed: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The pairs to show, and the key to keep from the reader; the same seed, the same files."""
    chance = random.Random(seed)  # noqa: S311 - order, not secrecy
    known = sorted(pairs, key=lambda pair: pair.id)
    changed = [pair for pair in known if pair.reply != pair.draft]
    chance.shuffle(changed)
    shown, sides = [], {}
    for number, pair in enumerate(changed, start=1):
        side = chance.choice(SIDES)
        texts = {side: pair.reply, "BA"[SIDES.index(side)]: pair.draft}
        hidden_id = f"p{number:03}"
        shown.append(
            {
                "id": hidden_id,
                "customer_message": pair.customer_message,
                "A": texts["A"],
                "B": texts["B"],
            }
        )
        sides[hidden_id] = {"draft": pair.id, "reply": side, "tags": sorted(pair.tags)}
    unchanged = {p.id: sorted(p.tags) for p in known if p.reply == p.draft}
    return shown, {"seed": seed, "pairs": sides, "unchanged": unchanged}


def tally(judgements: Sequence[Mapping[str, Any]], key: Mapping[str, Any]) -> Judged:
    """Count what one reader said. Raises JudgementError for a pair missing, unknown or unclear."""
    by_id = {str(judgement.get("id")): judgement for judgement in judgements}
    if len(by_id) != len(judgements) or by_id.keys() != key["pairs"].keys():
        wrong = sorted(by_id.keys() ^ key["pairs"].keys())[:5]
        raise JudgementError(f"each pair is judged once: see {wrong or 'the ids given twice'}")
    kinder = odd_like_the_draft = 0
    worst: list[str] = []
    tagged = sum(bool(UNKIND_TAGS & set(tags)) for tags in key["unchanged"].values())
    for hidden_id, hidden in sorted(key["pairs"].items()):
        said = by_id[hidden_id]
        _check(hidden_id, said)
        reply, unkind = hidden["reply"], bool(UNKIND_TAGS & set(hidden["tags"]))
        tagged += unkind
        kinder += unkind and said["kinder"] == reply
        odd = said["odd"] in (reply, "both")
        odd_like_the_draft += said["odd"] == "both"
        less_kind = said["kinder"] not in (reply, "same")
        if odd or less_kind or said.get("worse", "none") == reply:
            worst.append(f"{hidden['draft']} ({hidden_id}): {said.get('note', '')}".rstrip(": "))
    of_all = len(key["pairs"]) + len(key["unchanged"])
    return Judged(
        Share(kinder, tagged), Share(len(worst), of_all), odd_like_the_draft, tuple(worst)
    )


def _check(hidden_id: str, said: Mapping[str, Any]) -> None:
    for name, allowed in (("kinder", KINDER), ("odd", ODD), ("worse", WORSE)):
        if said.get(name, "none" if name == "worse" else None) not in allowed:
            raise JudgementError(f"{hidden_id}: {name} is one of {', '.join(sorted(allowed))}")
