"""One entry of the phrasebook: a wording, the kinder one for it, and when to leave it alone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from api.rewriting.manner import MOST_PLEASES, Manner, apologises
from api.rewriting.notation import expanded
from api.rewriting.phrase_pattern import Pattern

_SLOT = re.compile(r"<(\w{1,16})>")
KINDS = frozenset(
    (
        "refusal",
        "cold",
        "blaming",
        "scripted",
        "jargon",
        "double_negative",
        "evasive",
        "long_winded",
        "curt",
    )
)

_MILD = frozenset({"jargon", "long_winded"})


class PhrasebookError(ValueError):
    """The phrasebook's data has a wrong form; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence before and after, executed by the tests and the lint."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """`again` is said where `say` would bring a second apology into one reply."""

    id: str
    kind: str
    value: str
    why: str
    match: Pattern
    say: str
    again: str | None
    only: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    mild: bool
    """Left alone in a draft that is already kind."""
    speaks: bool
    """Only where the draft itself says "I" or "we"."""
    paragraph: bool
    """Only in running text: never in lists, headings and tables."""
    examples: tuple[Example, ...]

    @classmethod
    def from_data(
        cls, data: Mapping[str, Any], whys: Mapping[str, str], sets: Mapping[str, str]
    ) -> "Entry":
        """Read one mapping of the file; `{name}` in a pattern stands for a set."""
        name = str(data.get("id", "?"))

        def pattern(source: object) -> Pattern:
            return Pattern(expanded(str(source), sets))

        try:
            shown = data.get("examples") or [data["example"]]
            return cls(
                id=name,
                kind=str(data["kind"]),
                value=str(data.get("value", "kindness")),
                why=whys.get(str(data["why"]), str(data["why"])),
                match=pattern(data["match"]),
                say=str(data["say"]),
                again=data.get("again"),
                only=tuple(pattern(source) for source in data.get("only", ())),
                unless=tuple(pattern(source) for source in data.get("unless", ())),
                mild=bool(data.get("mild", data["kind"] in _MILD)),
                speaks=bool(data.get("speaks", False)),
                paragraph=bool(data.get("paragraph", False)),
                examples=tuple(Example(str(e["before"]), str(e["after"])) for e in shown),
            )
        except KeyError as error:
            raise PhrasebookError(f"entry {name!r} lacks {error}") from None
        except ValueError as error:
            raise PhrasebookError(f"entry {name!r}: {error}") from None

    def check(self) -> None:
        """Read every pattern now instead of at first use; raises PatternError."""
        for pattern in (self.match, *self.only, *self.unless):
            pattern.compile()
        _ = self.match.key

    def apply(
        self, text: str, words: frozenset[str], manner: Manner, lowered: Callable[[str], str | None]
    ) -> str | None:
        """The text with the first match reworded, or None where the entry has nothing to say.

        `lowered` gives a phrase that leaves the sentence's start its small letter, or None where
        it might be a name.
        """
        if (self.mild and manner.warm) or (self.speaks and not manner.speaks):
            return None
        match = self.match.search(text, words)
        if match is None or not match[0]:
            return None
        if any(p.search(text, words) for p in self.unless):
            return None
        if self.only and not any(p.search(text, words) for p in self.only):
            return None
        manner = manner.within(match[0])
        saying = self._saying(match[0], text, manner)
        if saying is None:
            return None
        said = _filled(saying, match, self.match.listed, manner, lowered)
        return None if said is None or said == text else said

    def _saying(self, matched: str, text: str, manner: Manner) -> str | None:
        question = text.rstrip("\"'”’) ").endswith("?")
        adds_sorry = "sorry" in self.say and not apologises(matched)
        adds_please = "please" in self.say and "please" not in matched.lower()
        if adds_sorry and (question or not manner.sorry):
            return None if question else self.again
        if adds_please and (question or manner.pleases >= MOST_PLEASES):
            return None
        return self.say


def _filled(
    saying: str,
    match: re.Match[str],
    listed: frozenset[str],
    manner: Manner,
    lowered: Callable[[str], str | None],
) -> str | None:
    """The sentence with the match replaced, the slots said again and the capital kept."""
    said = ""
    for index, piece in enumerate(_SLOT.split(manner.voice(saying))):
        part: str | None = match[piece] or "" if index % 2 else piece
        if part and index % 2 and match.start(piece) == 0 and said.strip():
            part = lowered(part) or (part[0].lower() + part[1:] if piece in listed else None)
        if part is None:
            return None
        said += part
    return _joined(match, said, manner)


def _joined(match: re.Match[str], said: str, manner: Manner) -> str | None:
    text = match.string
    head, tail = text[: match.start()], text[match.end() :]
    if not said or (said.endswith((" ", ",")) and tail.startswith((" ", ","))):
        tail = tail.lstrip(", ")
        said = f"{said.rstrip()} " if said else ""
    whole = said + tail
    if not whole.strip(" .!?"):
        return None
    if not head and text[0].isupper() and not manner.lower:
        whole = whole[0].upper() + whole[1:]
    return head + whole
