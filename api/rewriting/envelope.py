"""Finding the reply inside an answer: models wrap it in tags, fences, JSON and remarks."""

import json
import re

from api.rewriting.model import BadAnswer, CutShort

_OPEN = re.compile(r"<\s{0,3}reply\s{0,3}>", re.IGNORECASE)
_CLOSE = re.compile(r"<\s{0,3}/\s{0,3}reply\s{0,3}>", re.IGNORECASE)
_FENCE_LINE = re.compile(r"```[\w+-]{0,20}[ \t]{0,8}\r?\n")
_THOUGHT = "</think>"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unwrapped(answer: str) -> str:
    """The reply in its marked form, without what stands around it.

    Tags count from the first opening to the last closing one; without tags the whole answer is
    the reply. Raises CutShort where a tag is opened only, BadAnswer where one is closed only.
    """
    # Some servers leave a model's thinking in the text, up to this tag.
    text = answer.rpartition(_THOUGHT)[2]
    text = _from_json(_without_fence(text.strip()))
    opening = _OPEN.search(text)
    closing = next(reversed(list(_CLOSE.finditer(text))), None)
    if opening and closing and opening.end() <= closing.start():
        text = text[opening.end() : closing.start()]
    elif opening:
        raise CutShort("no end of the reply")
    elif closing:
        raise BadAnswer("no beginning of the reply")
    return _without_fence(text.strip())


def _without_fence(text: str) -> str:
    """A text that is one code block as a whole, without its fence."""
    fence = _FENCE_LINE.match(text)
    inner = text[fence.end() : -3] if fence and text.endswith("```") else ""
    return inner.strip() if inner.strip() and "```" not in inner else text


def _from_json(text: str) -> str:
    """The member `reply` of a JSON object; a text of any other form as it is."""
    if not (text.startswith("{") and text.endswith("}")):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        # A reply may begin and end with placeholders: "{name}, thank you. {signature}"
        return text
    reply = found.get("reply") if isinstance(found, dict) else None
    if not isinstance(reply, str) or _FORBIDDEN.search(reply):
        raise BadAnswer("a JSON object without a reply")
    return reply
