"""What the draft says and the edit leaves out: facts, refusals, requests, questions."""

import re
from collections.abc import Iterator

from api.domain.document import Sentence
from evals.edits.edit import breaks
from evals.edits.placing import removable, removed
from evals.edits.text import body, cut, document, pick, plain

_NO = re.compile(
    r"\b(?:can(?:['’]?t|not)|can not|won['’]?t|will not|unable|don['’]?t|do not|doesn['’]t"
    r"|does not|isn['’]t|is not|aren['’]t|are not|not (?:possible|eligible|covered|included)"
    r"|no longer|never|no|not|nothing|without|only)\b",
    re.I,
)
_REFUSES = re.compile(
    r"\b(?:we|I|they|it|the \w+)(?: (?:are|am|is|was))? (?:can(?:['’]?t|not)|won['’]?t|will not"
    r"|unable to|don['’]?t (?:pay|offer|cover|do|sign|have|send)|do not (?:pay|offer|cover|make"
    r"|provide|change|release|give)|not able to)\b|\bnot (?:possible|eligible|covered|included"
    r"|accepted|refundable|available|reimbursed|supported)\b|\b(?:is|are)n['’]t (?:covered"
    r"|supported)\b|\bnon-refundable\b",
    re.I,
)
_HEDGES = re.compile(r"promise|rule out|t see\b|so it can|not see\b|guarantee", re.I)
_ASKS = re.compile(
    r"^(?:please |kindly )?(?:send|check|call|ring|bring|keep|reply|upload|forward|fill|press|open"
    r"|report|apply|ask|contact|return|pay|read|quote|confirm|hand|accept|wipe|email|turn"
    r"|let us know|tell (?:us|me)|don['’]?t|do not|stop|wear|move|give|choose|book|submit"
    r"|update) |^you (?:must|have to|need to|['’]ll need to)\b"
    r"|\b(?:please|kindly) (?!note|be advised)",
    re.I,
)
_QUESTION = re.compile(
    r"^(?:can|could|do|did|does|was|is|are|would|should|what|which|when|how|has|have|who)\b", re.I
)
_FILLER = re.compile(
    r"thank|sorry|apolog|regret|condolence|hope|appreciate|understand|i know|congratul|question"
    r"|^(?:you (?:said|told|wrote|asked|have two)|there are|ok so|two separate|this is)\b"
    r"|^(?:we|i)(?:['’]ve| have)? (?:got|looked|read|went|received|listened|found)\b",
    re.I,
)
"""Courtesy, and what only leads up to something: that may go."""
_COMMON = re.compile(
    r"(?:which|their|there|these|those|about|after|before|would|could|should|other|where|still"
    r"|until)"
)
_SAME = 0.34
"""Share of a sentence's words that the rest of the draft may hold too, for it to be news."""
_SAID = 4
"""Words of a sentence that says something."""


def _news(draft: str) -> Iterator[Sentence]:
    """Yield sentences that can be left out, and with them something that nothing else says."""
    for sentence in removable(draft):
        if len(sentence.text.split()) < _SAID or _FILLER.search(sentence.text):
            continue
        own = _words(sentence.text)
        rest = _words(cut(draft, sentence.start, sentence.end))
        new = own and len(own & rest) <= _SAME * len(own)
        if new and plain(draft, sentence.start, sentence.end):
            yield sentence


def _words(text: str) -> frozenset[str]:
    found = (word.lower() for word in re.findall(r"[A-Za-z]{5,}", text))
    return frozenset(word[:6] for word in found if not _COMMON.match(word))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def _states(sentence: Sentence) -> bool:
    """True for a plain statement: nothing is asked or denied."""
    asks = _ASKS.search(sentence.text) or sentence.text.endswith("?")
    return not asks and not _NO.search(sentence.text)


def _without(draft: str, name: str, sentences: list[Sentence]) -> str | None:
    return removed(draft, pick(draft, name, sentences)) if sentences else None


@breaks("dropped_fact", "changed_figure", "dropped_condition", "lost_request")
def lost_figure(draft: str) -> str | None:
    """Leave out a statement with a figure that stands nowhere else."""
    found = [
        s
        for s in _news(draft)
        if _states(s) and _numbers(s.text) - _numbers(cut(draft, s.start, s.end))
    ]
    return _without(draft, "lost figure", found)


@breaks("dropped_fact", "dropped_condition", "lost_request")
def lost_fact(draft: str) -> str | None:
    """Leave out a plain statement without a figure."""
    found = [s for s in _news(draft) if _states(s) and not _numbers(s.text)]
    return _without(draft, "lost fact", found)


@breaks("lost_refusal", "dropped_fact")
def lost_refusal(draft: str) -> str | None:
    """Leave out a sentence that says no."""
    found = [
        s
        for s in _news(draft)
        if _REFUSES.search(s.text) and not _HEDGES.search(s.text) and not _ASKS.search(s.text)
    ]
    return _without(draft, "lost refusal", found)


@breaks("lost_request", "dropped_fact", "lost_refusal")
def lost_request(draft: str) -> str | None:
    """Leave out something that the customer is asked or told to do, or not to do."""
    found = [s for s in _news(draft) if _ASKS.search(s.text) and not s.text.endswith("?")]
    return _without(draft, "lost request", found)


@breaks("lost_request", "dropped_fact")
def lost_question(draft: str) -> str | None:
    """Leave out a question to the customer."""
    sentences = document(draft).sentences
    found = [
        s
        for s in body(draft)
        if s.text.endswith("?")
        and _QUESTION.match(s.text)
        and sum(other.block == s.block for other in sentences) > 1
    ]
    return _without(draft, "lost question", found)


EDITS = (lost_figure, lost_fact, lost_refusal, lost_request, lost_question)
