"""Clauses of a text that speak to whoever writes the reply, and not to the customer.

"Promise a refund", "say that it is done", "accept liability": no customer could follow that. Such a
sentence is a note that was left in the draft, or text that somebody planted for the model.
"""

import re
from collections.abc import Sequence

from api.domain.document import Document
from api.domain.frames import Frame
from api.domain.lexicon import Lexicon

_GRANTING = frozenset(
    {"promise", "guarantee", "pledge", "admit", "confess", "concede", "pretend", "offer", "waive",
     "refund", "reimburse", "compensate"}
)  # fmt: skip
"""Verbs that only a business does, or that a writer only does for it."""
_NOUN = frozenset(
    {"a", "an", "the", "any", "all", "every", "each", "that", "this", "full", "half", "them"}
)  # fmt: skip
"""Words behind such a verb that show that it is no noun: not "refund issued"."""
_HEADED = frozenset(
    {"valid", "minutes", "hours", "day", "days", "working", "business", "week", "weeks", "month",
     "months"}
)  # fmt: skip
"""Words behind a number that show that the verb is a heading: "refund 7 working days"."""
_SPEAKING = frozenset({"say", "claim", "state", "declare", "announce", "answer", "reply", "write"})
"""Verbs of telling, where a "that" follows."""
_ADDRESSING = frozenset({"tell", "ask", "inform", "assure", "give", "send", "show", "call"})
"""Verbs of telling and giving, where the customer is somebody else."""
_ALLOWING = frozenset({"allow", "permit"})
_LESS = frozenset({"cheaper", "costless"})
"""Cues of a lower price: "grant half price"."""
_OWNING = frozenset({"accept", "take", "assume", "own"})
_OWNED = frozenset({"liability", "responsibility", "blame", "fault", "guilt"})
_THIRD = frozenset({"them", "him", "her"})
_CUSTOMER = frozenset({"customer", "client", "user", "buyer", "guest"})
_BEFORE = frozenset(
    {"and", "or", "then", "instead", "now", "please", "kindly", "just", "first", "also",
     "only", "so"}
)  # fmt: skip
"""Words behind which a verb of which we are not the subject may still give an order."""
_MODALS = frozenset({"must", "should", "to", "will", "shall"})
"""Words behind a "you" that keep it the subject: "I authorise you *to* grant"."""
_SUBJECTS = frozenset({"i", "we", "they", "he", "she", "it", "our", "you"})
_QUOTE = re.compile('["“”«»„]')
_DENIED = frozenset({"not", "never"})
_TO_CUSTOMER = frozenset({"you", "your", "yours", "us", "our", "me", "my"})
"""Words behind the verb that speak to the customer, or for the business."""
_VERBS = _GRANTING | _SPEAKING | _ADDRESSING | _OWNING | _ALLOWING | {"grant"}
_FIRST = frozenset({"first", "now"})
_REACH = 3
"""Words behind a verb that show whom it is said to."""


def to_writer(
    document: Document, by_sentence: Sequence[Sequence[Frame]], lexicon: Lexicon
) -> frozenset[int]:
    """Where the clauses start in which the writer is told what to say or to grant.

    What follows in the same sentence is part of the order: "say that it is done, and why".
    """
    starts = set[int]()
    for sentence, frames in zip(document.sentences, by_sentence, strict=True):
        if all(_VERBS.isdisjoint(frame.clause.texts) for frame in frames):  # as in most
            continue
        quote = _QUOTE.search(sentence.text)
        end = sentence.start + quote.start() if quote else sentence.end
        first = next(
            (n for n, f in enumerate(frames) if _orders(f, document.text, end, lexicon)),
            len(frames),
        )
        starts.update(frame.clause.start for frame in frames[first:])
    return frozenset(starts)


def _orders(frame: Frame, text: str, end: int, lexicon: Lexicon) -> bool:
    """True if a verb of the clause is an order that no customer could follow.

    Behind the offset `end` somebody else's words stand.
    """
    words, places = frame.clause.texts, frame.clause.words
    spoken = max((at for at, word in enumerate(words) if word in _TO_CUSTOMER), default=-1)
    subject = "you"
    for at, word in enumerate(words):
        if word in _DENIED or places[at].start >= end:
            return False
        if at > spoken and word in _VERBS and subject == "you" and _begins(frame, at, text):
            behind = words[at + 1 : at + 1 + _REACH]
            if behind and _to_the_writer(word, behind, frame, lexicon):
                return True
        if word in _SUBJECTS:
            subject = word
    return False


def _begins(frame: Frame, at: int, text: str) -> bool:
    """True if a verb has no subject, or "you" with a modal."""
    words, places = frame.clause.texts, frame.clause.words
    first = at - (at > 0 and words[at - 1] in _FIRST)
    if first and words[first - 1] in _MODALS:
        return words[first - 2 : first - 1] == ("you",)
    if at == 0 or words[at - 1] in _BEFORE:
        return True
    return text[places[at - 1].end : places[at].start] != " "


def _to_the_writer(verb: str, behind: Sequence[str], frame: Frame, lexicon: Lexicon) -> bool:
    """True for an order with this verb, and these words behind it, that is none to a customer."""
    word = behind[0]
    if verb in _GRANTING:
        if word in lexicon.numbers or word.isdigit():
            return _HEADED.isdisjoint(behind)
        return word in _NOUN
    if verb in _SPEAKING:
        return word == "that"
    if verb in _ADDRESSING:
        named = word == "the" and not _CUSTOMER.isdisjoint(behind[1:2])
        return named or (verb == "tell" and word in _THIRD)
    if verb in _OWNING:
        return not _OWNED.isdisjoint(behind)
    acts = (form.act for form in lexicon.forms.get(word, ()) if form.noun)
    allowed = verb in _ALLOWING and any(lexicon.acts[act].material for act in acts)
    return allowed or (verb == "grant" and not frame.cues.isdisjoint(_LESS))
