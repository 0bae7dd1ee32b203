"""The frozen knowledge of a language that the guardrails read: data made ready for look-up.

The data is `prompts/lexicon/en.yaml`, parsed by the composition root; nothing here reads files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from api.domain.cues import Cues
from api.domain.digest import digest
from api.domain.inflections import BASES, Form, forms, past
from api.domain.weighing.weights import Weights
from api.domain.words import stem

GAP = 3
"""Words that may stand between the first and the second word of a phrase verb: "pay *you* back"."""
_GROUP = "~"
"""Begins the name of a cue that stands for a group of synonyms."""


class LexiconError(ValueError):
    """The lexicon's data has a wrong form: the message names the key."""


class Strength(IntEnum):
    """How strongly a clause binds, from a refusal up to a guarantee."""

    REFUSED = 0
    POSSIBLE = 1
    ATTEMPT = 2
    LIKELY = 3
    WILL = 4
    GUARANTEE = 5


class Act(NamedTuple):
    """A class of things a business can promise; `material` ones bind it."""

    name: str
    material: bool


class Entry(NamedTuple):
    """What there is to know of one word, whatever stands around it."""

    stem: str
    concepts: frozenset[str]
    """What the word may be about: its stem, and every group of synonyms that holds it."""
    idle: bool
    """True for a stopword and for digits: it is no term."""
    light: bool
    past: bool
    """True for a past or a participle that can be told by its form."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the rules know about one language."""

    language: str
    acts: Mapping[str, Act]
    forms: Mapping[str, tuple[Form, ...]]
    related: Mapping[str, frozenset[str]]
    courtesy_acts: frozenset[str]
    agent_nouns: frozenset[str]
    giving: frozenset[str]
    verbs: frozenset[str]
    """Base forms with which an order may begin."""
    noticing: frozenset[str]
    """Past forms of what we may say we did without the draft: "we received your message"."""
    unspecific: frozenset[str]
    """Stems of verbs that promise nothing of their own: "we'll see", "we'll help"."""
    mutual: frozenset[str]
    """Stems of verbs that either side may be the subject of: "you get" what "we get you"."""
    cues: Cues
    """All phrase lists of the data, by their names."""
    phrases: Cues
    """The synonyms of several words, by the stem of the first, so that it may be inflected."""
    stopwords: frozenset[str]
    light: frozenset[str]
    """Words that say little: a sentence is not about them, and they need no source."""
    groups: Mapping[str, frozenset[str]]
    """Stem to the groups of synonyms that hold it, with the stem itself."""
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    weekdays_short: Mapping[str, str]
    currencies: Mapping[str, str]
    durations: Mapping[str, tuple[int, str]]
    figure_words: frozenset[str]
    """Words of which a figure without digits has at least one."""
    figure_starts: frozenset[str]
    """Words of these lists with which a figure may start."""
    contrasts: Cues
    """Words of which another says something else, by names of two parts: "order before"."""
    contrasting: Mapping[str, frozenset[str]]
    """Every word of these with the names of all that hold it."""
    bounds: Cues
    bounds_behind: Cues
    """The words of a limit in front of a figure, and behind it."""
    function_words: Mapping[str, tuple[str, ...]]
    """Function word to the languages that have it."""
    digest: str = field(default="")
    weights: Weights | None = None
    """What signs of a slip weigh; None where the guardrails judge alone."""
    entry: Callable[[str], Entry] = field(init=False, repr=False, compare=False)
    """The entry of a word; those of the last few thousand words are kept."""

    def __post_init__(self) -> None:
        """Give each lexicon a memory of its own."""
        object.__setattr__(self, "entry", lru_cache(maxsize=8192)(self._entry))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Lexicon":
        """Build from parsed YAML; raises LexiconError naming the key that is wrong."""
        try:
            return _build(data)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise LexiconError(f"lexicon: {type(error).__name__}: {error}") from error

    @staticmethod
    def stem(word: str) -> str:
        """The word without its inflection, regular or not: "sent" is "send"."""
        return stem(BASES.get(word, word))

    def concepts(self, word: str) -> frozenset[str]:
        """What a word may be about: its stem, and every group of synonyms that holds it.

        Two words are about the same where these have anything in common.
        """
        return self.entry(word).concepts

    def knows(self, word: str) -> bool:
        """True for a word of the lists, in any inflection; another may be misspelled."""
        return word in self.stopwords or word in self.light or self.stem(word) in self.groups

    def _entry(self, word: str) -> Entry:
        stemmed = self.stem(word)
        if "-" in word:
            parts = [part for part in word.split("-") if part]
            named = self.groups.get(stemmed, frozenset())
            concepts = named.union((word,), *map(self.concepts, parts))
        else:
            concepts = self.groups.get(stemmed) or frozenset((stemmed,))
        idle = word in self.stopwords or word[0].isdigit()
        return Entry(stemmed, concepts, idle, word in self.light, past(word))


