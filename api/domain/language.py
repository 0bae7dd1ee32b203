"""Whether a text is in a language the guardrails know, by its function words and its script."""

from collections import Counter
from collections.abc import Iterable

from api.domain.lexicon import Lexicon
from api.domain.words import Word

_FEW = 3
"""Function words of another language below which a text is not called foreign."""
_FOREIGN_SCRIPT = 0.3
"""Share of letters outside Latin script from which a text counts as another language."""


def in_language(text: str, said: Iterable[Word], lexicon: Lexicon) -> bool:
    """True if these words of `text` may be in the lexicon's language.

    Short texts get the benefit of the doubt. Source: function-word counting, as in Cavnar &
    Trenkle (1994) with words for n-grams.
    """
    letters = foreign = 0
    counts: Counter[str] = Counter()
    plain = text.isascii()
    known = lexicon.function_words
    for word, start, end in said:
        if word in known:
            counts.update(known[word])
        if not plain:
            written = text[start:end]
            letters += len(written)
            foreign += sum(not _latin(char) for char in written)
    if letters and foreign > _FOREIGN_SCRIPT * letters:
        return False
    own = counts.pop(lexicon.language, 0)
    other = max(counts.values(), default=0)
    return other < _FEW or own * 2 >= other


def _latin(char: str) -> bool:
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
