"""Where a sentence can be added to a draft, and which can be taken out of it."""

import re
from collections.abc import Iterator

from api.domain.document import BlockKind, Sentence
from evals.edits.text import GREETING, body, cut, document, finished, plain

_BACKWARD = re.compile(
    r"\W*(?:it|its|it's|this|that|that's|thats|they|them|their|these|those|then|he|she|his|her|so"
    r"|but|and|or|also|otherwise|there|if not|if so|same|both|either|neither|one|no|yes|after"
    r" that|before that|until then|meanwhile|however|instead|for (?:this|that)|in that|here"
    r"|such|once|another|each|the same|still|not|nothing|too|in the meantime|which|who)\b",
    re.I,
)


def looks_back(sentence: Sentence) -> bool:
    """True if it opens with a word that leans on what was said before."""
    return bool(_BACKWARD.match(sentence.text))


def after(draft: str, sentence: Sentence, words: str) -> str:
    """The draft with one more sentence after this one, in its paragraph.

    After a list item, or after a link that nothing ends, it begins a paragraph of its own.
    """
    closed = finished(sentence) or plain(draft, sentence.end - 1, sentence.end)
    if document(draft).blocks[sentence.block].kind is BlockKind.LIST_ITEM or not closed:
        last = max(s.end for s in document(draft).sentences if s.block == sentence.block)
        return cut(draft, last, last, f"\n\n{words}")
    stop = "" if finished(sentence) or sentence.text.endswith((":", ",")) else "."
    return cut(draft, sentence.end, sentence.end, f"{stop} {words}")


def appended(draft: str, words: str) -> str | None:
    """The draft with one more sentence at the end of what it says; None where nothing is said."""
    said = _in_letter(draft)
    return after(draft, said[-1], words) if said else None


def opened(draft: str, words: str) -> str | None:
    """The draft with one more sentence before the first that says something."""
    said = _in_letter(draft)
    if not said or GREETING.match(said[0].text) or draft[: said[0].start].count("\n") > _OPENING:
        return None
    if document(draft).blocks[said[0].block].kind is not BlockKind.PARAGRAPH:
        return None
    return cut(draft, said[0].start, said[0].start, f"{words} ")


def _in_letter(draft: str) -> tuple[Sentence, ...]:
    """What is said; in a text of several paragraphs only finished sentences, for a name is none."""
    said = body(draft)
    if len({sentence.block for sentence in document(draft).sentences}) == 1:
        return said
    return tuple(sentence for sentence in said if finished(sentence))


_OPENING = 4
"""Lines above the first sentence of a letter: its greeting and what it is about."""


def removable(draft: str) -> Iterator[Sentence]:
    """Yield finished sentences of a paragraph on which the next does not lean."""
    sentences = document(draft).sentences
    said = body(draft)
    for n, sentence in enumerate(sentences):
        if sentence not in said or not finished(sentence):
            continue
        kind = document(draft).blocks[sentence.block].kind
        beside = [s for s in sentences if s.block == sentence.block and s is not sentence]
        following = sentences[n + 1] if n + 1 < len(sentences) else None
        leans = following and following.block == sentence.block and looks_back(following)
        if kind is BlockKind.PARAGRAPH and beside and not leans:
            yield sentence


def removed(draft: str, sentence: Sentence) -> str:
    """The draft without the sentence and the blank after it (before it, at a paragraph's end)."""
    end = sentence.end
    while draft[end : end + 1] == " ":
        end += 1
    start = sentence.start
    if draft[end : end + 1] in {"\n", ""}:
        while draft[start - 1 : start] == " ":
            start -= 1
    return cut(draft, start, end)
