"""Words and phrases that signal something, found in one pass over the words of a clause.

All lists of the lexicon are one table by first word: never one regex (225 phrases cost 1.0 ms as
a regex), and never one pass for each list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Places = Mapping[str, Sequence[tuple[int, int]]]
"""Word positions of the cues of each list, end exclusive; a list without any is not there."""


class Cue(NamedTuple):
    """A phrase of the list `name`, at word positions `start` to `end` (exclusive)."""

    name: str
    start: int
    end: int


Tails = tuple[int, Mapping[tuple[str, ...], tuple[str, ...]]]
"""The words behind the first one, all of one length, and the lists that hold the phrase."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Named lists of words and word sequences."""

    by_first: Mapping[str, Mapping[str, tuple[Tails, ...]]]
    """First word to second word to the rest of the phrases, the longest first; "" stands for every
    other second word. Most phrases that begin somewhere end at their second word.
    """

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> "Cues":
        """Phrases in lower case, words apart by spaces; of one list the longest phrase wins."""
        table: dict[str, dict[str, dict[int, dict[tuple[str, ...], tuple[str, ...]]]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                head, *rest = phrase.split()
                tail = tuple(rest)
                by_second = table.setdefault(head, {"": {}})
                tails = by_second.setdefault("".join(tail[:1]), {}).setdefault(len(tail), {})
                names = tails.get(tail, ())
                if name not in names:
                    tails[tail] = (*names, name)
        return cls(
            {
                head: {
                    second: tuple(
                        sorted({**by_second[""], **found}.items(), reverse=True, key=_length)
                    )
                    for second, found in by_second.items()
                }
                for head, by_second in table.items()
            }
        )

    def find(self, words: tuple[str, ...], heads: Sequence[str] | None = None) -> tuple[Cue, ...]:
        """Every cue in the words, in order; two of the same list do not overlap.

        `heads` are what to look the words up by, one each, where that is not the words themselves.
        """
        found: list[Cue] = []
        after: dict[str, int] = {}
        by_first = self.by_first
        for at, head in enumerate(heads or words):
            if head not in by_first:  # as of most words
                continue
            by_second = by_first[head]
            second = words[at + 1] if at + 1 < len(words) else ""
            for length, tails in by_second.get(second, by_second[""]):
                end = at + 1 + length
                for name in tails.get(words[at + 1 : end], ()):
                    if at >= after.get(name, 0):
                        after[name] = end
                        found.append(Cue(name, at, end))
        return tuple(found)


def _length(tails: Tails) -> int:
    return tails[0]


def places(cues: Iterable[Cue]) -> Places:
    """The cues by the names of their lists."""
    found: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in cues:
        found.setdefault(name, []).append((start, end))
    return found
