"""The same words written another way: short forms, apostrophes, chat, capitals."""

import re

from evals.edits.edit import keeps
from evals.edits.text import body, capital, cut, document, plain, substituted

_SHORT_FORMS = {
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "were not": "weren't",
    "has not": "hasn't",
    "have not": "haven't",
    "cannot": "can't",
    "can not": "can't",
    "could not": "couldn't",
    "will not": "won't",
    "would not": "wouldn't",
    "should not": "shouldn't",
    "i am": "I'm",
    "i will": "I'll",
    "we are": "we're",
    "we will": "we'll",
    "you are": "you're",
    "you will": "you'll",
    "they are": "they're",
    "they will": "they'll",
    "it is": "it's",
    "it will": "it'll",
    "there is": "there's",
}
_PERFECT = {"i've": "I have", "we've": "we have", "you've": "you have", "they've": "they have"}
_LONG_FORMS = {
    short.lower(): "cannot" if short == "can't" else capital(long) if long[:2] == "i " else long
    for long, short in _SHORT_FORMS.items()
} | _PERFECT
_MISSING = {
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "werent": "weren't",
    "hasnt": "hasn't",
    "havent": "haven't",
    "cant": "can't",
    "ive": "I've",
    "im": "I'm",
    "theres": "there's",
    "thats": "that's",
    "youre": "you're",
    "theyll": "they'll",
}
_CHAT = {
    "pls": "please",
    "plz": "please",
    "u": "you",
    "ur": "your",
    "yrs": "years",
    "hrs": "hours",
    "mins": "minutes",
    "pics": "pictures",
    "thru": "through",
    "til": "until",
    "w/": "with",
}


def _any_of(words: dict[str, str], tail: str) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, longest))})(?![\w'’]){tail}", re.I)


_LONG = _any_of(_SHORT_FORMS, "(?= [a-z])")
_SHORT = _any_of(_LONG_FORMS, "(?= (?!been|got)[a-z])")
_BARE = _any_of(_MISSING, "")
_CHATTY = _any_of(_CHAT, "(?= )")
_AND = re.compile(r"(?<= )&(?= [a-z])")
_LEADS = re.compile(
    r"(?:^|[.,;:(] |\b(?:and|but|so|or|if|that|because|as|where|when|once|until|unless|though|while"
    r"|which|what|who|since|till) )$"
)
"""Before "it is" at the start of a clause, where it can be "it's"."""
_ASKS_BACK = re.compile(r"n['’]t (?:you|i|we|it|they|he|she|there|this|that|the|your)\b", re.I)
_SIGNED = re.compile(r"(?:[.!?] [A-Z]\S*(?: [A-Z]\S*){0,2}|[–—^/].{0,30})$")
"""A chat message that ends in a name."""


@keeps
def contracted(draft: str) -> str | None:
    """Write "don't" for "do not", everywhere."""

    def short(found: re.Match[str]) -> str | None:
        denies = found[0].lower().endswith("not")
        opens = denies or _LEADS.search(found.string[: found.start()])
        return _SHORT_FORMS[found[0].lower()] if opens else None

    return substituted(draft, _LONG, short)


@keeps
def written_out(draft: str) -> str | None:
    """Write "do not" for "don't", everywhere, but not where a question is turned round."""
    if _ASKS_BACK.search(draft):
        return None
    return substituted(draft, _SHORT, lambda found: _LONG_FORMS[found[0].lower().replace("’", "'")])


@keeps
def apostrophes(draft: str) -> str | None:
    """Put in the apostrophes that a hurried draft leaves out."""
    return substituted(draft, _BARE, lambda found: _MISSING[found[0].lower()])


@keeps
def shorthand(draft: str) -> str | None:
    """Write out what chat writes short: "pls", "u", "mins", "&"."""
    said = substituted(draft, _CHATTY, lambda found: _CHAT[found[0].lower()])
    return substituted(said, _AND, "and")


@keeps
def tidied(draft: str) -> str | None:
    """Give a one-paragraph chat message its capitals and its last full stop."""
    said = document(draft).sentences
    if "\n" in draft.strip() or len(body(draft)) < len(said) or _SIGNED.search(draft):
        return None
    for sentence in reversed(said):
        if re.match(r"[a-z]{1,20}[ ',]", sentence.text):
            draft = cut(draft, sentence.start, sentence.end, capital(sentence.text))
    ends = draft.rstrip()
    if re.search(r"[a-z]$", ends) and plain(draft, len(ends) - 1, len(ends)):
        return f"{ends}."
    return draft


EDITS = (contracted, written_out, apostrophes, shorthand, tidied)
