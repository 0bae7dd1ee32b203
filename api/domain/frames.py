"""What each clause commits whom to: the commitment frame.

Source: Searle (1976), "A classification of illocutionary acts" (commissives); the strengths and
forces are DESIGN's. A frame is read from one clause alone, with the subject and the modal taken
over from the clause before where a coordinated verb has none of its own ("We will look into it
*and get back to you*").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from api.domain.acts import Mention, mentions
from api.domain.clauses import Clause
from api.domain.cues import Cue
from api.domain.lexicon import GAP, Lexicon, Strength
from api.domain.predicates import Actor, Predicate, past, predicates
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


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something, with the concepts it may stand for; a `light` one says little."""

    word: Word
    concepts: frozenset[str]
    light: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause, read: who commits to which acts, how strongly, and whether it is denied."""

    clause: Clause
    actor: Actor
    force: Force
    strength: Strength
    negated: bool
    denies: bool
    """True if it keeps a no alive: a negation that is no idiom, or a limiting word."""
    mentions: tuple[Mention, ...]
    modal: str
    courtesy: bool
    cues: frozenset[str]
    """The names of the lexicon's lists of which a phrase occurs."""
    terms: tuple[Term, ...]
    about: frozenset[str]
    """The concepts of all terms."""
    predicates: tuple[Predicate, ...]
    done: frozenset[str]
    """The concepts of every word in a past form."""
    universal: tuple[int, ...]
    """Positions of the words that take in everything: "all", "any", "every"."""

    @property
    def words(self) -> frozenset[str]:
        """Every word of the clause."""
        return frozenset(word.text for word in self.clause.words)

    @property
    def acts(self) -> frozenset[str]:
        """The classes of all acts named."""
        return frozenset(mention.form.act for mention in self.mentions)


_WILL = frozenset({"will", "shall"})
_CAN = frozenset({"can", "could", "would", "may", "might"})
_MODALS = _WILL | _CAN | {"must", "should"}
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "get", "gets"})
_GET = frozenset({"get", "gets"})
"""Part of a passive ("you get refunded"), or a verb of its own ("and get back to you")."""
_OPENING = 3
"""Words in which a clause with no verb that we know has its subject: "*You* return it"."""
_HAVE = frozenset({"have", "has", "had"})
_WILLING = frozenset({"happy", "glad", "able", "ready", "willing", "pleased", "delighted", "love"})
_GAIN = frozenset({"receive", "get", "have", "see", "hear", "expect", "be"})
_NEGATIONS = frozenset(
    {"not", "never", "no", "nothing", "none", "unable", "without", "nor", "neither"}
)
_FILLERS = frozenset(
    {"please", "kindly", "and", "then", "also", "now", "so", "just", "first", "next", "or", "to",
     "but", "therefore", "simply", "instead", "yes", "ok", "okay", "sure"}
)  # fmt: skip
_DENIABLE = frozenset({"will", "can", "could", "do", "does", "did", "would", "is", "are", "was"})
_DUTY = frozenset({("need", "to"), ("have", "to"), ("required", "to")})
_THINGS = frozenset({"this", "that", "it", "they", "there", "these", "those"})
_SUBORDINATE = {
    "given": Force.STATEMENT,
    **dict.fromkeys(
        ("if", "unless", "once", "until", "when", "whenever", "provided"), Force.CONDITION
    ),
}
_FREE = frozenset({"not", "no", "never"})
"""Words that lift a duty: "you do not have to"."""
_UNDENIABLE = frozenset({Force.QUESTION, Force.CONDITION, Force.INSTRUCTION})
"""Forces that a "not" inside them does not turn into a refusal."""
_NO_DUTY = frozenset({"need", "have", "worry", "hesitate", "required", "necessary"})


