"""Answers that are whole in form and no rewrite: a model that declines, or that repeats itself.

Both would pass for courtesy and restored sentences: "I'm sorry, but I can't help with that" above
the agent's own words tells the customer a no that nobody said.
"""

import re
from collections import Counter

from api.domain.document import Document
from api.domain.reply import Answer
from api.rewriting.model import BadAnswer, Refused

_DECLINES = re.compile(
    r"\b(?:as an ai\b|as a language model\b"
    r"|i(?:'m| am)? (?:sorry,? )?(?:but )?(?:i )?(?:can't|cannot|can not|won't|am unable to"
    r"|'m unable to|unable to|am not able to|'m not able to)"
    r" (?:help|assist|comply|fulfil|fulfill|do that|rewrite|provide|complete))",
    re.IGNORECASE,
)
"""How models decline. Their own word for it is a field of the protocol that many do not fill."""
_SHORT_WORDS = 60
"""A model that declines does so in a few words."""
_SENTENCE_WORDS = 4
"""Shorter sentences ("Thank you.", "Best regards") may stand twice."""
_MOST_REPEATS = 1
"""A model may repeat a warning; a reply that says it all again is broken."""


def refuse(answer: Answer, draft: Document) -> None:
    """Raise Refused where the model declined to write, though the draft does not."""
    linked = any(source.ids for source in answer.sources)
    text = _plain(answer.text)
    if linked or len(text.split()) > _SHORT_WORDS:
        return
    if _DECLINES.search(text) and not _DECLINES.search(_plain(draft.text)):
        raise Refused("declined in words")


def refuse_repetition(reply: Document, draft: Document) -> None:
    """Raise BadAnswer where sentences stand in the reply more often than in the draft."""
    drafted = _counted(draft)
    repeats = (count - max(1, drafted[said]) for said, count in _counted(reply).items())
    if sum(each for each in repeats if each > 0) > _MOST_REPEATS:
        raise BadAnswer("repeats itself")


def _counted(document: Document) -> Counter[str]:
    """Sentences by what they say, without case and spacing."""
    said = (" ".join(sentence.text.casefold().split()) for sentence in document.sentences)
    return Counter(each for each in said if len(each.split()) >= _SENTENCE_WORDS)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
