"""What each clause commits whom to: the commitment frame.

Source: Searle (1976), "A classification of illocutionary acts" (commissives); the strengths and
forces are DESIGN's. A frame is read from one clause alone, with the subject and the modal taken
over from the clause before where a coordinated verb has none of its own ("We will look into it
*and get back to you*").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.domain.acts import Mention, mentions
from api.domain.clauses import Clause
from api.domain.cues import Cue, places
from api.domain.forces import BE, FILLERS, Force, denies, force_of, refuses, strength_of
from api.domain.forces import negated as negated_in
from api.domain.lexicon import GAP, Lexicon, Strength
from api.domain.predicates import HAVE, MODALS, Actor, Predicate, past, predicates
from api.domain.words import Word


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something, with the concepts it may stand for; a `light` one says little."""

    word: Word
    concepts: frozenset[str]
    light: bool

    @property
    def weight(self) -> float:
        """How much it says."""
        return _LIGHT if self.light else 1.0


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
    def courtesy(self) -> bool:
        """True if a phrase of politeness stands in it."""
        return "courtesy" in self.cues

    @property
    def words(self) -> frozenset[str]:
        """Every word of the clause."""
        return frozenset(word.text for word in self.clause.words)

    @property
    def acts(self) -> frozenset[str]:
        """The classes of all acts named."""
        return frozenset(mention.form.act for mention in self.mentions)


_LIGHT = 0.3
"""What a light word weighs beside another."""
_GET = frozenset({"get", "gets"})
"""Part of a passive ("you get refunded"), or a verb of its own ("and get back to you")."""
_AUXILIARIES = MODALS | HAVE | (BE - _GET)
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
    own = words[: next(places(cues, "assuring"), (len(words), 0))[0]]
    negated = negated_in(own, cues)
    phrased = _phrased(lexicon.phrases.find(words, [lexicon.stem(word.text) for word in words]))
    joined = previous and previous.predicates and words[0].text in {"and", "then"}
    before = previous.predicates[-1] if previous and joined else None
    found = tuple(predicates(words, dict(places(cues, "business")), phrased, lexicon, before))
    force = force_of(words, actor, modal, verbs)
    if force is Force.STATEMENT and any(places(cues, "arriving")):
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
    terms = tuple(_terms(words, phrased, lexicon))
    return Frame(
        clause=clause,
        actor=actor,
        force=force,
        strength=strength_of(words, force, cues),
        negated=negated,
        denies=denies(cues),
        mentions=named,
        modal=modal,
        cues=frozenset(cue.name for cue in cues),
        terms=terms,
        about=frozenset().union(*(term.concepts for term in terms)),
        predicates=found,
        universal=tuple(start for start, _ in places(cues, "universal")),
        done=frozenset().union(
            *(
                lexicon.concepts(word.text) | phrased.get(at, frozenset())
                for at, word in enumerate(words)
                if past(word.text) or (at and words[at - 1].text == "did")
            ),
            *(predicate.about for predicate in found if predicate.past),
        ),
    )


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
    return next(
        (n for n, word in enumerate(words) if word.text in _AUXILIARIES and not _month(words, n)),
        len(words),
    )


def _month(words: Sequence[Word], at: int) -> bool:
    """True for the "may" of "2 May"."""
    around = [word.text for word in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    return words[at].text == "may" and any(word[0].isdigit() for word in around)


def _actor(words: Sequence[Word], cues: Sequence[Cue], lexicon: Lexicon) -> Actor:
    """The last subject before the verb: in "We understand this may ..." it is "this"."""
    business = {start for start, _ in places(cues, "business")}
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
    content = [word for word in words[:-1] if word.text not in FILLERS]
    return Actor.OTHER if content else Actor.NOBODY
