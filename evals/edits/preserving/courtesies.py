"""Courtesy that binds to nothing: greetings, thanks, empathy, a softer way to ask or to say no."""

import re

from api.domain.document import BlockKind
from evals.edits.edit import keeps
from evals.edits.placing import appended, opened
from evals.edits.text import (
    GREETING,
    body,
    cut,
    document,
    finished,
    pick,
    plain,
    small,
    substituted,
)

_BAD_NEWS = re.compile(
    r"\b(?:can['’]?t|cannot|can not|won['’]?t|unable|not eligible|declined|refused|rejected|closed"
    r"|delayed?|out of stock|cancelled|no longer)\b",
    re.I,
)
_SORRY = re.compile(r"\b(?:sorry|apolog|condolence|regret|afraid|unfortunately)", re.I)
_THANKED = re.compile(r"\b(?:thank|patience|appreciate|congratulations)", re.I)
_GRAVE = re.compile(
    r"\b(?:death|died|estate|loss|leave the house now|999|recall|lightning|ambulance)\b", re.I
)
_ORDER = re.compile(
    r"^(?:(?:Send|Check|Call|Ring|Bring|Keep|Reply|Upload|Forward|Fill|Press|Open|Select|Choose"
    r"|Look|Try|Tell|Let|Apply|Ask|Quit|Contact|Pay|Read|Visit|Give|Quote|Confirm|Put|Go|Hand"
    r"|Borrow|Accept|Remove|Find|Print|Pack|Turn|Wait|Type) (?!up\b|to\b|on page)"
    r"|(?:Book|Email|Order|Report|Return|Leave) (?:it|at|the|your|a|online) |Do not |Don['’]t )",
    re.I,
)
_ASKED = re.compile(r"^Please (?!note|be |accept|do |don|see|bear|find)(?P<what>[a-z].*)\.$")
_JOINED = re.compile(r"[,;:()]|\b(?:and|if|because|otherwise|or we|as we|so|but)\b")
_NO = re.compile(r"^(?:I|We) (?:can['’]?t|cannot|can not|won['’]t|are unable|am unable) ")
_NEWS = re.compile(
    r"(?:The|Your|Our|We|It|There) (?!are sorry|understand|acknowledge|regret|know|appreciate)"
)


@keeps
def greeting(draft: str) -> str | None:
    """Put a greeting on its own line above a draft that has none."""
    first = draft.strip().splitlines()[0]
    if GREETING.search(first) or first.endswith((",", ":")) or first.startswith(("@", "#")):
        return None
    said = pick(draft, "greeting", ("Hello,", "Hi there,", "Good day,", "Hi,"))
    return f"{said}\n\n{draft}"


@keeps
def thanks(draft: str) -> str | None:
    """Thank for the customer's patience at the end, where nobody has thanked yet."""
    if _THANKED.search(draft) or _GRAVE.search(draft):
        return None
    options = (
        "Thank you for your patience.",
        "Thanks for your understanding.",
        "Many thanks for bearing with us.",
        "We appreciate your patience.",
    )
    return appended(draft, pick(draft, "thanks", options))


@keeps
def empathy(draft: str) -> str | None:
    """Name the feeling before bad news, where the draft shows no regret of its own."""
    if not _BAD_NEWS.search(draft) or _SORRY.search(draft):
        return None
    options = (
        "I understand that this is frustrating.",
        "I know this is not the news you were hoping for.",
        "I can see how disappointing this is.",
        "I'm sorry for the inconvenience.",
        "We're sorry for the trouble this has meant for you.",
    )
    return opened(draft, pick(draft, "empathy", options))


@keeps
def hope(draft: str) -> str | None:
    """Hope at the end that the words were of use."""
    if _GRAVE.search(draft) or "hope" in draft:
        return None
    options = ("I hope this helps.", "I hope that makes things clearer.", "We hope this is useful.")
    return appended(draft, pick(draft, "hope", options))


@keeps
def please(draft: str) -> str | None:
    """Say please where the draft gives an order without one."""
    if re.search(r"\b(?:please|pls|kindly)\b", draft, re.I):
        return None
    orders = [s for s in body(draft) if _ORDER.match(s.text) and finished(s)]
    if not orders:
        return None
    order = pick(draft, "please", orders)
    said = pick(draft, "kindly", ("Please", "Kindly")) if order.text[0].isupper() else "please"
    return cut(draft, order.start, order.end, f"{said} {small(order.text)}")


@keeps
def asked_as_question(draft: str) -> str | None:
    """Ask "Could you please ...?" for one plain "Please ..."."""
    for sentence in body(draft):
        asked = _ASKED.match(sentence.text)
        if not asked or _JOINED.search(asked["what"]):
            continue
        if plain(draft, sentence.end - 1, sentence.end):
            lead = pick(draft, "asked", ("Could you please", "Would you please", "Can you please"))
            return cut(draft, sentence.start, sentence.end, f"{lead} {asked['what']}?")
    return None


@keeps
def cushioned_no(draft: str) -> str | None:
    """Regret a no, and say it all the same."""
    if _SORRY.search(draft):
        return None
    lead = pick(draft, "no", ("Unfortunately, ", "I'm afraid ", "I'm sorry, but ", "Sadly, "))
    return substituted(draft, _NO, lambda no: lead + small(no[0]), limit=1)


@keeps
def led_in(draft: str) -> str | None:
    """Lead into the first sentence: "Just to let you know, ..."."""
    said = body(draft)
    if not said or not _NEWS.match(said[0].text):
        return None
    if document(draft).blocks[said[0].block].kind is not BlockKind.PARAGRAPH:
        return None
    leads = ("Just to let you know, ", "To keep you informed: ", "A quick note: ")
    words = pick(draft, "opening", leads) + small(said[0].text)
    return cut(draft, said[0].start, said[0].end, words)


EDITS = (greeting, thanks, empathy, hope, please, asked_as_question, cushioned_no, led_in)
