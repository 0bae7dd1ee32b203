"""The same sentences in another order: turned round, split, merged."""

import re
from itertools import pairwise

from api.domain.document import BlockKind, Sentence
from evals.edits.edit import keeps
from evals.edits.placing import looks_back
from evals.edits.text import body, capital, cut, document, pick, plain, small

_STATED = re.compile(r"(?:We|I|It|You|They|The|Your|This|There|Our)\b")
_LINKED = re.compile(
    r"\b(?:first|second|then|after|also|too|above|below|following|next|another|as well|both|these"
    r"|those|they|them|he|she|it|its|his|her|this|that|other|latter|former|again|before|already"
    r"|one|rest|same|now|yourself|request)\b|[:;]",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:it|its|them|they|their|that|this|he|she|him|her|those|one)\b", re.I)


@keeps
def reordered(draft: str) -> str | None:
    """Let two neighbouring sentences change places, where neither leans on the other."""
    sentences, said = document(draft).sentences, body(draft)
    for n, (one, two) in enumerate(pairwise(sentences)):
        around = [*sentences[max(0, n - 1) : n], *sentences[n + 2 : n + 3]]
        if one.block != two.block or one not in said or two not in said:
            continue
        if document(draft).blocks[one.block].kind is not BlockKind.PARAGRAPH:
            continue
        if any(near.block == two.block and _refers(near) for near in around):
            continue
        if _leans(one) or _leans(two) or _stems(one) & _stems(two):
            continue
        if draft[one.end : two.start] == " ":
            return cut(draft, one.start, two.end, f"{two.text} {one.text}")
    return None


def _leans(sentence: Sentence) -> bool:
    alone = _STATED.match(sentence.text) and sentence.text.endswith(".")
    return not alone or bool(_LINKED.search(sentence.text)) or looks_back(sentence)


def _refers(sentence: Sentence) -> bool:
    return bool(_PRONOUN.search(sentence.text)) or sentence.text.endswith(("?", ":"))


def _stems(sentence: Sentence) -> frozenset[str]:
    """The words of five letters or more, by their beginnings."""
    return frozenset(word[:5].lower() for word in re.findall(r"[A-Za-z]{5,}", sentence.text))


_WHEN = r"(?:If|Once|When|Until|Unless|As soon as|After|Before)"
_FIRST = re.compile(
    rf"^(?P<when>{_WHEN} [^,;:.()]{{5,90}}), (?P<then>(?!then |and |or |otherwise|free|not "
    r"|your choice|settings|don['’]t|we['’]re)[^,;:()?]{8,120})(?P<end>[.!])$",
    re.I,
)
_LAST = re.compile(
    r"^(?P<then>(?:The|A|An|We|You|I|Your|Our|There|Please|Do not|Don['’]t|Send|Apply|Use)\b"
    r"[^,;:()?]{8,120}?) (?P<when>(?:if|once(?! in| a)|unless|until|as soon as)"
    r"(?![^.]* (?:and|to) )[^,;:.()?]{5,90})"
    r"(?P<end>[.!])$"
)
_SWALLOWED = re.compile(
    r"\b(?:will|may|can|call|ring|dial|reply|phone|send|goes|has to|have to|must|needs? to|we send"
    r"|want|like|would)\b"
)
"""In a condition that has swallowed its main clause: "If you faint call us, ..."."""
_SCOPED = re.compile(
    r"\b(?:and|or|but|because|until|unless|if|when|before|after|once|whether|know|tell|ask|see|check"
    r"|sure|only|even|as|than|that|so)\b",
    re.I,
)


@keeps
def clause_turned(draft: str) -> str | None:
    """Put the condition behind, or in front: "If X, we do Y." and "We do Y if X."."""
    for sentence in body(draft):
        found = _FIRST.match(sentence.text) or _LAST.match(sentence.text)
        if not found or _SWALLOWED.search(found["when"]) or _SCOPED.search(found["then"]):
            continue
        before = found.start("when") == 0
        if _PRONOUN.search(found["then"] if before else found["when"]):
            continue
        if not plain(draft, sentence.end - 1, sentence.end):
            continue
        turned = (
            f"{capital(found['then'])} {small(found['when'])}"
            if before
            else f"{capital(found['when'])}, {small(found['then'])}"
        )
        return cut(draft, sentence.start, sentence.end, turned + found["end"])
    return None


_HALF = (
    r"(?:we|you|it|they|I|there|he|she|the|your) (?:\w+ ){0,3}?(?:is|are|was|were|will|can|can['’]t"
    r"|cannot|have|has|need|must|may|do|don['’]t|doesn['’]t|do not|does not|won['’]t|should|stays?"
    r"|takes?|starts?|goes|ends?)\b[^;:]{5,160}[.!]"
)
_TWO_IN_ONE = re.compile(
    r"^(?!should |as |based |in |for |from |under |hi |hello |dear |given |due |on |at |with |by "
    rf"|to )(?P<one>[^,;:()]{{12,160}})(?P<by>, and |, but |; |, so |, )(?P<two>{_HALF})$",
    re.I,
)
_RULES_BOTH = re.compile(
    r"\b(?:if|unless|once|when|until|before|after|should you|that|whether|either|in case|as long as"
    r"|where|while|because|only|says?|said|tell|told|sorry)\b",
    re.I,
)
_THEN = {", and ": "", "; ": "", ", but ": "However, ", ", so ": "So ", ", ": ""}
_LONGEST = 110
"""Characters of two sentences that still make a readable one."""


@keeps
def split(draft: str) -> str | None:
    """Make two sentences of one that has two halves, where no condition rules both."""
    for sentence in body(draft):
        found = _TWO_IN_ONE.match(sentence.text)
        if found and not _RULES_BOTH.search(found["one"]):
            opener = _THEN[found["by"]]
            second = f"{opener}{found['two']}" if opener else capital(found["two"])
            return cut(draft, sentence.start, sentence.end, f"{found['one']}. {second}")
    return None


@keeps
def merged(draft: str) -> str | None:
    """Make one sentence of two short statements beside each other."""
    for one, two in pairwise(document(draft).sentences):
        both = one.text.endswith(".") and two.text.endswith(".") and one.block == two.block
        if not both or draft[one.end : two.start] != " " or len(one.text + two.text) > _LONGEST:
            continue
        if not (_STATED.match(one.text) and _STATED.match(two.text)):
            continue
        if not _RULES_BOTH.search(one.text + two.text) and plain(draft, one.end - 1, one.end):
            by = pick(draft, "merged", (", and ", "; "))
            return cut(draft, one.start, two.end, one.text[:-1] + by + small(two.text))
    return None


EDITS = (reordered, clause_turned, split, merged)
