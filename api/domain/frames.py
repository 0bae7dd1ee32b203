"""What each clause commits whom to: the commitment frame.

Source: Searle (1976), "A classification of illocutionary acts" (commissives); the strengths and
forces are DESIGN's. A frame is read from one clause alone, with the subject and the modal taken
over from the clause before where a coordinated verb has none of its own ("We will look into it
*and get back to you*").
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from api.domain.acts import Mention, mentions
from api.domain.clauses import Clause
from api.domain.cues import Cue, Places, places
from api.domain.forces import BE, FILLERS, Force, denies, force_of, refuses, strength_of
from api.domain.forces import negated as negated_in
from api.domain.lexicon import GAP, Entry, Lexicon, Strength
from api.domain.predicates import HAVE, MODALS, Actor, Predicate, month, predicates
from api.domain.words import Word

TALK = frozenset({"courtesy", "closers", "feeling", "speaking"})
"""Cues of what binds nobody: courtesy, empathy, and words about the reply itself."""


class Term(NamedTuple):
    """A word that says something, with the concepts it may stand for; a `light` one says little."""

    word: Word
    concepts: frozenset[str]
    light: bool
    weight: float
    """How much it says."""


class Frame(NamedTuple):
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
    cues: frozenset[str]
    """The names of the lexicon's lists of which a phrase occurs."""
    terms: tuple[Term, ...]
    weight: float
    """How much all terms say."""
    about: frozenset[str]
    """The concepts of all terms."""
    acts: frozenset[str]
    """The classes of all acts named."""
    predicates: tuple[Predicate, ...]
    done: frozenset[str]
    """The concepts of every word in a past form."""
    universal: tuple[int, ...]
    """Positions of the words that take in everything: "all", "any", "every"."""

    @property
    def courtesy(self) -> bool:
        """True if a phrase of politeness stands in it."""
        return "courtesy" in self.cues

    @property
    def talk(self) -> bool:
        """True for what binds nobody, such as courtesy and empathy."""
        return not self.cues.isdisjoint(TALK)

    @property
    def words(self) -> frozenset[str]:
        """Every word of the clause."""
        return frozenset(self.clause.texts)


def weight(terms: Iterable[Term]) -> float:
    """How much these words say; a light one says little."""
    return sum([term.weight for term in terms])


_LIGHT = 0.3
"""What a light word weighs beside another."""
_GET = frozenset({"get", "gets"})
"""Part of a passive ("you get refunded"), or a verb of its own ("and get back to you")."""
_AUXILIARIES = MODALS | HAVE | (BE - _GET)
_NOTHING: frozenset[str] = frozenset()
_OPENING = 3
"""Words in which a clause with no verb that we know has its subject: "*You* return it"."""
_THINGS = frozenset({"this", "that", "it", "they", "there", "these", "those"})
_SUBORDINATE = {
    "given": Force.STATEMENT,
    **dict.fromkeys(
        ("if", "unless", "once", "until", "when", "whenever", "provided"), Force.CONDITION
    ),
}
_UNDENIABLE = frozenset({Force.QUESTION, Force.CONDITION, Force.INSTRUCTION})
"""Forces that a "not" inside them does not turn into a refusal."""


def frames(clauses: Sequence[Clause], lexicon: Lexicon) -> tuple[Frame, ...]:
    """One frame per clause, in order."""
    found: list[Frame] = []
    for clause in clauses:
        previous = found[-1] if found and found[-1].clause.sentence is clause.sentence else None
        found.append(_read(clause, previous, lexicon))
    return tuple(found)


