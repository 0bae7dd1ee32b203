"""What is happening to this customer, and the one sentence that shows it was heard.

At most one acknowledgement, never a finding, never fault, never a promise. Death, illness and
danger get no ready-made sentence at all: the agent is told instead, and finds the words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from api.rewriting.entry import PhrasebookError
from api.rewriting.manner import Manner
from api.rewriting.notation import expanded, rarest
from api.rewriting.phrase_pattern import Pattern, words_of

_EMPHASIS = re.compile(
    r"[!?]{2}|\b(?:NOW|AGAIN|STILL|NEED|NEVER|NOTHING|EVERY|EVERYTHING|WHY|STOP|HELP|NOT|WORST|"
    r"TERRIBLE|REALLY|TODAY|ALREADY|WEEKS|DAYS|MONTHS|TWICE|THREE|ASAP|ANY)\b"
)


@dataclass(frozen=True)
class Cues:
    """A set of patterns, any of which is enough."""

    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, sources: Sequence[str], sets: Mapping[str, str]) -> "Cues":
        """Take the patterns, `{name}` standing for a set; an empty list is never met."""
        return cls(tuple(Pattern(expanded(source, sets)) for source in sources))

    def check(self) -> None:
        """Read every pattern now instead of at first use; raises PatternError."""
        for pattern in self.patterns:
            pattern.compile()

    @cached_property
    def _needed(self) -> frozenset[str] | None:
        """Words of which a text has one where a pattern stands; None where one needs no word."""
        required = [pattern.required for pattern in self.patterns]
        return frozenset[str]().union(*map(rarest, required)) if all(required) else None

    def met(self, text: str, words: frozenset[str]) -> bool:
        """True where one of them stands in the text."""
        if self._needed is not None and self._needed.isdisjoint(words):
            return False
        return any(pattern.search(text, words) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens to customers; `also` is said where the reply already says sorry."""

    id: str
    customer: Cues
    draft: Cues
    never: Cues
    feeling: bool
    """Only where the customer shows a feeling."""
    beside: bool
    """Said at the start of the paragraph that it speaks of, not of the reply."""
    say: str
    also: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Care:
    """A matter for a person's judgement: a note to the agent, no words for the customer."""

    id: str
    customer: Cues
    note: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One sentence and why it is there."""

    text: str
    why: str
    small: bool = False
    """True in a draft without capitals."""
    beside: Cues | None = None
    """Where set: it goes to the first paragraph with a sentence that meets these cues."""


@dataclass(frozen=True, slots=True)
class Situations:
    """All that the phrasebook knows about what customers go through."""

    all: tuple[Situation, ...]
    care: tuple[Care, ...]
    empathy: Cues
    feelings: Cues

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Situations":
        """Read `situations`, `care_notes`, `empathy` and `feelings` of the file."""
        try:
            sets = data["sets"]
            return cls(
                tuple(_situation(one, sets) for one in data["situations"]),
                tuple(
                    Care(str(one["id"]), Cues.of(one["customer"], sets), str(one["note"]))
                    for one in data["care_notes"]
                ),
                Cues.of(data["empathy"], sets),
                Cues.of(data["feelings"], sets),
            )
        except KeyError as error:
            raise PhrasebookError(f"situations lack {error}") from None

    def check(self) -> None:
        """Read every pattern now instead of at first use; raises PatternError."""
        cues = [cue for one in self.all for cue in (one.customer, one.draft, one.never)]
        for cue in (*cues, *(one.customer for one in self.care), self.empathy, self.feelings):
            cue.check()

    def warm(self, draft: str) -> bool:
        """True where the draft has an apology, thanks or empathy of its own."""
        return self.empathy.met(draft, words_of(draft))

    def feeling(self, customer: str) -> bool:
        """True where the customer's words or emphasis show a feeling."""
        return bool(_EMPHASIS.search(customer)) or self.feelings.met(customer, words_of(customer))

    def notes(self, customer: str) -> tuple[str, ...]:
        """What the agent should know before sending anything ready-made."""
        words = words_of(customer)
        return tuple(one.note for one in self.care if one.customer.met(customer, words))

    def acknowledge(
        self, draft: str, customer: str, manner: Manner, *, sorry_said: bool
    ) -> Acknowledgement | None:
        """The first situation that both texts fit; None where silence is kinder.

        `draft` is the agent's own wording; `sorry_said` tells that a reworded refusal brings one.
        """
        if self.warm(draft) or self.notes(customer):
            return None
        felt = self.feeling(customer)
        heard, read = words_of(customer), words_of(draft)
        for one in self.all:
            if one.feeling and not felt:
                continue
            if one.never.met(customer, heard) or one.never.met(draft, read):
                continue
            if one.customer.patterns and not one.customer.met(customer, heard):
                continue
            if one.draft.patterns and not one.draft.met(draft, read):
                continue
            saying = one.also if sorry_said else one.say
            if saying is not None:
                beside = one.draft if one.beside else None
                return Acknowledgement(manner.voice(saying), one.why, manner.lower, beside)
        return None


def _situation(one: Mapping[str, Any], sets: Mapping[str, str]) -> Situation:
    say = str(one["say"])
    return Situation(
        id=str(one["id"]),
        customer=Cues.of(one.get("customer", ()), sets),
        draft=Cues.of(one.get("draft", ()), sets),
        never=Cues.of(one.get("never", ()), sets),
        feeling=bool(one.get("feeling", False)),
        beside=bool(one.get("beside", False)),
        say=say,
        also=one.get("also", None if "sorry" in say else say),
        why=str(one["why"]),
    )
