"""The same said in other words: refusals, duties, hedges, limits, conditions."""

import re

from evals.edits.edit import keeps
from evals.edits.text import pick, substituted

_CANNOT = re.compile(
    r"\b(?P<who>we|I|they) (?:can['’]?t|cannot|can not) (?=(?!yet|just|only|all|both|always|even"
    r"|be|promise|guarantee|give|say|see)[a-z]+)",
    re.I,
)
_UNABLE = re.compile(r"\b(?P<who>we are|I am|I'm|we're) (?:unable|not able) to\b", re.I)
_BE = {"we": "we are", "i": "I am", "they": "they are"}


@keeps
def unable(draft: str) -> str | None:
    """Say a no in other words: "we can't" for "we are unable to", and the other way round."""
    no = pick(draft, "unable", ("unable to", "not able to", "not in a position to"))
    said = substituted(draft, _CANNOT, lambda m: f"{_BE[m['who'].lower()]} {no} ")
    if said != draft:
        return said
    return substituted(draft, _UNABLE, lambda m: f"{'I' if m['who'][0] == 'I' else 'we'} cannot")


_DUTY = re.compile(
    r"\b(?<!if )(?<!If )you (?:must|need to|have to)(?= (?!not\b|now\b|also\b|be\b)[a-z])", re.I
)
_DUTIES = ("you must", "you need to", "you have to")


@keeps
def duty(draft: str) -> str | None:
    """Change "you must" into "you need to" or "you have to", and the like."""
    return substituted(draft, _DUTY, lambda m: _other(draft, m[0], _DUTIES))


def _other(draft: str, said: str, forms: tuple[str, ...]) -> str:
    return pick(draft, forms[0], [form for form in forms if form != said.lower()])


_USUALLY = re.compile(r"(?<!charged )\b(?:usually|normally|typically|generally)\b", re.I)
_USUAL = ("usually", "normally", "typically", "generally")
_MIGHT = re.compile(
    r"\b(?:may|might) (?=be able|need|have (?!it)|take|qualify|go up|help|want|cost)", re.I
)
_PROBABLY = re.compile(r"\bprobably\b", re.I)
_NEAR = ("about", "around", "roughly", "approximately")
_ABOUT = re.compile(rf"\b(?:{'|'.join(_NEAR)})(?= (?:\d|£|\$|€))")


@keeps
def hedged_alike(draft: str) -> str | None:
    """Keep each hedge in another word: "usually" and "normally", "may" and "might"."""
    said = substituted(draft, _USUALLY, lambda m: _other(draft, m[0], _USUAL))
    said = substituted(said, _MIGHT, lambda m: "might " if m[0][:3].lower() == "may" else "may ")
    said = substituted(said, _PROBABLY, pick(draft, "probably", ("most likely", "very likely")))
    return substituted(said, _ABOUT, lambda m: _other(draft, m[0], _NEAR))


_UNITS = r"(?:working |business |calendar )?(?:day|week|month|year|hour|minute|metre|seat|device)s?"
_AT_LEAST = re.compile(rf"\bat least (?P<n>\d+ {_UNITS}\b)")
_UP_TO = re.compile(
    rf"(?P<by>\b(?:takes?|taking|has|of|for|refund) )up to (?P<n>(?:\d+|two|three) {_UNITS}\b"
    r"(?! (?:before|after|ahead|in advance))|[£$€][\d.,]*\d)",
    re.I,
)
_OVER = re.compile(rf"(?:(?<=was )|(?<=is )|(?<=delays ))over (?P<n>\d+ {_UNITS}\b)")
_ABOVE = re.compile(r"\bover (?=\d[\d,]* rows\b|[£$€][\d.,]*\d)")
_BY = re.compile(
    r"(?<=\w )by (?P<n>\d{1,2} (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)
_SUPPOSED = re.compile(r"\b(?:if|not|n['’]t|no)\b", re.I)


@keeps
def limits(draft: str) -> str | None:
    """Give a limit in other words: "at least", "a minimum of"; "up to", "no more than"."""
    least = pick(draft, "least", ("a minimum of", "not less than", "no less than"))
    most = pick(draft, "most", ("at most", "no more than", "a maximum of"))
    late = pick(draft, "late", ("no later than", "on or before"))
    said = substituted(draft, _AT_LEAST, lambda m: f"{least} {m['n']}")
    said = substituted(said, _UP_TO, lambda m: f"{m['by']}{most} {m['n']}")
    said = substituted(said, _OVER, lambda m: f"more than {m['n']}")
    said = substituted(said, _ABOVE, "above ")

    def in_time(found: re.Match[str]) -> str:
        return f"{'on or before' if _SUPPOSED.search(found.string) else late} {found['n']}"

    return substituted(said, _BY, in_time)


_ONCE = re.compile(r"\bonce (?=(?:you|we|I|it|the|that|both|your|they|it's) [a-z])", re.I)
_AS_SOON_AS = re.compile(r"\bas soon as(?= (?:you|we|I|it|the|they)\b)", re.I)
_AS_LONG_AS = re.compile(r"\b(?:as|so) long as(?= (?:you|we|I|it|the|your)\b)", re.I)
_TILL = re.compile(r"(?<!the )\btill\b(?= \w)")
_UNTIL = re.compile(r"\buntil\b", re.I)
_IF_YOU = re.compile(
    r"^If you (?=(?:want|decline|need|have|miss|wish|take|disagree|decide|choose|faint|prefer"
    r"|challenge|think|believe|run|accept|refuse|switch|cancel|travel|see)\b(?! already))"
)


@keeps
def conditions(draft: str) -> str | None:
    """Set each condition in other words: "once", "as soon as"; "as long as", "provided that"."""
    said = substituted(draft, _ONCE, pick(draft, "once", ("as soon as ", "when ")))
    if said == draft:
        said = substituted(said, _AS_SOON_AS, "once")
    long = pick(draft, "long", ("provided that", "on condition that", "provided"))
    said = substituted(said, _AS_LONG_AS, long)
    was_till = _TILL.search(said)
    said = substituted(said, _TILL if was_till else _UNTIL, "until" if was_till else "till")
    return substituted(said, _IF_YOU, "Should you ")


EDITS = (unable, duty, hedged_alike, limits, conditions)