def _build(data: Mapping[str, Any]) -> Lexicon:
    related: dict[str, set[str]] = {name: {name} for name in data["acts"]}
    for group in data["related"]:
        for other in group[1:]:
            related[group[0]].add(other)
            related[other].add(group[0])
    groups, phrases = _synonyms(data["synonyms"])
    contrasts = {
        f"{contrast} {side}": words
        for contrast, sides in data["contrasts"].items()
        for side, words in sides.items()
    }
    return Lexicon(
        language=data["language"],
        acts=MappingProxyType({n: Act(n, bool(a["material"])) for n, a in data["acts"].items()}),
        forms=forms(data["acts"]),
        related={name: frozenset(names) for name, names in related.items()},
        courtesy_acts=frozenset(data["courtesy_acts"]),
        agent_nouns=frozenset(data["agent_nouns"]),
        giving=frozenset(data["giving"]),
        verbs=frozenset(data["verbs"]),
        noticing=frozenset(data["noticing"]),
        unspecific=frozenset(stem(word) for word in data["unspecific"]),
        mutual=frozenset(stem(word) for word in data["mutual"]),
        cues=Cues.of(data["cues"]),
        phrases=Cues.of(phrases),
        stopwords=frozenset(data["stopwords"]),
        light=frozenset(data["light"]),
        groups=groups,
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        months={
            spelled: number
            for number, month in enumerate(data["months"], 1)
            for spelled in _spellings(month)
        },
        weekdays=frozenset(data["weekdays"]),
        weekdays_short=data["weekdays_short"],
        currencies={word: sign for sign, words in data["currencies"].items() for word in words},
        figure_words=_figure_words(data),
        figure_starts=_figure_starts(data),
        durations={unit: (int(size), base) for unit, (size, base) in data["durations"].items()},
        contrasts=Cues.of(contrasts),
        contrasting=_holding(contrasts),
        bounds=Cues.of(data["bounds"]),
        bounds_behind=Cues.of(data["bounds_behind"]),
        function_words=_by_word(data["function_words"]),
        digest=digest(data),
    )


def _synonyms(lines: Sequence[str]) -> tuple[dict[str, frozenset[str]], dict[str, list[str]]]:
    """Groups by stem, and for each group its members of several words, the first as its stem.

    A group is named after its first member, since weights know it by its name: another line added
    must not rename it. Where that name is taken, the whole line is the name.
    """
    groups: dict[str, set[str]] = {}
    phrases: dict[str, list[str]] = {}
    names: set[str] = set()
    for line in lines:
        first = f"{_GROUP}{line.partition(', ')[0]}"
        name = f"{_GROUP}{line}" if first in names else first
        names.add(name)
        for member in line.split(", "):
            head, *tail = member.split()
            stemmed = stem(BASES.get(head, head))
            if tail:
                phrases.setdefault(name, []).append(" ".join((stemmed, *tail)))
            else:
                groups.setdefault(stemmed, {stemmed}).add(name)
    return {stemmed: frozenset(names) for stemmed, names in groups.items()}, phrases


def _holding(lists: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, phrases in lists.items():
        for word in " ".join(phrases).split():
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _figure_words(data: Mapping[str, Any]) -> frozenset[str]:
    units = {word for unit in data["durations"] for word in (unit, f"{unit}s")}
    rest = {"half", "quarter", "quarters", "third", "thirds", "percent", "weekday", "weekdays"}
    named = {"weekend", "weekends", "noon", "midday", "midnight", "clock"}
    return _figure_starts(data) | units | rest | named


def _spellings(month: str) -> tuple[str, str, str]:
    """September, Sep, Sept."""
    return month, month[:3], month[:4]


def _figure_starts(data: Mapping[str, Any]) -> frozenset[str]:
    days = {word for day in data["weekdays"] for word in (day, f"{day}s")}
    months = {spelled for month in data["months"] for spelled in _spellings(month)}
    money = {word for words in data["currencies"].values() for word in words}
    named = {*data["numbers"], *data["ordinals"], *data["weekdays_short"]}
    return frozenset(named | days | months | money)


def _by_word(function_words: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language, words in function_words.items():
        for word in set(words):
            languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}
