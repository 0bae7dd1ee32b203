"""Words and phrases that signal something, found in one pass over the words of a clause.

All lists of the lexicon are one table by first words: never one regex (225 phrases cost 1.0 ms as
a regex), and never one pass for each list.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Places = Mapping[str, Sequence[tuple[int, int]]]
"""Word positions of the cues of each list, end exclusive; a list without any is not there."""


class Cue(NamedTuple):
    """A phrase of the list `name`, at word positions `start` to `end` (exclusive)."""

    name: str
    start: int
    end: int


Tails = tuple[int, Mapping[tuple[str, ...], tuple[str, ...]]]
"""The words behind the first two, all of one length, and the lists that hold the phrase."""


class Cues(NamedTuple):
    """Named lists of words and word sequences."""

    alone: Mapping[str, tuple[str, ...]]
    """Single words to the lists that hold them."""
    longer: Mapping[tuple[str, str], tuple[Tails, ...]]
    """The first two words of phrases to the rest of them, the longest first: two words in a row
    tell that a phrase begins far more seldom than its first word does.
    """

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> "Cues":
        """Phrases in lower case, words apart by spaces; of one list the longest phrase wins."""
        alone: dict[str, tuple[str, ...]] = {}
        longer: dict[tuple[str, str], dict[int, dict[tuple[str, ...], tuple[str, ...]]]] = {}
        for name, phrases in lists.items():
            for phrase in dict.fromkeys(tuple(phrase.split()) for phrase in phrases):
                head, *rest = phrase
                if not rest:
                    alone[head] = (*alone.get(head, ()), name)
                    continue
                second, *tail = rest
                tails = longer.setdefault((head, second), {}).setdefault(len(tail), {})
                tails[tuple(tail)] = (*tails.get(tuple(tail), ()), name)
        return cls(
            alone,
            {
                begin: tuple(sorted(tails.items(), reverse=True, key=_length))
                for begin, tails in longer.items()
            },
        )

    def find(self, words: tuple[str, ...], heads: Sequence[str] | None = None) -> tuple[Cue, ...]:
        """Every cue in the words, in order; two of the same list do not overlap.

        `heads` are what to look the words up by, one each, where that is not the words themselves.
        """
        alone, longer = self.alone, self.longer
        heads = heads or words
        twos = tuple(zip(heads, (*words[1:], ""), strict=False))
        if longer.keys().isdisjoint(twos) and alone.keys().isdisjoint(heads):
            return ()
        found: list[Cue] = []
        after: dict[str, int] = {}
        for at, two in enumerate(twos):
            if two in longer:
                for length, tails in longer[two]:
                    end = at + 2 + length
                    for name in tails.get(words[at + 2 : end], ()):
                        if at >= after.get(name, 0):
                            after[name] = end
                            found.append(Cue._make((name, at, end)))
            if two[0] in alone:
                for name in alone[two[0]]:
                    if at >= after.get(name, 0):
                        found.append(Cue._make((name, at, at + 1)))
        return tuple(found)


def _length(tails: Tails) -> int:
    return tails[0]


def places(cues: Iterable[Cue]) -> Places:
    """The cues by the names of their lists."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in cues:
        found.setdefault(name, []).append((start, end))
    return found
