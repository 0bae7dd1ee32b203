"""Whether a text is in a language the guardrails know, by its function words and its script."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

from api.domain.lexicon import Lexicon
from api.domain.words import Word

_TEXT = attrgetter("text")
_FEW = 3
"""Function words of another language below which a text is not called foreign."""
_ALONE = 2
"""The same where it has none of its own language: "Danke, wir melden uns"."""
_FOREIGN_SCRIPT = 0.3
"""Share of letters outside Latin script from which a text counts as another language."""


def in_language(text: str, said: Iterable[Word], lexicon: Lexicon) -> bool:
    """True if these words of `text` may be in the lexicon's language.

    Short texts get the benefit of the doubt. Source: function-word counting, as in Cavnar &
    Trenkle (1994) with words for n-grams.
    """
    said = tuple(said)
    if not text.isascii() and _in_foreign_script([text[start:end] for _, start, end in said]):
        return False
    known = lexicon.function_words
    counts = Counter(chain.from_iterable(filter(None, map(known.get, map(_TEXT, said)))))
    own = counts.pop(lexicon.language, 0)
    other = max(counts.values(), default=0)
    return other < (_FEW if own else _ALONE) or own * 2 >= other


def _in_foreign_script(written: Sequence[str]) -> bool:
    letters = sum(map(len, written))
    foreign = sum(not _latin(char) for word in written if not word.isascii() for char in word)
    return foreign > _FOREIGN_SCRIPT * letters


def _latin(char: str) -> bool:
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
