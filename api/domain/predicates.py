"""Who does what in a clause: each subject with the verb that it governs.

A pronoun, a name of the business, a modal behind a noun, or a verb that begins an order opens a
predicate; what stands between subject and verb (modals, auxiliaries, adverbs, "going to", "happy
to") is its chain. No tagger is needed: in support replies the subjects that bind are "we", "you"
and a few nouns. Source of the idea: the verb-group chunking of Abney (1991).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from api.domain.inflections import BASES
from api.domain.lexicon import Lexicon
from api.domain.words import Word, stem


class Actor(StrEnum):
    """Who does it."""

    US = "us"
    CUSTOMER = "customer"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Predicate:
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
    def duty(self) -> bool:
        """True where the customer is told to do it."""
        told = self.actor is Actor.CUSTOMER and not self.chain.isdisjoint(_DUTY)
        return self.order or (told and not self.negated)


_NOT = frozenset({"not", "never", "no", "nor", "unable"})
_FUTURE = frozenset({"will", "shall", "going"})
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
_NO_PAST = frozenset(
    {"need", "feed", "seed", "speed", "indeed", "proceed", "exceed", "succeed", "breed", "deed",
     "heed", "hundred", "red", "embed", "bed", "shed", "sled", "got"}
)  # fmt: skip
_LIGHT = frozenset(
    {"get", "make", "take", "do", "give", "put", "keep", "have", "go", "let", "be", "set", "hold"}
)
"""Verbs that mean what follows them: "take *care*", "get it *sorted*"."""
_SKIPPED = frozenset(
    {"i", "we", "you", "it", "they", "us", "me", "them", "that", "this", "the", "a", "an", "your",
     "our", "my", "to", "of", "for", "and", "or", "in", "on", "at", "with"}
)  # fmt: skip
_JOINS = frozenset({"and", "then", "or"})
_LONG = 4
"""Letters above which a word in "ly" is an adverb."""
_LY_VERBS = frozenset(
    {"reply", "apply", "supply", "comply", "rely", "imply", "multiply", "reapply"}
)
_REACH = 8
"""Words of a chain; more is no chain anybody writes."""
_BEHIND = 4
"""Words behind a light verb among which its meaning stands."""


def past(form: str) -> bool:
    """True for a past or a participle that can be told by its form."""
    return (form in BASES or form.endswith("ed")) and form not in _NO_PAST


def predicates(
    words: Sequence[Word],
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
    at = 0
    last = before
    while at < len(words):
        found, after = _at(words, at, business, lexicon, last)
        if found is not None:
            last = replace(found, about=_about(words, found.verb, phrased, lexicon))
            yield last
            after = max(found.verb, after)
        at = after


def _at(
    words: Sequence[Word],
    at: int,
    business: Mapping[int, int],
    lexicon: Lexicon,
    last: Predicate | None,
) -> tuple[Predicate | None, int]:
    """What begins at a word, and where to go on."""
    text = words[at].text
    actor, after = _SUBJECTS.get(text), at + 1
    if actor is None and at in business and text not in {"us", "me"}:
        actor, after = Actor.US, business[at]
        after += after < len(words) and words[after].text in lexicon.agent_nouns
    if actor is not None and _subject(words, at, after):
        return _chain(words, at, after, actor), after
    if last and text in _JOINS and (joined := _joined(words, at, last, lexicon)):
        return joined, after
    if at == 0 or (text in _JOINS and last and last.order):
        return _order(words, at, lexicon), after
    if text in _NOUN_OPENS and actor is None and words[at - 1].text not in _SUBJECTS:
        ours = words[at - 1].text in lexicon.agent_nouns
        return _chain(words, at, at, Actor.US if ours else Actor.OTHER), after
    return None, after


def _order(words: Sequence[Word], at: int, lexicon: Lexicon) -> Predicate | None:
    """A verb at the head of a clause, after "please", "and" and the like."""
    asked = False
    while at < len(words) and (words[at].text in _ADVERBS | _JOINS or words[at].text == "to"):
        asked = asked or words[at].text in {"please", "kindly"}
        at += 1
    denied = [word.text for word in words[at : at + 2]] == ["do", "not"]
    at += 2 * denied
    if at + 1 >= len(words):
        return None  # a word alone is a label
    form = words[at].text
    if form not in lexicon.verbs and not (asked and form not in _AUXILIARIES | _SKIPPED):
        return None
    chain = frozenset({"not"} if denied else ())
    return Predicate(Actor.CUSTOMER, chain, at, at, form, frozenset(), order=True)


def _about(
    words: Sequence[Word], verb: int, phrased: Mapping[int, frozenset[str]], lexicon: Lexicon
) -> frozenset[str]:
    """What the verb says; a light one says what stands behind it."""
    own = phrased.get(verb, frozenset())
    text = words[verb].text
    if BASES.get(text, text) not in _LIGHT:
        return own | lexicon.concepts(text)
    for behind in range(verb + 1, min(len(words), verb + 1 + _BEHIND)):
        if words[behind].text not in _SKIPPED:
            concepts = lexicon.concepts(words[behind].text)
            return own | concepts | phrased.get(behind, frozenset())
    return own


def _joined(
    words: Sequence[Word], at: int, before: Predicate, lexicon: Lexicon
) -> Predicate | None:
    """The verb behind an "and", with the subject and chain of the predicate before it."""
    verb = at + 1
    while verb < len(words) and _adverb(words[verb].text):
        verb += 1
    if verb >= len(words):
        return None
    form = words[verb].text
    done = past(form)
    base = form in lexicon.verbs or any(
        not (f.noun or f.past or f.gerund) for f in lexicon.forms.get(form, ())
    )
    future = not before.chain.isdisjoint(MODALS | _FUTURE)
    if not ((base and (future or before.order)) or (done and before.past)):
        return None
    return replace(before, start=at, verb=verb, word=form, past=done and not future, passive=False)


def _adverb(word: str) -> bool:
    if word in _ADVERBS:
        return True
    return word.endswith("ly") and len(word) > _LONG and word not in _LY_VERBS


def _subject(words: Sequence[Word], at: int, after: int) -> bool:
    """True unless the pronoun is an object: "send *you* a label"."""
    if words[at].text in _NAMING:
        return True
    if after < len(words) and words[after].text in _AUXILIARIES:
        return True
    return at == 0 or words[at - 1].text in _OPENERS


def _chain(words: Sequence[Word], start: int, after: int, actor: Actor) -> Predicate | None:
    at = after
    end = min(len(words), after + _REACH)
    while at < end:
        text = words[at].text
        following = words[at + 1].text if at + 1 < len(words) else ""
        step = text in _STEPS and (text == "to" or following == "to")
        if not (text in _AUXILIARIES or step or (_adverb(text) and following)):
            break
        at += 1
    if at >= end:
        return None
    said = frozenset(word.text for word in words[after:at])
    form = words[at].text
    if form in _SKIPPED:
        return None
    participle = past(form)
    be = any(word.text in _BE for word in words[max(after, at - 2) : at])
    open_ended = said & (MODALS | {"to"})
    perfect = (
        bool(said & HAVE) and not open_ended and (participle or form in _SAME or "been" in said)
    )
    simple = participle and all(map(_adverb, said))
    done = perfect or simple or bool(said & {"was", "were"} and participle) or "did" in said
    return Predicate(
        actor, said, start, at, form, frozenset(), past=done, passive=participle and be
    )
