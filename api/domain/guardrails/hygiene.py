"""What does not belong into the text at all: invisible characters, another language."""

import re
import unicodedata
from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.language import in_language

_ODD = re.compile(r"[^ -~\t\n\r]")
"""What is not plainly visible, and no white space that one sees."""
_JOINER = "\u200d"


def hidden_characters(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per sentence and kind of invisible character that only the rewrite holds.

    Invisible are Unicode's format (Cf) and control (Cc) characters: zero-width, bidirectional
    overrides, tags. A joiner inside an emoji is part of the emoji.
    """
    text = comparison.reply.document.text
    if not _ODD.search(text):
        return
    seen: set[tuple[str, int | None]] = set()
    for at in hidden(text, frozenset(comparison.draft.document.text)):
        place = text[at], comparison.reply.sentence_at(at)
        if place in seen:
            continue
        seen.add(place)
        name = unicodedata.name(text[at], f"U+{ord(text[at]):04X}").lower()
        yield Finding(
            "hidden_characters",
            Severity.BLOCK,
            f"The rewrite holds an invisible character ({name}) that your draft does not.",
            Value.INTEGRITY,
            reply=Span.of(text, at, at + 1),
        )


def hidden(text: str, known: frozenset[str]) -> Iterator[int]:
    """Yield the offsets of invisible characters, but for those known and joiners in emoji."""
    for odd in _ODD.finditer(text):
        invisible = odd[0] not in known and unicodedata.category(odd[0]) in {"Cf", "Cc"}
        if invisible and not _joins_emoji(text, odd.start()):
            yield odd.start()


def changed_language(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per sentence of the rewrite that is not in the draft's language.

    What the rules cannot read they cannot check, so it does not go out.
    """
    text = comparison.reply.document.text
    for _, sentence, said, _, _ in comparison.reply.utterances:
        if sentence.text not in comparison.draft.document.text and not in_language(
            text, said, comparison.lexicon
        ):
            yield Finding(
                "changed_language",
                Severity.BLOCK,
                f"The rewrite says '{sentence.text}', which is not in your draft's language.",
                Value.HONESTY,
                reply=Span.of(text, sentence.start, sentence.end),
            )


def _joins_emoji(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return text[at] == _JOINER and any(
        unicodedata.category(char) in {"So", "Sk", "Mn"} for char in around
    )
