"""The same promise, stronger or sooner: hedges that become certain, times that nobody gave."""

import re

from evals.edits.edit import breaks
from evals.edits.placing import appended
from evals.edits.text import body, cut, pick, plain, substituted

_MAY = re.compile(
    r"\b(?P<who>(?!if\b|or\b)[a-z]+) (?:also )?(?:may|might) (?=be (?!asked|in\b|on\b|at\b|up\b"
    r"|made|paid|requested|uploaded|published|redeemed|posted|returned|used|pregnant|taken|sent"
    r"|referred to|borrowed)\w+|have (?!to)|take (?!it)|qualify|cover|help|cost|get|need|refund"
    r"|credit|match)",
    re.I,
)
_ALLOWED = re.compile(r"\b(?:you|patients?|items?|who|members?)\b", re.I)
_USUALLY = re.compile(
    r"(?<!charged )\b(?:usually|normally|typically|generally|mostly)\b(?= (?!under|speaking|not)\w)"
    r"|\bprobably\b(?= (?!won)\w)",
    re.I,
)
_AIM = re.compile(
    r"\b(?P<who>we|they|I|our \w+)(?: will)? (?:hope|aim|try|expect|are hoping) to "
    r"(?=(?!know|hear|see)[a-z]+)|\b(?P<it>(?!you\b|we\b|I\b)\w+) should (?:also |still )?"
    r"(?=(?:be (?:with|back|ready|fixed|here)|work|arrive|reach|show|drop|go|keep|stay)\b)",
    re.I,
)
_WILL = re.compile(
    r"(?<!what )\b(?P<who>we|you|it|they|I|he|she)(?: will|['’]ll) (?P<verb>(?!not|need|have to"
    r"|only|never|then|no\b|try|also|just|assume|be |get|see|still)[a-z]+)",
    re.I,
)
_CERTAIN = re.compile(r"guarantee|promise|certain|definite", re.I)


@breaks("strengthened", "new_commitment")
def certain_modal(draft: str) -> str | None:
    """Make "may" and "might" a "will", where they say what is possible."""

    def sure(found: re.Match[str]) -> str | None:
        ability = found.string[found.end() :].startswith("be able")
        return f"{found['who']} will " if ability or not _ALLOWED.match(found["who"]) else None

    return substituted(draft, _MAY, sure, limit=1)


@breaks("strengthened")
def certain_adverb(draft: str) -> str | None:
    """Make "usually" and "probably" an "always" or "definitely"."""
    always = pick(draft, "always", ("always", "invariably", "definitely"))
    likely = pick(draft, "likely", ("definitely", "certainly"))
    return substituted(draft, _USUALLY, lambda m: likely if m[0].lower() == "probably" else always)


@breaks("strengthened", "new_commitment")
def certain_aim(draft: str) -> str | None:
    """Make what we aim, hope or try to do, or what should happen, what will happen."""
    return substituted(draft, _AIM, lambda m: f"{m['who'] or m['it']} will ", limit=1)


@breaks("strengthened")
def guaranteed(draft: str) -> str | None:
    """Make one "will" a guarantee, where the draft guarantees nothing."""

    def sure(found: re.Match[str]) -> str:
        who, verb = found["who"], found["verb"]
        ours = (
            f"{who} guarantee to {verb}",
            f"{who} promise to {verb}",
            f"{who} will definitely {verb}",
        )
        theirs = (f"{who} will definitely {verb}", f"{who} will without fail {verb}")
        return pick(draft, "guarantee", ours if who.lower() in {"we", "i"} else theirs)

    return None if _CERTAIN.search(draft) else substituted(draft, _WILL, sure, limit=1)


_ABOUT = re.compile(
    r"(?<!see )(?<!happens )\b(?:about|around|roughly|approximately) "
    r"(?=\d+ ?(?!am|pm)(?:to \d+ )?[a-z])"
)


@breaks("strengthened", "changed_figure")
def exact(draft: str) -> str | None:
    """Make "about 20 minutes" exactly, or at most, 20 minutes."""
    word = pick(draft, "exact", ("exactly ", "no more than ", "at most "))
    return substituted(draft, _ABOUT, word, limit=1)


_TIMES = (
    "today",
    "by the end of tomorrow",
    "within the hour",
    "right away",
    "within 24 hours",
    "before the end of the week",
)
_PROMISE = re.compile(
    r"\b(?P<who>we|I|they|he|she|courier|technician|team|contractor \w+|Dr \w+)(?: will|['’]ll)"
    r" (?!not|never|need|only|no\b|be part|also|try|hold|see)(?P<what>[^,;:.()?]{5,90})(?=[,;.]|$)",
    re.I,
)
_TIMED = re.compile(
    r"\d|today|tomorrow|now\b|soon|\bwhen|\buntil|before|after\b|\bby\b|within|day|week|month|hour"
    r"|next|should|usually|normally|at a time|every|always|on (?:mon|tue|wed|thu|fri)|during|while"
    r"|because|n['’]t|\bnot\b|immediately|straight away",
    re.I,
)


@breaks("new_deadline", "invented_fact")
def sooner(draft: str) -> str | None:
    """Give a time to one promise that has none."""
    for sentence in body(draft):
        found = _PROMISE.search(sentence.text)
        end = sentence.start + found.end() if found else 0
        if found and not _TIMED.search(sentence.text) and plain(draft, end - 1, end + 1):
            return cut(draft, end, end, f" {pick(draft, 'sooner', _TIMES)}")
    return None


_PENDING = re.compile(
    r"\b(?:we|I|they|he|she|team|technician|courier|engineers?)(?: will|['’]ll| are| is) "
    r"(?!not|sorry)\w+|\bwill be \w+ed\b|\bin progress\b|\bdecides?\b",
    re.I,
)


@breaks("new_deadline", "invented_fact", "new_commitment")
def promised_by(draft: str) -> str | None:
    """Promise at the end when all will be done, where the draft names no near time."""
    if not _PENDING.search(draft) or re.search(r"today|tomorrow|hour|this week", draft, re.I):
        return None
    options = (
        "This will be done by the end of tomorrow.",
        "You can expect this within 24 hours.",
        "We'll have all of it finished today.",
        "It will all be settled within the hour.",
        "We will complete this by tomorrow evening.",
    )
    return appended(draft, pick(draft, "by", options))


EDITS = (certain_modal, certain_adverb, certain_aim, guaranteed, exact, sooner, promised_by)