def frames(clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[Frame, ...]:
    """One frame per clause, in order."""
    found: list[Frame] = []
    for clause in clauses:
        previous = found[-1] if found and found[-1].clause.sentence is clause.sentence else None
        found.append(_read(clause, previous, lexicon))
    return tuple(found)


def _read(clause: Clause, previous: Frame | None, lexicon: Lexicon) -> Frame:
    words = clause.words
    cues = tuple(
        cue
        for cue in lexicon.cues.find(words)
        if cue.end - cue.start > 1 or not _month(words, cue.start)
    )
    named = tuple(mentions(words, lexicon))
    verbs = [mention for mention in named if not mention.form.noun]
    head = _head(words)
    verb = min([head, *(m.start for m in verbs)])
    actor = _actor(words[: verb + 1] if verb < len(words) else words[:_OPENING], cues, lexicon)
    modal = words[head].text if head < len(words) else ""
    coordinated = words[0].text in {"and", "or"} and actor is Actor.NOBODY and not modal
    if previous and coordinated:
        actor, modal = previous.actor, previous.modal
    own = words[: next(_places(cues, "assuring"), (len(words), 0))[0]]
    negated = _negated(own, cues)
    phrased = _phrased(lexicon.phrases.find(words, [lexicon.stem(word.text) for word in words]))
    joined = previous and previous.predicates and words[0].text in {"and", "then"}
    before = previous.predicates[-1] if previous and joined else None
    found = tuple(predicates(words, dict(_places(cues, "business")), phrased, lexicon, before))
    force = _force(words, actor, modal, verbs)
    if force is Force.STATEMENT and any(_places(cues, "arriving")):
        force = Force.PROMISE
    if found and found[0].order and force in {Force.STATEMENT, Force.REFUSAL}:
        force, actor = Force.INSTRUCTION, Actor.NOBODY
    elif previous and coordinated and force is Force.STATEMENT:
        force = previous.force
    if clause.question:
        force = Force.QUESTION
    elif clause.opener:
        force = _SUBORDINATE.get(clause.opener, force)
    if negated and force not in _UNDENIABLE and _refuses(own, actor, cues):
        force = Force.REFUSAL
    terms = tuple(_terms(words, phrased, lexicon))
    return Frame(
        clause=clause,
        actor=actor,
        force=force,
        strength=_strength(words, force, cues),
        negated=negated,
        denies=_denies(cues),
        mentions=named,
        modal=modal,
        courtesy=any(cue.name == "courtesy" for cue in cues),
        cues=frozenset(cue.name for cue in cues),
        terms=terms,
        about=frozenset().union(*(term.concepts for term in terms)),
        predicates=found,
        universal=tuple(start for start, _ in _places(cues, "universal")),
        done=frozenset().union(
            *(
                lexicon.concepts(word.text) | phrased.get(at, frozenset())
                for at, word in enumerate(words)
                if past(word.text) or (at and words[at - 1].text == "did")
            ),
            *(predicate.about for predicate in found if predicate.past),
        ),
    )


def _places(cues: Sequence[Cue], name: str) -> Iterator[tuple[int, int]]:
    """Word positions of every cue of one list."""
    return ((cue.start, cue.end) for cue in cues if cue.name == name)


def _phrased(cues: Sequence[Cue]) -> dict[int, frozenset[str]]:
    """Word positions with what the phrases there say."""
    found: dict[int, frozenset[str]] = {}
    for cue in cues:
        for at in range(cue.start, cue.end):
            found[at] = found.get(at, frozenset()) | {cue.name}
    return found


def _terms(
    words: Sequence[Word], phrased: Mapping[int, frozenset[str]], lexicon: Lexicon
) -> Iterator[Term]:
    """The words that say something; those of a phrase also stand for what the phrase says."""
    for at, word in enumerate(words):
        if word.text in lexicon.stopwords or word.text[0].isdigit():
            continue
        concepts = lexicon.concepts(word.text) | phrased.get(at, frozenset())
        yield Term(word, concepts, word.text in lexicon.light)


def _head(words: Sequence[Word]) -> int:
    """Position of the first modal or auxiliary; the length of the clause where there is none."""
    auxiliaries = _MODALS | _HAVE | _BE - _GET
    return next(
        (n for n, word in enumerate(words) if word.text in auxiliaries and not _month(words, n)),
        len(words),
    )


def _month(words: Sequence[Word], at: int) -> bool:
    """True for the "may" of "2 May"."""
    around = [word.text for word in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    return words[at].text == "may" and any(word[0].isdigit() for word in around)


def _actor(words: Sequence[Word], cues: Sequence[Cue], lexicon: Lexicon) -> Actor:
    """The last subject before the verb: in "We understand this may ..." it is "this"."""
    business = {start for start, _ in _places(cues, "business")}
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word.text == "you":
            return Actor.CUSTOMER
        if word.text in {"i", "we"} or at in business:
            return Actor.US
        if word.text in lexicon.agent_nouns and at <= GAP + 1:
            return Actor.US
        if word.text in _THINGS and at:
            return Actor.OTHER
    content = [word for word in words[:-1] if word.text not in _FILLERS]
    return Actor.OTHER if content else Actor.NOBODY


def _negated(words: Sequence[Word], cues: Sequence[Cue]) -> bool:
    idle = {n for start, end in _places(cues, "not_negative") for n in range(start, end)}
    strong = {start for start, _ in _places(cues, "strong_refusal")}
    return any(
        n not in idle and (word.text in _NEGATIONS or n in strong) for n, word in enumerate(words)
    )


def _denies(cues: Sequence[Cue]) -> bool:
    idle = {n for start, end in _places(cues, "not_negative") for n in range(start, end)}
    return any(start not in idle for start, _ in _places(cues, "negative"))


def _refuses(words: Sequence[Word], actor: Actor, cues: Sequence[Cue]) -> bool:
    """True for a no: a strong one anywhere, or a denied modal ("it *can't* be moved").

    What others merely did not do ("you did not attach it") is a fact, not a refusal of ours.
    """
    for at, word in enumerate(words):
        following = [other.text for other in words[at + 1 : at + 4]]
        if word.text in _DENIABLE and "not" in following[:2] and len(following) > 1:
            ours = actor is Actor.US or word.text in _WILL | _CAN
            if ours and actor is not Actor.CUSTOMER and not _NO_DUTY & set(following):
                return True
    return any(end <= len(words) for _, end in _places(cues, "strong_refusal"))


def _force(words: Sequence[Word], actor: Actor, modal: str, verbs: Sequence[Mention]) -> Force:
    said = [word.text for word in words]
    if said[:2] in (["let", "me"], ["let", "us"]):
        return Force.OFFER
    if actor is Actor.US:
        return _our_force(said, modal, verbs)
    passive = any(m.form.past and m.start and said[m.start - 1] in _BE for m in verbs)
    if modal in _WILL and (actor is not Actor.CUSTOMER or passive or _GAIN & set(said)):
        return Force.PROMISE
    if actor is Actor.CUSTOMER:
        return _their_force(said, modal)
    first = next((m for m in verbs if all(said[n] in _FILLERS for n in range(m.start))), None)
    if actor is Actor.NOBODY and (first or "please" in said[:2]):
        return Force.PAST if first and first.form.past else Force.INSTRUCTION
    done = modal in _HAVE | {"was", "were"} and any(m.form.past for m in verbs)
    return Force.PAST if done else Force.STATEMENT


def _our_force(said: Sequence[str], modal: str, verbs: Sequence[Mention]) -> Force:
    if modal in _WILL or ("going" in said and "to" in said):
        return Force.PROMISE
    if modal in _CAN or _WILLING & set(said):
        return Force.OFFER
    if modal not in {"must", "should"} and any(m.form.past for m in verbs):
        return Force.PAST
    if modal in _BE and any(m.form.gerund for m in verbs):
        return Force.ONGOING
    return Force.STATEMENT


def _their_force(said: Sequence[str], modal: str) -> Force:
    if modal == "must" or (_DUTY & set(pairwise(said)) and not _FREE & set(said)):
        return Force.INSTRUCTION
    return Force.PERMISSION if modal in _CAN else Force.STATEMENT


def _strength(words: Sequence[Word], force: Force, cues: Sequence[Cue]) -> Strength:
    """The weakest word of strength decides: "we will try" is an attempt."""
    if force is Force.REFUSAL:
        return Strength.REFUSED
    for strength in (Strength.POSSIBLE, Strength.ATTEMPT, Strength.LIKELY, Strength.GUARANTEE):
        for start, _ in _places(cues, strength.name.lower()):
            following = words[start + 1].text if start + 1 < len(words) else ""
            past = words[start].text == "should" and following == "have"
            again = words[start].text in {"try", "trying"} and following == "again"
            if not past and not again:
                return strength
    return Strength.WILL