def _read(clause: Clause, previous: Frame | None, lexicon: Lexicon) -> Frame:
    words = clause.texts
    cues = _cues(words, lexicon)
    named = tuple(mentions(words, lexicon))
    verbs = [mention for mention in named if not mention.form.noun]
    head = _head(words)
    verb = min(head, verbs[0].start) if verbs else head
    business = dict(cues.get("business", ()))
    actor = _actor(words[: verb + 1] if verb < len(words) else words[:_OPENING], business, lexicon)
    modal = words[head] if head < len(words) else ""
    coordinated = words[0] in {"and", "or"} and actor is Actor.NOBODY and not modal
    if previous and coordinated:
        actor, modal = previous.actor, previous.modal
    own = words[: cues["assuring"][0][0]] if "assuring" in cues else words
    negated = negated_in(own, cues)
    entries = list(map(lexicon.entry, words))
    phrased = _phrased(lexicon.phrases.find(words, [entry.stem for entry in entries]))
    joined = previous and previous.predicates and words[0] in {"and", "then"}
    before = previous.predicates[-1] if previous and joined else None
    found = tuple(predicates(words, business, phrased, lexicon, before))
    force = force_of(words, actor, modal, verbs)
    if force is Force.STATEMENT and "arriving" in cues and not negated:
        force = Force.PROMISE
    if found and found[0].order and force in {Force.STATEMENT, Force.REFUSAL}:
        force, actor = Force.INSTRUCTION, Actor.NOBODY
    elif previous and coordinated and force is Force.STATEMENT:
        force = previous.force
    if clause.question:
        force = Force.QUESTION
    elif clause.opener:
        force = _SUBORDINATE.get(clause.opener, force)
    if negated and force not in _UNDENIABLE and refuses(own, actor, cues):
        force = Force.REFUSAL
    terms = _terms(clause, entries, phrased)
    return Frame(
        clause=clause,
        actor=actor,
        force=force,
        strength=strength_of(words, force, cues),
        negated=negated,
        denies=denies(cues),
        mentions=named,
        modal=modal,
        cues=frozenset(cues),
        terms=terms,
        weight=weight(terms),
        about=_NOTHING.union(*[term.concepts for term in terms]),
        acts=frozenset([mention.form.act for mention in named]),
        predicates=found,
        universal=tuple([start for start, _ in cues.get("universal", ())]),
        done=_done(words, entries, phrased, found),
    )


def _cues(words: tuple[str, ...], lexicon: Lexicon) -> Places:
    """What is signalled where; the "may" of "2 May" signals nothing."""
    found: Sequence[Cue] = lexicon.cues.find(words)
    if "may" in words:
        found = [c for c in found if c.end - c.start > 1 or not month(words, c.start)]
    return places(found)


def _phrased(cues: Sequence[Cue]) -> Mapping[int, frozenset[str]]:
    """Word positions with what the phrases there say."""
    found: dict[int, frozenset[str]] = {}
    for cue in cues:
        for at in range(cue.start, cue.end):
            found[at] = found.get(at, _NOTHING) | {cue.name}
    return found


def _terms(
    clause: Clause, entries: Sequence[Entry], phrased: Mapping[int, frozenset[str]]
) -> tuple[Term, ...]:
    """The words that say something; those of a phrase also stand for what the phrase says."""
    return tuple(
        [
            Term._make(
                (
                    word,
                    entry.concepts | phrased[at] if at in phrased else entry.concepts,
                    entry.light,
                    _LIGHT if entry.light else 1.0,
                )
            )
            for at, (word, entry) in enumerate(zip(clause.words, entries, strict=True))
            if not entry.idle
        ]
    )


def _done(
    words: Sequence[str],
    entries: Sequence[Entry],
    phrased: Mapping[int, frozenset[str]],
    found: Sequence[Predicate],
) -> frozenset[str]:
    """The concepts of every word in a past form, or behind a "did"."""
    done = [predicate.about for predicate in found if predicate.past]
    past = [at for at, entry in enumerate(entries) if entry.past]
    if "did" in words:
        past += [at for at, word in enumerate(words[:-1], 1) if word == "did"]
    for at in past:
        done += (entries[at].concepts, phrased.get(at, _NOTHING))
    return _NOTHING.union(*done) if done else _NOTHING


def _head(words: Sequence[str]) -> int:
    """Position of the first modal or auxiliary; the length of the clause where there is none."""
    if _AUXILIARIES.isdisjoint(words):
        return len(words)
    for at, word in enumerate(words):
        if word in _AUXILIARIES and not month(words, at):
            return at
    return len(words)


def _actor(words: Sequence[str], business: Container[int], lexicon: Lexicon) -> Actor:
    """The last subject before the verb: in "We understand this may ..." it is "this".

    `business` holds where names of ours start.
    """
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        if word == "you":
            return Actor.CUSTOMER
        if word in {"i", "we"} or at in business:
            return Actor.US
        if word in lexicon.agent_nouns and at <= GAP + 1:
            return Actor.US
        if word in _THINGS and at:
            return Actor.OTHER
    return Actor.NOBODY if FILLERS.issuperset(words[:-1]) else Actor.OTHER
