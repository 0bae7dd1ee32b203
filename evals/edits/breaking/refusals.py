"""A no and a duty that are still there, and mean something else: turned, blurred, optional."""

import re

from evals.edits.edit import breaks
from evals.edits.text import Words, body, cut, finished, pick, substituted

_WE = r"\b(?P<who>we|I|they)"
_REFUSALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?<!regret that ){_WE}(?: (?:can['’]?t|cannot|can not)|(?: are| am|['’]re|['’]m)"
            r" (?:unable|not able) to) (?!rule|help but|see (?:a|any)|yet\b|always\b|wait|say\b"
            r"|comment|be\b|accept it nor)(?=[a-z])",
            re.I,
        ),
        "can",
    ),
    (re.compile(rf"{_WE} (?:won['’]t|will not) (?!need|be able|know)(?=[a-z])", re.I), "will"),
    (
        re.compile(
            rf"{_WE} (?:don['’]?t|do not) (?=(?:pay|offer|cover|provide|release|replace|send"
            r"|extend|reimburse|sign|refund|charge|make)\b)",
            re.I,
        ),
        "will",
    ),
)


def _yes(answer: str) -> Words:
    return lambda found: f"{found['who']} {answer} "


@breaks("lost_refusal", "new_commitment", "strengthened")
def turned_refusal(draft: str) -> str | None:
    """Turn one no of ours into a yes."""
    for refusal, answer in _REFUSALS:
        said = substituted(draft, refusal, _yes(answer), limit=1)
        if said != draft:
            return said
    return None


_FLAT_NO = re.compile(
    r"^(?P<who>We|I|we) (?:can['’]?t|cannot|are unable to|am unable to) (?!see|say|tell|promise"
    r"|give|comment|rule|guarantee|share|advise|always|yet|only)(?=[a-z])"
)
_OPEN = re.compile(
    r"\b(?:until|unless|yet|before|now|currently|moment|if|once|without|today|time|after|while)\b",
    re.I,
)
_VAGUE = ("normally can't", "can't yet", "usually can't", "can't currently")


@breaks("lost_refusal", "strengthened")
def blurred_refusal(draft: str) -> str | None:
    """Make a flat no a "not just yet" or a "not normally"."""
    for sentence in body(draft):
        found = _FLAT_NO.match(sentence.text)
        if found and finished(sentence) and not _OPEN.search(sentence.text):
            vague = pick(draft, "blur", _VAGUE)
            said = f"{found['who']} {vague} {sentence.text[found.end() :]}"
            return cut(draft, sentence.start, sentence.end, said)
    return None


_PLEASE = re.compile(
    r"^(?:Please|Kindly) (?!note|be advised|accept|do |don|see|find|bear|contact|call|ring)"
    r"(?=[a-z])"
)
_DUTY = re.compile(
    r"\b(?<!if )(?P<you>you) (?:must|need to|have to)(?= (?!not\b|now\b|also\b|be\b|do:|apply)"
    r"[a-z])",
    re.I,
)


@breaks("lost_request", "strengthened", "dropped_condition")
def optional_request(draft: str) -> str | None:
    """Make something that the customer must do something that they may do."""
    easy = pick(draft, "optional", ("Feel free to ", "If you like, you can ", "You may want to "))
    said = substituted(draft, _PLEASE, easy, limit=1)
    if said != draft:
        return said
    light = pick(draft, "duty", ("may want to", "can", "could, if you like,"))
    return substituted(draft, _DUTY, lambda m: f"{m['you']} {light}", limit=1)


EDITS = (turned_refusal, blurred_refusal, optional_request)
