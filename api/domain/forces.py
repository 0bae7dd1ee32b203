"""What a clause does, how strongly, and whether it is denied: read off its words.

Source: Searle (1976), "A classification of illocutionary acts" (commissives); the strengths and
forces are DESIGN's. The scope of a negation is its clause (NegEx, Chapman et al., 2001).
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from api.domain.acts import Mention
from api.domain.cues import Places
from api.domain.lexicon import Strength
from api.domain.predicates import HAVE, Actor


class Force(StrEnum):
    """What the clause does."""

    PROMISE = "promise"
    OFFER = "offer"
    PAST = "past"
    ONGOING = "ongoing"
    REFUSAL = "refusal"
    PERMISSION = "permission"
    INSTRUCTION = "instruction"
    QUESTION = "question"
    CONDITION = "condition"
    STATEMENT = "statement"


WILL = frozenset({"will", "shall"})
CAN = frozenset({"can", "could", "would", "may", "might"})
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "get", "gets"})
_WILLING = frozenset({"happy", "glad", "able", "ready", "willing", "pleased", "delighted", "love"})
_GAIN = frozenset({"receive", "get", "have", "see", "hear", "expect", "be"})
_NEGATIONS = frozenset(
    {"not", "never", "no", "nothing", "none", "unable", "without", "nor", "neither"}
)
FILLERS = frozenset(
    {"please", "kindly", "and", "then", "also", "now", "so", "just", "first", "next", "or", "to",
     "but", "therefore", "simply", "instead", "yes", "ok", "okay", "sure"}
)  # fmt: skip
_DENIABLE = frozenset({"will", "can", "could", "do", "does", "did", "would", "is", "are", "was"})
_DUTY = frozenset({("need", "to"), ("have", "to"), ("required", "to")})
_FREE = frozenset({"not", "no", "never"})
"""Words that lift a duty: "you do not have to"."""
_FRIENDLY = frozenset(
    {"problem", "problems", "worries", "rush", "trouble", "longer", "doubt", "matter", "further",
     "action", "needed", "reply", "more", "one", "idea"}
)  # fmt: skip
"""Words behind a "no" that refuses nothing."""
_NO_DUTY = frozenset({"need", "have", "worry", "hesitate", "required", "necessary"})
_MODAL = WILL | CAN
_DONE = HAVE | {"was", "were"}
_STATING = WILL | CAN | BE | HAVE
_WEAKEST_FIRST = (
    ("possible", Strength.POSSIBLE),
    ("attempt", Strength.ATTEMPT),
    ("likely", Strength.LIKELY),
    ("guarantee", Strength.GUARANTEE),
)
"""The lists of words of strength; what no list holds is simply done."""


def negated(words: Sequence[str], cues: Places) -> bool:
    """True if the words deny something; idioms ("not only") do not."""
    refused = cues.get("strong_refusal", ())
    if not refused and _NEGATIONS.isdisjoint(words):
        return False
    strong = {start for start, _ in refused}
    idle = _idle(cues)
    return any(
        n not in idle and (word in _NEGATIONS or n in strong) for n, word in enumerate(words)
    )


def denies(cues: Places) -> bool:
    """True if a clause keeps a no alive: a negation that is no idiom, or a limiting word."""
    negative = cues.get("negative", ())
    return bool(negative) and not _idle(cues).issuperset(start for start, _ in negative)


def _idle(cues: Places) -> set[int]:
    """Positions of the words of idioms that deny nothing."""
    return {n for start, end in cues.get("not_negative", ()) for n in range(start, end)}


def refuses(words: Sequence[str], actor: Actor, cues: Places) -> bool:
    """True for a no: a strong one anywhere, or a denied modal ("it *can't* be moved").

    What others merely did not do ("you did not attach it") is a fact, not a refusal of ours.
    """
    if actor is not Actor.CUSTOMER and "not" in words:
        for at, word in enumerate(words):
            if word in _DENIABLE and (actor is Actor.US or word in _MODAL):
                following = words[at + 1 : at + 4]
                denied = "not" in following[:2] and len(following) > 1
                if denied and _NO_DUTY.isdisjoint(following):
                    return True
    said = frozenset(words[1:])
    if said and words[0] == "no" and not said & (_NO_DUTY | _FRIENDLY):
        return not said & _STATING  # "No returns on clearance"
    return any(end <= len(words) for _, end in cues.get("strong_refusal", ()))


def force_of(said: Sequence[str], actor: Actor, modal: str, verbs: Sequence[Mention]) -> Force:
    """What a clause of this actor with this modal and these verbs does."""
    if said[:2] in (("let", "me"), ("let", "us")):
        return Force.OFFER
    if actor is Actor.US:
        return _our_force(said, modal, verbs)
    if modal in WILL:
        passive = any(m.form.past and m.start and said[m.start - 1] in BE for m in verbs)
        if actor is not Actor.CUSTOMER or passive or not _GAIN.isdisjoint(said):
            return Force.PROMISE
    if actor is Actor.CUSTOMER:
        return _their_force(said, modal)
    first = next((m for m in verbs if FILLERS.issuperset(said[: m.start])), None)
    if actor is Actor.NOBODY and (first or "please" in said[:2]):
        return Force.PAST if first and first.form.past else Force.INSTRUCTION
    done = modal in _DONE and any(m.form.past for m in verbs)
    return Force.PAST if done else Force.STATEMENT


def _our_force(said: Sequence[str], modal: str, verbs: Sequence[Mention]) -> Force:
    if modal in WILL or ("going" in said and "to" in said):
        return Force.PROMISE
    if modal in CAN or not _WILLING.isdisjoint(said):
        return Force.OFFER
    if modal not in {"must", "should"} and any(m.form.past for m in verbs):
        return Force.PAST
    if modal in BE and any(m.form.gerund for m in verbs):
        return Force.ONGOING
    return Force.STATEMENT


def _their_force(said: Sequence[str], modal: str) -> Force:
    obliged = not _DUTY.isdisjoint(pairwise(said)) and _FREE.isdisjoint(said)
    if modal == "must" or obliged:
        return Force.INSTRUCTION
    return Force.PERMISSION if modal in CAN else Force.STATEMENT


def strength_of(words: Sequence[str], force: Force, cues: Places) -> Strength:
    """The weakest word of strength decides: "we will try" is an attempt."""
    if force is Force.REFUSAL:
        return Strength.REFUSED
    for name, strength in _WEAKEST_FIRST:
        for start, _ in cues.get(name, ()):
            following = words[start + 1] if start + 1 < len(words) else ""
            past = words[start] == "should" and following == "have"
            again = words[start] in {"try", "trying"} and following == "again"
            if not past and not again:
                return strength
    return Strength.WILL
