"""Conditions and limits that the edit takes away: if, only, most, except."""

import re

from evals.edits.edit import breaks
from evals.edits.text import body, capital, cut, finished, plain

_WISH = (
    r"(?!you (?:want|like|wish|prefer|would|['’]d|don['’]t want|have any|have questions|think"
    r"|disagree|are unhappy|can\b)|possible|not\b|so\b|any\b|in doubt|yes\b|available|that['’]s"
    r"|they are|it would)"
)
"""Not after these: what follows the customer's wish is no condition of ours."""
_SUBJECT = r"(?:we|I|you|they|the claim|the balance|there)"
_VERB = (
    r"(?:['’]ll| will| can| must| may| get| send| pay| replace| refund| are| need to| have to"
    r"| is)\b"
)
_BEFORE = re.compile(
    rf"^(?:If|Once|Unless|Until|As long as|Provided) {_WISH}(?P<if>[^.:;()?]{{5,110}}?),? "
    rf"(?P<then>{_SUBJECT}{_VERB}[^:;()?]{{4,140}}[.!])$",
    re.I,
)
_BEHIND = re.compile(
    r"^(?P<then>[^?:()]{15,160}?)(?P<if>,? (?:if|unless|once (?!a\b|in\b)|as long as|so long as"
    rf"|provided|only if|subject to|on condition that) {_WISH}[^,;:.()?]{{6,110}})(?P<end>[.!])$",
    re.I,
)
_SWALLOWED = re.compile(
    r"\b(?:and|or|call|ring|phone|send|please|we|reply|dial|will|must|no)\b", re.I
)
"""In a condition that holds its main clause as well."""
_LEANS = re.compile(r"\b(?:it|them|this|that|then|otherwise)\b", re.I)
_OTHER_IF = re.compile(
    r"\b(?:whether|know|ask|see|check|tell|even|as|say|depends?|confirm|only|and|or|but|sure|than|if"
    r"|once|unless|until|when|longer|advance)$",
    re.I,
)
_SCOPED = re.compile(
    r"^(?:if|unless|once|when|until)\b|\b(?:do|does|is|are|ca|wo)n['’]?t\b|\b(?:not|no|only)\b",
    re.I,
)


@breaks("dropped_condition", "strengthened", "new_commitment")
def condition_before(draft: str) -> str | None:
    """Leave out the condition with which a sentence begins."""
    for sentence in body(draft):
        found = _BEFORE.match(sentence.text)
        if not found or _SWALLOWED.search(found["if"]) or _LEANS.search(found["then"]):
            continue
        start, then = sentence.start, sentence.start + found.start("then")
        if plain(draft, start, then):
            return cut(draft, start, then + 1, capital(found["then"][:1]))
    return None


@breaks("dropped_condition", "strengthened", "new_commitment", "lost_request")
def condition_behind(draft: str) -> str | None:
    """Leave out the condition with which a sentence ends."""
    for sentence in body(draft):
        found = _BEHIND.match(sentence.text)
        if not found or _OTHER_IF.search(found["then"]) or _SCOPED.search(found["then"]):
            continue
        start, end = sentence.start + found.start("if"), sentence.start + found.end("if")
        spliced = found["if"].startswith(", if") and " we " in found["if"]
        if plain(draft, start, end) and not spliced:
            return cut(draft, start, end)
    return None


_ONLY = re.compile(
    r"(?<!can )(?<!have )(?<!are )(?<!and )(?<!I['’]ve )(?<!SIM )\bonly "
    r"(?!be\b|way|the\b|one|a\b|if\b|when|once|each|here|see|for un|\d|get\b)"
    r"|(?<!hold)(?<!SIM)(?<!credit)(?<!date) only(?=\.)"
)
_STILL_LIMITED = re.compile(
    r", not |\bif\b|[;?(]|\bweb\b|\bthe only\b|not only|would only|if only", re.I
)


@breaks("widened_scope", "dropped_condition", "strengthened")
def dropped_only(draft: str) -> str | None:
    """Leave out one "only", where nothing else in the sentence says the same."""
    for sentence in body(draft):
        found = _ONLY.search(sentence.text)
        if not found or _STILL_LIMITED.search(sentence.text) or not found.start():
            continue
        start, end = sentence.start + found.start(), sentence.start + found.end()
        if plain(draft, start, end):
            return cut(draft, start, end)
    return None


_SOME = re.compile(
    r"(?<!how )\b(?:most|some|several) "
    r"(?=(?:of (?:the|our|your) )?(?!of\b|people\b)[a-z-]{3,20}s\b)",
    re.I,
)
_EXCEPT = re.compile(
    r", (?:but )?(?:except|but not|apart from|other than|unless|excluding) ?[^,.;:()?]{3,90}"
    r"(?=[.;])"
)
_LIMITED = re.compile(
    r"\b(?:new (?=customers)|small (?=dogs)|own-brand |existing (?=customers)|residential )"
)
_ENOUGH = 20
"""Characters before an exception, so that a sentence is left."""


@breaks("widened_scope", "dropped_condition", "lost_refusal", "dropped_fact", "strengthened")
def widened(draft: str) -> str | None:
    """Let what holds for some hold for all: "most", "except ...", "new customers"."""
    for sentence in body(draft):
        exception = _EXCEPT.search(sentence.text)
        some = _SOME.search(sentence.text)
        limit = _LIMITED.search(sentence.text)
        if exception and exception.start() >= _ENOUGH and finished(sentence):
            found, said = exception, ""
        elif some:
            found, said = some, "All " if some[0][0].isupper() else "all "
        elif limit:
            found, said = limit, ""
        else:
            continue
        start, end = sentence.start + found.start(), sentence.start + found.end()
        if plain(draft, start, end):
            return cut(draft, start, end, said)
    return None


EDITS = (condition_before, condition_behind, dropped_only, widened)
