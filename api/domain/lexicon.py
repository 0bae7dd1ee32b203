"""The frozen knowledge of a language that the guardrails read: data made ready for look-up.

The data is `prompts/lexicon/en.yaml`, parsed by the composition root; nothing here reads files.
Phrases are kept by first word, never in one regex (225 phrases cost 1.0 ms as a regex).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from api.domain.words import Word, stem

GAP = 3
"""Words that may stand between the first and the second word of a phrase verb: "pay *you* back"."""


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


@dataclass(frozen=True, slots=True)
class Act:
    """A class of things a business can promise; `material` ones bind it."""

    name: str
    material: bool


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected verb (or noun) of an act: its other words, and what the inflection says."""

    act: str
    tail: tuple[str, ...]
    past: bool
    gerund: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """A set of words and word sequences, looked up by their first word."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> "Phrases":
        """Phrases in lower case; words apart by spaces; longest first, so that it wins."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            head, *tail = phrase.split()
            by_first.setdefault(head, []).append(tuple(tail))
        return cls({head: tuple(sorted(tails, key=len)[::-1]) for head, tails in by_first.items()})

    def at(self, words: Sequence[Word], index: int) -> int:
        """How many words the longest phrase starting at `index` has; 0 where none does."""
        tails = self.by_first.get(words[index].text)
        if tails is None:
            return 0
        for tail in tails:
            if not tail:
                return 1
            following = words[index + 1 : index + 1 + len(tail)]
            if tuple(word.text for word in following) == tail:
                return 1 + len(tail)
        return 0

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Word positions (start, end exclusive) of every phrase, not overlapping."""
        after = 0
        for index, word in enumerate(words):
            if index >= after and word.text in self.by_first:
                length = self.at(words, index)
                if length:
                    after = index + length
                    yield index, after

    def within(self, words: Sequence[Word]) -> bool:
        """True if any phrase occurs."""
        return next(self.find(words), None) is not None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the rules know about one language."""

    language: str
    acts: Mapping[str, Act]
    forms: Mapping[str, tuple[Form, ...]]
    related: Mapping[str, frozenset[str]]
    courtesy_acts: frozenset[str]
    business: Phrases
    agent_nouns: frozenset[str]
    strength: Mapping[Strength, Phrases]
    strong_refusal: Phrases
    negative: Phrases
    not_negative: Phrases
    softeners: Phrases
    courtesy: Phrases
    cheer: Phrases
    haste: Phrases
    giving: frozenset[str]
    speaking: Phrases
    optional: Phrases
    blurring: Phrases
    conditional: Phrases
    wishing: Phrases
    loosening: Phrases
    assuring: Phrases
    fault: Phrases
    fault_named: Phrases
    closers: Phrases
    stopwords: frozenset[str]
    concepts: Mapping[str, str]
    """Stem to the stem that stands for its synonyms."""
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: frozenset[str]
    weekdays_short: Mapping[str, str]
    currencies: Mapping[str, str]
    durations: Mapping[str, tuple[int, str]]
    figure_words: frozenset[str]
    """Words of which a figure without digits has at least one."""
    bounds: Mapping[str, Phrases]
    function_words: Mapping[str, tuple[str, ...]]
    """Function word to the languages that have it."""
    digest: str = field(default="")

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Lexicon":
        """Build from parsed YAML; raises LexiconError naming the key that is wrong."""
        try:
            return _build(data)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise LexiconError(f"lexicon: {type(error).__name__}: {error}") from error

    def concept(self, word: str) -> str:
        """What a word is about: its stem, or the stem its synonyms share."""
        stemmed = stem(word)
        return self.concepts.get(stemmed, stemmed)


