"""The acts that a clause names: verbs and nouns of the lexicon's act classes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from api.domain.inflections import Form
from api.domain.lexicon import GAP, Lexicon

_NOT_VERB_AFTER = frozenset(
    {"the", "a", "an", "your", "our", "this", "that", "any", "my", "its", "for", "of"}
)


class Mention(NamedTuple):
    """An act named in a clause: word positions within the clause, end exclusive."""

    form: Form
    start: int
    end: int


def mentions(words: Sequence[str], lexicon: Lexicon) -> Iterator[Mention]:
    """Acts named in the words; a noun reading wins after an article, the longest phrase first."""
    at = 0
    forms = lexicon.forms
    for position, word in enumerate(words):
        if word not in forms or position < at:
            continue
        nominal = position > 0 and words[position - 1] in _NOT_VERB_AFTER
        best = _best(words, position, forms[word], nominal=nominal)
        if best is not None:
            yield best
            at = position + 1 + len(best.form.tail)


def _best(words: Sequence[str], at: int, forms: Iterable[Form], *, nominal: bool) -> Mention | None:
    """Of the forms, the longest first, the longest that stands at a word; rather a noun there."""
    best: Mention | None = None
    for form in forms:
        if best is not None and len(form.tail) < len(best.form.tail):
            break
        mention = _match(words, at, form, nominal=nominal)
        if mention is None:
            continue
        if form.noun == nominal:
            return mention
        best = best or mention
    return best


def _match(words: Sequence[str], at: int, form: Form, *, nominal: bool) -> Mention | None:
    """The form where it stands at a word, `nominal` where that follows an article."""
    tail = form.tail
    if not tail:
        verbal = nominal and not (form.noun or form.gerund or form.past)
        return None if verbal else Mention(form, at, at + 1)
    if tail[0] not in words:
        return None
    reach = 1 if form.noun else 1 + GAP
    for begin in range(at + 1, min(at + 1 + reach, len(words))):
        if words[begin] == tail[0] and tuple(words[begin : begin + len(tail)]) == tail:
            return Mention(form, at, begin + len(tail))
    return None
