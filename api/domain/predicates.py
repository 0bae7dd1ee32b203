"""Who does what in a clause: each subject with the verb that it governs.

A pronoun, a name of the business, a modal behind a noun, or a verb that begins an order opens a
predicate; what stands between subject and verb (modals, auxiliaries, adverbs, "going to", "happy
to") is its chain. No tagger is needed: in support replies the subjects that bind are "we", "you"
and a few nouns. Source of the idea: the verb-group chunking of Abney (1991).
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from api.domain.inflections import BASES, past
from api.domain.lexicon import Lexicon
from api.domain.words import stem


class Actor(StrEnum):
    """Who does it."""

    US = "us"
    CUSTOMER = "customer"
    OTHER = "other"
    NOBODY = "nobody"


class Predicate(NamedTuple):
    """A subject, the words of its chain, and its verb: position in the clause and concepts.

    An `order` has no subject: the customer is to do it. A `passive` does not say who does it.
    """

    actor: Actor
    chain: frozenset[str]
    start: int
    verb: int
    word: str
    about: frozenset[str]
    past: bool = False
    passive: bool = False
    order: bool = False

    @property
    def stem(self) -> str:
        """The verb without its inflection."""
        return stem(BASES.get(self.word, self.word))

    @property
    def negated(self) -> bool:
        """True where the chain denies the verb."""
        return not self.chain.isdisjoint(_NOT)

    @property
    def promised(self) -> bool:
        """True where the verb is still to be done, and nothing in the chain denies that."""
        return not self.chain.isdisjoint(_FUTURE) and not self.negated

    @property
    def standing(self) -> bool:
        """True for what we do whenever its time comes: "we then decide"."""
        ours = self.actor is Actor.US and not self.past
        return ours and self.word not in _STATES and self.chain <= _HABIT

    @property
    def duty(self) -> bool:
        """True where the customer is told to do it."""
        told = self.actor is Actor.CUSTOMER and not self.chain.isdisjoint(_DUTY)
        return self.order or (told and not self.negated)


_NOT = frozenset({"not", "never", "no", "nor", "unable"})
_FUTURE = frozenset({"will", "shall", "going"})
_HABIT = frozenset({"then", "always", "also", "only", "first", "again"})
"""Words of a chain that leave what we do as it always is done."""
_STATES = frozenset(
    {"be", "have", "need", "want", "like", "know", "see", "hold", "think", "believe", "hope",
     "understand", "appreciate", "feel", "regret", "wish", "mean", "expect", "seem", "own", "am",
     "is", "are"}
)  # fmt: skip
"""Verbs of what is so, and not of what is done."""
_DUTY = frozenset({"must", "need", "needs", "required", "should", "asked", "have"})
_SUBJECTS = {
    "i": Actor.US, "we": Actor.US, "you": Actor.CUSTOMER, "they": Actor.OTHER, "he": Actor.OTHER,
    "she": Actor.OTHER, "it": Actor.OTHER,
}  # fmt: skip
_NAMING = frozenset({"i", "we", "they", "he", "she"})
"""Pronouns that can be nothing but a subject."""
MODALS = frozenset({"will", "shall", "would", "can", "could", "may", "might", "must", "should"})
HAVE = frozenset({"have", "has", "had"})
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"})
_AUXILIARIES = MODALS | HAVE | (_BE - {"get", "gets", "got"}) | {"do", "does", "did", "not"}
_NOUN_OPENS = MODALS | {"has", "have", "had", "is", "are", "was", "were"}
_STEPS = frozenset(
    {"going", "able", "happy", "glad", "pleased", "delighted", "ready", "willing", "need",
     "needs", "want", "like", "love", "try", "trying", "aim", "hope", "hoping", "plan", "unable",
     "required", "asked", "sure", "have", "has", "to"}
)  # fmt: skip
"""Words on the way to the verb where a "to" follows: "happy *to* help"."""
_ADVERBS = frozenset(
    {"also", "now", "just", "still", "always", "never", "already", "then", "both", "all", "even",
     "yet", "soon", "ever", "once", "only", "further", "therefore", "instead", "too", "again",
     "first", "here", "there", "please", "so", "as", "well", "next", "no", "longer", "often",
     "maybe", "perhaps", "kindly", "currently", "meanwhile", "otherwise"}
)  # fmt: skip
_OPENERS = frozenset(
    {"if", "when", "once", "unless", "until", "that", "which", "what", "as", "and", "or", "but",
     "so", "because", "while", "since", "whether", "where", "how", "although", "though", "before",
     "after", "than", "who", "yes", "no", "then", "whenever"}
)  # fmt: skip
_SAME = frozenset({"read", "let", "put", "set", "cut", "come", "run", "shut"})
"""Verbs whose past or participle is their base."""
_LIGHT = frozenset(
    {"get", "make", "take", "do", "give", "put", "keep", "have", "go", "let", "be", "set", "hold"}
)
"""Verbs that mean what follows them: "take *care*", "get it *sorted*"."""
_SKIPPED = frozenset(
    {"i", "we", "you", "it", "they", "us", "me", "them", "that", "this", "the", "a", "an", "your",
     "our", "my", "to", "of", "for", "and", "or", "in", "on", "at", "with"}
)  # fmt: skip
_JOINS = frozenset({"and", "then", "or"})
_OPEN = _NOUN_OPENS | _JOINS | _SUBJECTS.keys()
"""Words with which a predicate may begin inside a clause; the names of the business aside."""
_BEFORE_ORDER = _ADVERBS | _JOINS | {"to"}
_NO_ORDER = _AUXILIARIES | _SKIPPED
_COMING = MODALS | _FUTURE
_LONG = 4
"""Letters above which a word in "ly" is an adverb."""
_LY_VERBS = frozenset(
    {"reply", "apply", "supply", "comply", "rely", "imply", "multiply", "reapply"}
)
_REACH = 8
"""Words of a chain; more is no chain anybody writes."""
_BEHIND = 4
"""Words behind a light verb among which its meaning stands."""


def predicates(
    words: Sequence[str],
    business: Mapping[int, int],
    phrased: Mapping[int, frozenset[str]],
    lexicon: Lexicon,
    before: Predicate | None = None,
) -> Iterator[Predicate]:
    """Every predicate of a clause, in order.

    `business` maps where a name of ours starts to where it ends, `phrased` word positions to the
    concepts of the phrase that stands there. A verb that "and" joins to a predicate (or to the
    last one of the clause `before`) has its subject and its chain.
    """
    return _Clause(words, business, phrased, lexicon).predicates(before)


class _Clause:
    """The words of a clause and what is known of them."""

    def __init__(
        self,
        words: Sequence[str],
        business: Mapping[int, int],
        phrased: Mapping[int, frozenset[str]],
        lexicon: Lexicon,
    ) -> None:
        self.words = words
        self._business = business
        self._phrased = phrased
        self._lexicon = lexicon

    def predicates(self, before: Predicate | None) -> Iterator[Predicate]:
        """Every predicate in order; `before` is the last one of the clause before."""
        last, after, business = before, 0, self._business
        begins = [n for n, word in enumerate(self.words) if word in _OPEN or not n]
        for at in sorted({*begins, *business}) if business else begins:
            if at < after:
                continue
            found, after = self._at(at, last)
            if found is not None:
                last = found
                yield found
                after = max(found.verb, after)

    def _at(self, at: int, last: Predicate | None) -> tuple[Predicate | None, int]:
        """What begins at a word, and where to go on."""
        words, agent_nouns = self.words, self._lexicon.agent_nouns
        text = words[at]
        actor, after = _SUBJECTS.get(text), at + 1
        if actor is None and at in self._business and text not in {"us", "me"}:
            actor, after = Actor.US, self._business[at]
            after += after < len(words) and words[after] in agent_nouns
        if actor is not None and _subject(words, at, after):
            return self._chain(at, after, actor), after
        if last and text in _JOINS and (joined := self._joined(at, last)):
            return joined, after
        if at == 0 or (text in _JOINS and last and last.order):
            return self._order(at), after
        if text == "may" and month(words, at):
            return None, after
        if text in _NOUN_OPENS and actor is None and words[at - 1] not in _SUBJECTS:
            ours = words[at - 1] in agent_nouns
            return self._chain(at, at, Actor.US if ours else Actor.OTHER), after
        return None, after

    def _order(self, at: int) -> Predicate | None:
        """A verb at the head of a clause, after "please", "and" and the like."""
        words = self.words
        asked = False
        while at < len(words) and words[at] in _BEFORE_ORDER:
            asked = asked or words[at] in {"please", "kindly"}
            at += 1
        denied = tuple(words[at : at + 2]) == ("do", "not")
        at += 2 * denied
        if at + 1 >= len(words):
            return None  # a word alone is a label
        form = words[at]
        if form not in self._lexicon.verbs and not (asked and form not in _NO_ORDER):
            return None
        chain = frozenset({"not"} if denied else ())
        return Predicate(Actor.CUSTOMER, chain, at, at, form, self._about(at), order=True)

    def _about(self, verb: int) -> frozenset[str]:
        """What the verb says; a light one says what stands behind it."""
        words, phrased, entry = self.words, self._phrased, self._lexicon.entry
        own = phrased.get(verb, frozenset())
        text = words[verb]
        if BASES.get(text, text) not in _LIGHT:
            return own | entry(text).concepts
        for behind in range(verb + 1, min(len(words), verb + 1 + _BEHIND)):
            if words[behind] not in _SKIPPED:
                return own | entry(words[behind]).concepts | phrased.get(behind, frozenset())
        return own

    def _joined(self, at: int, before: Predicate) -> Predicate | None:
        """The verb behind an "and", with the subject and chain of the predicate before it."""
        words = self.words
        if words[at] == "or" and self._chosen(before.verb, at):
            return None  # "we will decide whether to mend or replace it"
        verb = at + 1
        while verb < len(words) and _adverb(words[verb]):
            verb += 1
        if verb >= len(words):
            return None
        form = words[verb]
        done = past(form)
        base = form in self._lexicon.verbs or any(
            not (f.noun or f.past or f.gerund) for f in self._lexicon.forms.get(form, ())
        )
        future = not before.chain.isdisjoint(_COMING)
        if not ((base and (future or before.order)) or (done and before.past)):
            return None
        return Predicate(
            before.actor, before.chain, at, verb, form, self._about(verb),
            past=done and not future, order=before.order,
        )  # fmt: skip

    def _chosen(self, verb: int, at: int) -> bool:
        """True if an infinitive stands between a verb and an "or", which then joins to that."""
        lexicon = self._lexicon
        return any(
            word == "to" and (behind in lexicon.verbs or behind in lexicon.forms)
            for word, behind in pairwise(self.words[verb + 1 : at])
        )

    def _chain(self, start: int, after: int, actor: Actor) -> Predicate | None:
        """The predicate of a subject at `start`, whose chain begins at `after`."""
        words = self.words
        at = after
        end = min(len(words), after + _REACH)
        while at < end:
            text = words[at]
            following = words[at + 1] if at + 1 < len(words) else ""
            step = text in _STEPS and (text == "to" or following == "to")
            if not (text in _AUXILIARIES or step or (following and _adverb(text))):
                break
            at += 1
        if at >= end:
            return None
        if words[at] in _SKIPPED and words[at - 1] == "have" and at - after > 1:
            at -= 1  # "you will *have* it"
        form = words[at]
        if form in _SKIPPED:
            return None
        said = frozenset(words[after:at])
        participle = past(form)
        be = not _BE.isdisjoint(words[max(after, at - 2) : at])
        return Predicate(
            actor, said, start, at, form, self._about(at),
            past=_done(said, form, participle=participle), passive=participle and be,
        )  # fmt: skip


def month(words: Sequence[str], at: int) -> bool:
    """True for the "may" of "2 May"."""
    if words[at] != "may":
        return False
    around = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return any(word[0].isdigit() for word in around)


def _done(said: frozenset[str], form: str, *, participle: bool) -> bool:
    """True if a chain with this verb says that it was done: "has sent", "was sent", "did send"."""
    if participle and ("was" in said or "were" in said or all(map(_adverb, said))):
        return True
    perfect = not HAVE.isdisjoint(said) and "to" not in said and MODALS.isdisjoint(said)
    if perfect and (participle or form in _SAME or "been" in said):
        return True
    return "did" in said


def _adverb(word: str) -> bool:
    if word in _ADVERBS:
        return True
    return word.endswith("ly") and len(word) > _LONG and word not in _LY_VERBS


def _subject(words: Sequence[str], at: int, after: int) -> bool:
    """True unless the pronoun is an object: "send *you* a label"."""
    if words[at] in _NAMING:
        return True
    if after < len(words) and words[after] in _AUXILIARIES:
        return True
    return at == 0 or words[at - 1] in _OPENERS