def _build(data: Mapping[str, Any]) -> Lexicon:
    forms: dict[str, list[Form]] = {}
    for name, act in data["acts"].items():
        for verb in act["verbs"]:
            head, *tail = verb.split()
            for inflected, past, gerund in _inflections(head):
                forms.setdefault(inflected, []).append(Form(name, tuple(tail), past, gerund, False))
        for noun in act["nouns"]:
            for spelled in (noun, f"{noun}s"):
                head, *tail = spelled.split()
                forms.setdefault(head, []).append(Form(name, tuple(tail), False, False, True))
    related: dict[str, set[str]] = {name: {name} for name in data["acts"]}
    for group in data["related"]:
        for other in group[1:]:
            related[group[0]].add(other)
            related[other].add(group[0])
    concepts: dict[str, str] = {}
    for group in data["synonyms"]:
        for word in group:
            concepts.setdefault(stem(word), stem(group[0]))
    return Lexicon(
        language=data["language"],
        acts=MappingProxyType({n: Act(n, bool(a["material"])) for n, a in data["acts"].items()}),
        forms={
            head: tuple(sorted(found, key=lambda form: -len(form.tail)))
            for head, found in forms.items()
        },
        related={name: frozenset(names) for name, names in related.items()},
        courtesy_acts=frozenset(data["courtesy_acts"]),
        business=Phrases.of(data["business"]),
        agent_nouns=frozenset(data["agent_nouns"]),
        strength={
            Strength.GUARANTEE: Phrases.of(data["strength"]["guarantee"]),
            Strength.LIKELY: Phrases.of(data["strength"]["likely"]),
            Strength.ATTEMPT: Phrases.of(data["strength"]["attempt"]),
            Strength.POSSIBLE: Phrases.of(data["strength"]["possible"]),
        },
        **{
            key: Phrases.of(data[key])
            for key in (
                "strong_refusal",
                "negative",
                "not_negative",
                "softeners",
                "courtesy",
                "cheer",
                "haste",
                "speaking",
                "closers",
                "optional",
                "blurring",
                "conditional",
                "wishing",
                "loosening",
                "assuring",
                "fault",
                "fault_named",
            )
        },
        giving=frozenset(data["giving"]),
        stopwords=frozenset(data["stopwords"]),
        concepts=concepts,
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        months={
            spelled: number
            for number, month in enumerate(data["months"], 1)
            for spelled in (month, month[:3])
        },
        weekdays=frozenset(data["weekdays"]),
        weekdays_short=data["weekdays_short"],
        currencies={word: sign for sign, words in data["currencies"].items() for word in words},
        figure_words=_figure_words(data),
        durations={unit: (int(size), base) for unit, (size, base) in data["durations"].items()},
        bounds={bound: Phrases.of(phrases) for bound, phrases in data["bounds"].items()},
        function_words=_by_word(data["function_words"]),
        digest=hashlib.sha256(
            json.dumps(data, sort_keys=True, ensure_ascii=False).encode()
        ).hexdigest(),
    )


def _figure_words(data: Mapping[str, Any]) -> frozenset[str]:
    units = {word for unit in data["durations"] for word in (unit, f"{unit}s")}
    days = {word for day in data["weekdays"] for word in (day, f"{day}s")}
    months = {spelled for month in data["months"] for spelled in (month, month[:3])}
    money = {word for words in data["currencies"].values() for word in words}
    rest = {"half", "quarter", "quarters", "third", "thirds", "percent", "weekday", "weekdays"}
    named = {"weekend", "weekends", "noon", "midday", "midnight"}
    return frozenset(
        {*data["numbers"], *data["ordinals"], *data["weekdays_short"]}
        | units | days | months | money | rest | named
    )  # fmt: skip


def _by_word(function_words: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language, words in function_words.items():
        for word in set(words):
            languages.setdefault(word, []).append(language)
    return {word: tuple(found) for word, found in languages.items()}


_IRREGULAR = {
    "give": ("gave", "given"),
    "send": ("sent", "sent"),
    "pay": ("paid", "paid"),
    "repay": ("repaid", "repaid"),
    "make": ("made", "made"),
    "take": ("took", "taken"),
    "get": ("got", "gotten"),
    "be": ("was", "been"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "write": ("wrote", "written"),
    "speak": ("spoke", "spoken"),
    "hear": ("heard", "heard"),
    "keep": ("kept", "kept"),
    "let": ("let", "let"),
    "speed": ("sped", "sped"),
    "go": ("went", "gone"),
    "dig": ("dug", "dug"),
    "do": ("did", "done"),
    "resend": ("resent", "resent"),
    "hand": ("handed", "handed"),
    "ring": ("rang", "rung"),
    "stay": ("stayed", "stayed"),
    "rush": ("rushed", "rushed"),
}
_DOUBLED = frozenset(
    {"cancel", "swap", "ship", "drop", "flag", "log", "submit", "get", "put", "set", "dig", "let"}
)


def _inflections(verb: str) -> Iterator[tuple[str, bool, bool]]:
    """(form, is past, is gerund) of a base verb: base, third person, past, participle, gerund."""
    yield verb, False, False
    sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    consonant_y = verb.endswith("y") and verb[-2] not in "aeiou"
    yield (verb[:-1] + "ies" if consonant_y else verb + ("es" if sibilant else "s")), False, False
    stems = {verb + verb[-1], verb} if verb in _DOUBLED else {verb}
    if verb in _IRREGULAR:
        for form in sorted(set(_IRREGULAR[verb])):
            yield form, True, False
    else:
        for base in stems:
            yield _past(base, consonant_y=consonant_y), True, False
    for base in stems:
        dropped = base[:-1] if base.endswith("e") and not base.endswith(("ee", "be")) else base
        yield dropped + "ing", False, True


def _past(base: str, *, consonant_y: bool) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if consonant_y else base + "ed"
