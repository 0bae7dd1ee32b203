"""The acts that a clause names: verbs and nouns of the lexicon's act classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.domain.inflections import Form
from api.domain.lexicon import GAP, Lexicon
from api.domain.words import Word

_NOT_VERB_AFTER = frozenset(
    {"the", "a", "an", "your", "our", "this", "that", "any", "my", "its", "for", "of"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An act named in a clause: word positions within the clause, end exclusive."""

    form: Form
    start: int
    end: int


def mentions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Mention]:
    """Acts named in the words; a noun reading wins after an article, the longest phrase first."""
    at = 0
    while at < len(words):
        forms = lexicon.forms.get(words[at].text)
        if forms is None:
            at += 1
            continue
        best = max(
            (m for form in forms if (m := _match(words, at, form))),
            key=lambda m: (len(m.form.tail), m.form.noun == _nominal(words, at)),
            default=None,
        )
        if best:
            yield best
        at = at + 1 + len(best.form.tail) if best and best.form.tail else at + 1


def _nominal(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].text in _NOT_VERB_AFTER


def _match(words: Sequence[Word], at: int, form: Form) -> Mention | None:
    if not form.tail:
        if not form.noun and _nominal(words, at) and not form.gerund and not form.past:
            return None
        return Mention(form, at, at + 1)
    reach = 1 if form.noun else 1 + GAP
    for begin in range(at + 1, min(at + 1 + reach, len(words))):
        end = begin + len(form.tail)
        if tuple(word.text for word in words[begin:end]) == form.tail:
            return Mention(form, at, end)
    return None
