"""Who does it: duties that change hands, and acts that are claimed as done."""

import re

from api.domain.document import BlockKind
from evals.edits.edit import breaks
from evals.edits.text import body, cut, document, pick, substituted

_VERB = (
    r"(?:send|ring|call|phone|book|fill in|cancel|order|register|return|switch|contact|upload"
    r"|report|apply|pay|collect|ask|forward|submit|check|get|print|clear|raise|export|post"
    r"|telephone|update|set|unplug|borrow)"
)
_DUTY = re.compile(
    r"^(?:Please|Kindly|You must|You need to|You have to|You['’]ll need to|You should) "
    rf"(?P<what>{_VERB}\b[^,;:()?]{{6,100}}[.,])",
    re.I,
)
_ORDER = re.compile(
    rf"^(?P<what>{_VERB} (?:the|an?|your|his|them|it|with|at|by|copies|\+?\d)\b"
    r"[^,;:()?]{4,100}[.,])",
    re.I,
)
_BOTH = re.compile(r"\b(?:us|me|my|our|we|I|yourself|you|your (?:photo|old|own|GP))\b", re.I)
_WISHED = re.compile(r"\b(?:if|or|otherwise|don['’]t|do not|not)\b", re.I)


@breaks("swapped_actor", "new_commitment", "lost_request")
def duty_taken_over(draft: str) -> str | None:
    """Let us do what the customer is to do: "Please send ..." becomes "We will send ..."."""
    ours = pick(draft, "ours", ("We will ", "We'll ", "Our team will ", "I will "))
    for sentence in body(draft):
        found = _DUTY.match(sentence.text) or _ORDER.match(sentence.text)
        if document(draft).blocks[sentence.block].kind is not BlockKind.PARAGRAPH:
            continue
        if found and not _BOTH.search(found["what"]) and not _WISHED.search(sentence.text):
            what = found["what"][:1].lower() + found["what"][1:]
            return cut(draft, sentence.start, sentence.start + found.end(), f"{ours}{what}")
    return None


_THIRD = (
    r"(?:They|He|She|Courier|Dr \w+|Our contractor \w+|A (?:technician|nurse|colleague)"
    r"|The (?:\w+ )?(?:nurse|technician|manager|panel|store|factor|merchant|seller|landlord"
    r"|lender|contractor|assessor|helpline))"
)
_THEY = re.compile(
    rf"^{_THIRD}(?P<will> will|['’]ll|) (?P<verb>(?:call|contact|ring|text|repair|put back|write"
    r"|check|look at|replace|telephone|visit|decides?|asks?|look|show|go through|confirm)\b)"
)


@breaks("swapped_actor", "new_commitment")
def third_party_to_us(draft: str) -> str | None:
    """Let us do what the draft says somebody else will do."""

    def ours(found: re.Match[str]) -> str:
        verb = found["verb"] if found["will"] else found["verb"].removesuffix("s")
        return f"{pick(draft, 'us', ('We', 'I'))} will {verb}"

    return substituted(draft, _THEY, ours, limit=1)


_OURS = re.compile(
    r"\b(?:I|we)(?: will|['’]ll) (?P<verb>(?:call|ring|phone|contact)(?P<you> you\b)|ask"
    r"|check(?! we)|pass|talk to|send|replace|raise|request|book|repair|estimate|recalculate|set"
    r"|add|look at|make|recover|hold|open)(?= (?!you\b|us\b|me\b)|[.,])",
    re.I,
)
_OUR_WORD = re.compile(r"\b(?:I|we|our|my|us|me)\b", re.I)


@breaks("swapped_actor", "dropped_fact", "invented_fact", "lost_refusal")
def duty_handed_over(draft: str) -> str | None:
    """Let the customer do what we will do: "We will ask ..." becomes "You need to ask ..."."""
    lead = pick(draft, "theirs", ("you will have to", "you need to", "you should"))

    def theirs(found: re.Match[str]) -> str | None:
        if _OUR_WORD.search(found.string[found.end() :]):
            return None
        verb = found["verb"].removesuffix(" you") + (" us" if found["you"] else "")
        return f"{lead} {verb}"

    return substituted(draft, _OURS, theirs, limit=1)


_DONE = {
    "add": "added",
    "ask": "asked",
    "book": "booked",
    "call": "called",
    "check": "checked",
    "contact": "contacted",
    "credit": "credited",
    "hold": "held",
    "look at": "looked at",
    "pass": "passed",
    "put back": "put back",
    "recalculate": "recalculated",
    "refund": "refunded",
    "repair": "repaired",
    "replace": "replaced",
    "request": "requested",
    "ring": "rung",
    "send": "sent",
    "speak": "spoken",
    "talk": "talked",
    "text": "texted",
    "write": "written",
}
_WILL_DO = re.compile(
    r"^(?P<who>I|We|They|A technician|Courier|Our contractor \w+|Dr \w+)(?: will|['’]ll)"
    rf" (?P<verb>{'|'.join(_DONE)})\b"
)
_WILL_BE = re.compile(
    r"^(?P<who>[A-Z][^,;:()?]{2,60}?) will be (?P<done>\w+ed|sent|paid|held|put|taken)\b"
    r"(?!.{0,8} on \d)"
)
_LATER = re.compile(
    r"\b(?:if|once|when|until|before|unless|tomorrow|next|after|within|this week|by|between|days?"
    r"|no|what|should|because|must)\b",
    re.I,
)


@breaks("false_action")
def done_already(draft: str) -> str | None:
    """Say of what will be done that it has been done."""

    def done(found: re.Match[str]) -> str | None:
        if _LATER.search(found.string):
            return None
        has = "have" if found["who"] in {"I", "We", "They"} else "has"
        return f"{found['who']} {has} {_DONE[found['verb']]}"

    def been(found: re.Match[str]) -> str | None:
        if _LATER.search(found.string) or found["who"].endswith("s"):
            return None
        return f"{found['who']} has been {found['done']}"

    said = substituted(draft, _WILL_DO, done, limit=1)
    return said if said != draft else substituted(draft, _WILL_BE, been, limit=1)


EDITS = (duty_taken_over, third_party_to_us, duty_handed_over, done_already)
