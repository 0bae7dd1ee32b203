"""Words of a text with their places, contractions written out, and their stems.

A contraction gives several words with one place ("won't" is "will" and "not"), so that the rules
meet one spelling only. Source of the stemming idea: Porter (1980), cut down to the endings that
inflect; it need not be right, only the same for both texts.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[A-Za-z]+[^\W\d_]*|[^\W\d_]+)(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+)*|\d+(?:[.,:/]\d+)*%?"
)
_SHORT = 3
_CUT = 3
"""Letters to which a word may be cut short; with one more it is its beginning."""
_BUILT = 6
"""Letters with which two words begin that are of one stem."""
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_WHOLE = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "i'm": ("i", "am"),
    "let's": ("let", "us"),
    "gonna": ("going", "to"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "here's": ("here", "is"),
    "what's": ("what", "is"),
    "he's": ("he", "is"),
    "she's": ("she", "is"),
    "who's": ("who", "is"),
    "dont": ("do", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "wasnt": ("was", "not"),
    "arent": ("are", "not"),
    "ive": ("i", "have"),
    "im": ("i", "am"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "theyll": ("they", "will"),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "pls": ("please",),
    "rec'd": ("received",),
    "plz": ("please",),
    "u": ("you",),
    "ur": ("your",),
}
_ENDINGS = {"'ll": "will", "'ve": "have", "'re": "are", "'d": "would"}


class Word(NamedTuple):
    """One word in lower case: `text` is what the rules read, the span is what was written.

    `_make` takes half the time of a call, which tells where a text has hundreds.
    """

    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]` in order, with offsets into `text`."""
    return tuple(
        [
            Word._make((part, *match.span()))
            for match in _WORD.finditer(text, start, len(text) if end is None else end)
            for part in _written_out(match[0])
        ]
    )


@lru_cache(maxsize=8192)
def _written_out(written: str) -> tuple[str, ...]:
    parts = _parts(written.lower().translate(_APOSTROPHES))
    return tuple(part for part in parts if part)  # "n't" alone has no word before its "not"


def _parts(word: str) -> tuple[str, ...]:
    if word in _WHOLE:
        return _WHOLE[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return (word[:-3], "not")
    head, mark, tail = word.rpartition("'")
    if mark + tail in _ENDINGS:
        return (head, _ENDINGS[mark + tail])
    return (head,) if tail in {"s", ""} else (word,)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its inflection: `refunds`, `refunded` and `refunding` are one."""
    for ending, keep in (
        ("ations", 4),
        ("ation", 4),
        ("ings", 3),
        ("ing", 3),
        ("ies", 2),
        ("ied", 2),
        ("ed", 3),
        ("es", 3),
        ("ly", 4),
        ("s", 3),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= keep and not word.endswith("ss"):
            word = word[: -len(ending)]
            if ending in {"ies", "ied"}:
                word += "y"
            break
    if len(word) > _SHORT and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORT else word


def spelled_alike(word: str, other: str) -> bool:
    """True if one is the other cut short ("dr", "doctor"), or both are long and of one stem."""
    if word[0] != other[0]:
        return False
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) <= _CUT:
        letters = iter(longer)
        return all(letter in letters for letter in shorter)
    if len(shorter) == _CUT + 1:
        return longer.startswith(shorter)
    return len(shorter) >= _BUILT and shorter[:_BUILT] == longer[:_BUILT]


def misspelled(word: str, other: str) -> bool:
    """True if a letter more, another letter or two exchanged ones make one word the other."""
    shorter, longer = sorted((word, other), key=len)
    alike = (n for n, (one, two) in enumerate(zip(shorter, longer, strict=False)) if one != two)
    at = next(alike, len(shorter))
    rest, tail = shorter[at:], longer[at:]
    if len(shorter) < len(longer):
        return rest == tail[1:]
    return rest[1:] == tail[1:] or rest[1::-1] + rest[2:] == tail
