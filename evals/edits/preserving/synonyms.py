"""Other words for the same thing, and the passive for the active."""

import re

from evals.edits.edit import keeps
from evals.edits.text import matches, pick, substituted

_SAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"bought", ("purchased",)),
    (r"purchased", ("bought",)),
    (r"(?:ring|phone)(?= (?:\+?\d{2}|us\b))", ("call", "telephone")),
    (r"call(?= (?:\+?\d{3}|us on))", ("ring", "phone")),
    (r"at the moment", ("at present", "right now")),
    (r"currently", ("at present", "at the moment")),
    (r"free of charge", ("at no charge", "at no cost")),
    (r"(?<=will )receive(?= (?:an?|the|your)\b)", ("get",)),
    (r"(?<=you )get(?= an? (?:email|e-mail|text|new|estimate|discount|credit)\b)", ("receive",)),
    (r"additional", ("extra",)),
    (r"tell us(?= (?:by|when|if|what|which|before|about|whether|in writing)\b)", ("let us know",)),
    (r"tell me(?= (?:what|which|how|the|by|if)\b)", ("let me know",)),
    (r"(?<=will )refund(?= (?:you|the|it)\b)", ("reimburse", "pay back")),
    (r"(?<=can't )refund(?= the\b)", ("pay back", "reimburse")),
    (r"because(?= (?:we|you|it|the|I)\b)", ("since", "as")),
    (r"immediately", ("straight away", "at once")),
    (r"straight away", ("right away", "immediately")),
    (r"business day", ("working day",)),
    (r"business days", ("working days",)),
    (r"working day", ("business day",)),
    (r"working days", ("business days",)),
    (r"photo(?! ID| ident)", ("picture",)),
    (r"photos(?! ID\b)", ("pictures",)),
    (r"(?<=be )dispatched", ("sent out", "shipped")),
    (r"you wish to", ("you want to",)),
    (r"in order to", ("to",)),
    (r"prior to", ("before",)),
    (r"parcel", ("package",)),
    (r"out of stock", ("sold out",)),
    (r"(?<=will )contact(?= you\b)", ("get in touch with",)),
    (r"(?<=please )contact(?= (?:us|the|our)\b)", ("get in touch with",)),
    (r"(?<=will )look at(?= (?:it|your|the)\b)", ("examine", "review")),
    (r"(?:does not|doesn't) change", ("stays the same", "stays as it is")),
    (r"stays the same", ("does not change", "remains the same")),
    (r"verify", ("check",)),
    (r"a colleague", ("one of my colleagues",)),
    (r"speed up", ("hurry along",)),
    (r"takes off", ("deducts",)),
    (r"doesn't cover", ("does not include",)),
    (r"(?<=we )aim to", ("try to", "strive to")),
    (r"(?<=working on )it", ("this",)),
)
_ANY = re.compile(
    "|".join(rf"(?P<s{n}>(?<![\w-]){said}(?![\w-]))" for n, (said, _) in enumerate(_SAME)), re.I
)


@keeps
def synonyms(draft: str) -> str | None:
    """Change every word that has a known equal: "bought", "purchased"; "ring 0800", "call 0800"."""

    def other(found: re.Match[str]) -> str | None:
        if found.start() and found[0][0].isupper():
            return None  # part of a name
        return pick(draft, found[0].lower(), _SAME[int((found.lastgroup or "s0")[1:])][1])

    return substituted(draft, _ANY, other)


_DONE = {
    verb: verb
    for verb in (
        *("cancelled", "received", "replaced", "blocked", "opened", "refunded", "recorded"),
        *("requested", "reported", "assessed", "examined", "listened to", "looked at", "posted"),
        *("sent", "attached", "passed", "read"),
    )
}
_TO_DO = {
    "refund": "refunded",
    "replace": "replaced",
    "reset": "reset",
    "send": "sent",
    "check": "checked",
    "cover": "covered",
    "estimate": "estimated",
    "credit": "credited",
    "recalculate": "recalculated",
    "hold": "held",
    "reconsider": "reconsidered",
    "extend": "extended",
    "cancel": "cancelled",
    "close": "closed",
    "open": "opened",
    "repair": "repaired",
    "request": "requested",
    "add": "added",
    "put": "put",
    "waive": "waived",
    "ask": "asked",
}
_THING = (
    r"(?P<thing>(?:the|your|this|that) (?!other|rest|same|following|two|three)(?:[a-z-]+ ){0,3}?"
    r"[a-z-]+?)(?P<tail>(?: (?:for|on|from|in|with|at|as|while|by|when|until|within|before|after)"
    r"\b.*)?(?:[.,;].*)?$)"
)
_HAVE_DONE = re.compile(
    rf"^(?:I|We)(?:['’]ve| have) (?P<verb>{'|'.join(_DONE)}) {_THING}", re.I | re.S
)
_DID = re.compile(rf"^(?:I|We) (?P<verb>{'|'.join(_DONE)}) {_THING}", re.I | re.S)
_WILL_DO = re.compile(
    rf"^(?:I|We)(?:['’]ll| will) (?P<verb>{'|'.join(_TO_DO)}) {_THING}", re.I | re.S
)
_CANNOT_DO = re.compile(
    rf"^(?:I|We) (?:can['’]t|cannot) (?P<verb>{'|'.join(_TO_DO)}) {_THING}", re.I | re.S
)
_MANY = re.compile(r"(?<!s)s$")
_US = re.compile(r"\b(?:I|we|us|me|my|our|myself|ourselves)\b", re.I)


@keeps
def passive(draft: str) -> str | None:
    """Turn one sentence of ours round: "We have cancelled the order", "The order has been ..."."""
    for pattern, one, many, verbs in (
        (_HAVE_DONE, "has been", "have been", _DONE),
        (_DID, "was", "were", _DONE),
        (_WILL_DO, "will be", "will be", _TO_DO),
        (_CANNOT_DO, "cannot be", "cannot be", _TO_DO),
    ):
        for _, found in matches(draft, pattern):
            be = many if _MANY.search(found["thing"]) else one
            bare = found["tail"][:1] in {".", ",", ";", ""} and not _US.search(found["tail"])
            by = pick(draft, "by", ("", " by us")) if bare else ""
            turned = f"{found['thing']} {be} {verbs[found['verb'].lower()]}{by}{found['tail']}"
            return substituted(draft, pattern, turned, limit=1)
    return None


EDITS = (synonyms, passive)
