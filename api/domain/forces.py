"""What a clause does, how strongly, and whether it is denied: read off its words.

Source: Searle (1976), "A classification of illocutionary acts" (commissives); the strengths and
forces are DESIGN's. The scope of a negation is its clause (NegEx, Chapman et al., 2001).
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from api.domain.acts import Mention
from api.domain.cues import Cue, places
from api.domain.lexicon import Strength
from api.domain.predicates import HAVE, Actor
from api.domain.words import Word


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


def negated(words: Sequence[Word], cues: Sequence[Cue]) -> bool:
    """True if the words deny something; idioms ("not only") do not."""
    idle = {n for start, end in places(cues, "not_negative") for n in range(start, end)}
    strong = {start for start, _ in places(cues, "strong_refusal")}
    return any(
        n not in idle and (word.text in _NEGATIONS or n in strong) for n, word in enumerate(words)
    )


def denies(cues: Sequence[Cue]) -> bool:
    """True if a clause keeps a no alive: a negation that is no idiom, or a limiting word."""
    idle = {n for start, end in places(cues, "not_negative") for n in range(start, end)}
    return any(start not in idle for start, _ in places(cues, "negative"))


def refuses(words: Sequence[Word], actor: Actor, cues: Sequence[Cue]) -> bool:
    """True for a no: a strong one anywhere, or a denied modal ("it *can't* be moved").

    What others merely did not do ("you did not attach it") is a fact, not a refusal of ours.
    """
    for at, word in enumerate(words):
        following = [other.text for other in words[at + 1 : at + 4]]
        if word.text in _DENIABLE and "not" in following[:2] and len(following) > 1:
            ours = actor is Actor.US or word.text in WILL | CAN
            if ours and actor is not Actor.CUSTOMER and not _NO_DUTY & set(following):
                return True
    said = {word.text for word in words[1:]}
    if len(words) > 1 and words[0].text == "no" and not said & (_NO_DUTY | _FRIENDLY):
        return not said & (WILL | CAN | BE | HAVE)  # "No returns on clearance"
    return any(end <= len(words) for _, end in places(cues, "strong_refusal"))


def force_of(words: Sequence[Word], actor: Actor, modal: str, verbs: Sequence[Mention]) -> Force:
    """What a clause of this actor with this modal and these verbs does."""
    said = [word.text for word in words]
    if said[:2] in (["let", "me"], ["let", "us"]):
        return Force.OFFER
    if actor is Actor.US:
        return _our_force(said, modal, verbs)
    passive = any(m.form.past and m.start and said[m.start - 1] in BE for m in verbs)
    if modal in WILL and (actor is not Actor.CUSTOMER or passive or _GAIN & set(said)):
        return Force.PROMISE
    if actor is Actor.CUSTOMER:
        return _their_force(said, modal)
    first = next((m for m in verbs if all(said[n] in FILLERS for n in range(m.start))), None)
    if actor is Actor.NOBODY and (first or "please" in said[:2]):
        return Force.PAST if first and first.form.past else Force.INSTRUCTION
    done = modal in HAVE | {"was", "were"} and any(m.form.past for m in verbs)
    return Force.PAST if done else Force.STATEMENT


def _our_force(said: Sequence[str], modal: str, verbs: Sequence[Mention]) -> Force:
    if modal in WILL or ("going" in said and "to" in said):
        return Force.PROMISE
    if modal in CAN or _WILLING & set(said):
        return Force.OFFER
    if modal not in {"must", "should"} and any(m.form.past for m in verbs):
        return Force.PAST
    if modal in BE and any(m.form.gerund for m in verbs):
        return Force.ONGOING
    return Force.STATEMENT


def _their_force(said: Sequence[str], modal: str) -> Force:
    if modal == "must" or (_DUTY & set(pairwise(said)) and not _FREE & set(said)):
        return Force.INSTRUCTION
    return Force.PERMISSION if modal in CAN else Force.STATEMENT


def strength_of(words: Sequence[Word], force: Force, cues: Sequence[Cue]) -> Strength:
    """The weakest word of strength decides: "we will try" is an attempt."""
    if force is Force.REFUSAL:
        return Strength.REFUSED
    for strength in (Strength.POSSIBLE, Strength.ATTEMPT, Strength.LIKELY, Strength.GUARANTEE):
        for start, _ in places(cues, strength.name.lower()):
            following = words[start + 1].text if start + 1 < len(words) else ""
            past = words[start].text == "should" and following == "have"
            again = words[start].text in {"try", "trying"} and following == "again"
            if not past and not again:
                return strength
    return Strength.WILL
