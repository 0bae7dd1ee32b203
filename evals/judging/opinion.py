"""What a judge answered, believed only as far as code can check it.

A judge that cannot quote is not believed: each piece of evidence must stand in what it judges,
word for word. Spaces, and the shape of quotation marks, apostrophes and dashes, may differ, since
models rewrite them without knowing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from api.http.strict_json import BadJSON, parse
from evals.judging.rubric import LEVELS

NO_FORM = "not in the form that was asked for"
NO_EVIDENCE = "gives no evidence"
NOT_IN_THE_REPLY = "evidence is not in the reply"
TOO_LITTLE = "evidence is a single word"
MAX_REASON_CHARS = 400
MAX_QUOTES = 8

Place = Literal["first", "second", "same"]
PLACES: tuple[Place, ...] = ("first", "second", "same")


@dataclass(frozen=True, slots=True)
class Opinion:
    """A level with its evidence; where it is None, `reason` says why nothing is believed."""

    level: int | None
    evidence: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """Which of two replies, by the place in which they were shown; None as in `Opinion`."""

    better: Place | None
    evidence: tuple[str, ...] = ()
    reason: str = ""


def opinion(answer: str, reply: str) -> Opinion:
    """The level that an answer gives a reply. Never raises, whatever the answer is."""
    said = _object(answer)
    if said is None or said.keys() != {"evidence", "reason", "level"}:
        return Opinion(None, reason=NO_FORM)
    level = said["level"]
    wrong = _wrong(said, (reply,))
    if type(level) is not int or level not in LEVELS:
        wrong = NO_FORM
    return Opinion(None, reason=wrong) if wrong else Opinion(level, *_kept(said))


def preference(answer: str, first: str, second: str) -> Preference:
    """Which reply an answer prefers; evidence may be from either. Never raises."""
    said = _object(answer)
    if said is None or said.keys() != {"evidence", "reason", "better"}:
        return Preference(None, reason=NO_FORM)
    better = next((place for place in PLACES if place == said["better"]), None)
    wrong = _wrong(said, (first, second)) if better else NO_FORM
    return Preference(None, reason=wrong) if wrong else Preference(better, *_kept(said))


_FENCE = re.compile(r"```(?:json)?[ \t]{0,8}\n(.{0,20000}?)\n?```", re.DOTALL)


def _object(answer: str) -> dict[str, Any] | None:
    """The one JSON object that an answer is, a code fence around it aside."""
    text = answer.strip()
    fenced = _FENCE.fullmatch(text)
    try:
        said = parse((fenced[1] if fenced else text).encode())
    except (BadJSON, UnicodeEncodeError):
        return None
    return said if isinstance(said, dict) else None


def _wrong(said: Mapping[str, Any], texts: Sequence[str]) -> str:
    """Why an answer is not believed; "" where it is."""
    quotes = said["evidence"]
    if not isinstance(said["reason"], str) or not isinstance(quotes, list):
        return NO_FORM
    if len(quotes) > MAX_QUOTES or not all(isinstance(quote, str) for quote in quotes):
        return NO_FORM
    if not any(quote.strip() for quote in quotes):
        return NO_EVIDENCE
    shown = [_plain(text) for text in texts]
    if not all(any(_holds(text, _plain(quote)) for text in shown) for quote in quotes):
        return NOT_IN_THE_REPLY
    # One word, such as "the", stands in every reply and shows nothing; a reply of one word may.
    least = min(2, *(len(text.split()) for text in shown))
    return "" if sum(len(quote.split()) for quote in quotes) >= least else TOO_LITTLE


def _kept(said: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    return tuple(said["evidence"]), said["reason"][:MAX_REASON_CHARS]


def _holds(text: str, quote: str) -> bool:
    """Whether whole words of the text are quoted."""
    return bool(quote) and bool(re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text))


_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME).split())
