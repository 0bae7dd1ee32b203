"""Sentences cut into clauses: the stretches in which one subject does one thing.

Negation and strength hold within a clause ("We can't cancel it, but we can change it"), so the
cut decides what a "not" denies. Source of the scope idea: NegEx (Chapman et al., 2001).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from api.domain.document import Document, Sentence
from api.domain.words import Word

_BEFORE = frozenset(
    {"but", "however", "although", "though", "while", "whereas", "because", "if", "unless", "else",
     "once", "until", "till", "when", "which", "whenever", "otherwise", "since", "provided",
     "given"}
)  # fmt: skip
_SUBJECTS = frozenset(
    {"i", "we", "you", "it", "they", "he", "she", "there", "this", "that", "these", "please",
     "our", "your", "the", "my"}
)  # fmt: skip
_PRONOUNS = frozenset({"i", "we", "you", "it", "they", "he", "she", "there", "please", "let"})
_NO_RESULT = frozenset(
    {"that", "much", "many", "far", "sorry", "long", "soon", "well", "very", "glad", "good", "as",
     "happy", "please"}
)  # fmt: skip
"""Words before which a "so" begins no clause of its own: "so far"."""
_MODALS = frozenset({"may", "might", "could", "will", "can", "must", "should", "would"})
_LEADS = frozenset({"as", "just", "simply", "kindly", "then"})
"""Words that begin a clause behind a comma: "if you like, *just* reply"."""
_JOINING = frozenset({"and", "or", "so"})
_IFS = frozenset({"if", "when", "once", "unless"})
_MAIN = frozenset({"i", "we", "you", "they"})
_NO_MAIN = frozenset(
    {"that", "think", "believe", "know", "feel", "say", "sure", "like", "what", "which", "where",
     "and", "or", "to", "for", "with", "at", "of", "by", "from", "about", "on", "in", "than",
     "send", "give", "tell", "call", "contact", "ask", "help", "let", "show", "offer", "refund",
     "email", "once", "if", "when", "as", "how", "why", "who", "whether", "while", "until",
     "before"}
)  # fmt: skip
"""Words behind which a pronoun is no subject of the main clause: "if you think we erred"."""
_VERBAL = _MAIN | {
    "it", "he", "she", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did",
    "will", "can", "could", "may", "might", "must", "should", "would",
}  # fmt: skip
"""Words that show that an if-clause has had its verb: not "if the item you ordered"."""
_ELSE = frozenset(
    {"anything", "something", "nothing", "everything", "what", "who", "where", "or", "someone",
     "anyone", "everyone", "somebody", "anybody", "nobody", "somewhere", "elsewhere", "much"}
)  # fmt: skip
"""Words behind which an "else" is no "otherwise"."""
_BEFORE_WHILE = frozenset({"a", "long", "little", "short", "good", "quite", "worth"})
"""Words behind which a "while" is a time."""
_SHORT = 2
_JOINTS = frozenset(";:()[]—–\n")
_PAUSE = re.compile(r"[,;:()\[\]—–\n]| - ")
"""What stands before a clause that opens with any other word."""
_OPENING = _BEFORE | _JOINING | _MAIN
"""Words that may open a clause behind nothing but a space: few of a text are."""


class Clause(NamedTuple):
    """Words of one clause; `opener` is the subordinating word it begins with, or ""."""

    sentence: Sentence
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    """The words without their places, as the rules read them."""
    opener: str
    question: bool

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.words[-1].end


def clauses(
    document: Document, sentences: Sequence[Sentence], said: Sequence[Sequence[Word]]
) -> tuple[Clause, ...]:
    """Every clause of these sentences of the document; a sentence without words has none.

    `said` holds the words of each sentence.
    """
    hidden = [(p.start, p.end) for p in document.protected]
    return tuple(
        clause
        for sentence, found in zip(sentences, said, strict=True)
        for clause in _cut(document.text, sentence, _spoken(found, hidden) if hidden else found)
    )


def _cut(text: str, sentence: Sentence, found: Sequence[Word]) -> Iterator[Clause]:
    if not found:
        return
    question = sentence.text.rstrip(")\"'”’ ").endswith("?")
    texts = tuple([word.text for word in found])
    first = 0
    for at in (*_candidates(text, found, texts), len(found)):
        if at == len(found) or _boundary(text, found, at, first):
            opener = texts[first] if texts[first] in _BEFORE else ""
            yield Clause(sentence, tuple(found[first:at]), texts[first:at], opener, question)
            first = at


def _spoken(found: Sequence[Word], hidden: Sequence[tuple[int, int]]) -> Sequence[Word]:
    """The words outside protected text: what stands in a link or a placeholder says nothing."""
    if not found:
        return found
    at = max(bisect_right(hidden, (found[0].start, 0)) - 1, 0)
    if hidden[at][1] <= found[0].start:
        at += 1
    if at == len(hidden) or hidden[at][0] > found[-1].start:
        return found
    spoken: list[Word] = []
    for word in found:
        while at < len(hidden) and hidden[at][1] <= word.start:
            at += 1
        if at == len(hidden) or word.start < hidden[at][0]:
            spoken.append(word)
    return spoken


def _candidates(text: str, found: Sequence[Word], texts: Sequence[str]) -> list[int]:
    """Positions of the words that may begin a clause: behind more than a space, or opening words.

    Most words are neither, and most sentences without a pause.
    """
    if not _PAUSE.search(text, found[0].end, found[-1].start):
        return [at for at, word in enumerate(texts) if word in _OPENING and at]
    return [
        at
        for at, ((_, _, end), (word, start, _)) in enumerate(pairwise(found), 1)
        if word in _OPENING or start - end != 1 or text[end] != " "
    ]


def _boundary(text: str, found: Sequence[Word], at: int, first: int) -> bool:
    """True if a clause begins at a word, where the last one began at `first`."""
    if found[at].start == found[at - 1].start:  # two words of one contraction
        return False
    gap = text[found[at - 1].end : found[at].start]
    return " - " in gap or not _JOINTS.isdisjoint(gap) or _opens(found, at, first, gap)


def _opens(found: Sequence[Word], at: int, first: int, gap: str) -> bool:
    """True if the word itself, behind this gap, shows that a clause begins."""
    word = found[at].text
    following = found[at + 1].text if at + 1 < len(found) else ""
    if word == "else" and found[at - 1].text in _ELSE:
        return False
    if word == "while" and found[at - 1].text in _BEFORE_WHILE:
        return False  # "a long while"
    if word in _BEFORE and at > first:
        return not (word == "once" and "," not in gap and following not in _SUBJECTS | {"a", "an"})
    joined = word in _JOINING and (
        following in _PRONOUNS or (word != "so" and following in _MODALS)
    )
    resulting = word == "so" and at > first and following not in _NO_RESULT
    if joined or resulting or _main(found, at, first):
        return True
    opening = word in _LEADS or word in _SUBJECTS or (word == "so" and following in _SUBJECTS)
    return "," in gap and (opening or _spliced(found, at, first, following))


def _spliced(found: Sequence[Word], at: int, first: int, following: str) -> bool:
    """True for the "currency" of "tokens are lost, currency might be": a noun with its modal."""
    if following not in _MODALS or found[first].text in _BEFORE:
        return False
    return any(other.text in _VERBAL for other in found[first:at])


def _main(found: Sequence[Word], at: int, first: int) -> bool:
    """True for the "we" of "if you cancel we refund you": the main clause, with no comma."""
    if found[at].text not in _MAIN or at - first <= _SHORT or found[first].text not in _IFS:
        return False
    said = any(other.text in _VERBAL for other in found[first + 1 : at])
    return said and found[at - 1].text not in _NO_MAIN
